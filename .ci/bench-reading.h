// SPDX-License-Identifier: EUPL-1.2
//
// How the yardsticks read: XML is parsed and asked for a few values; a PDF gives its text, a box for every character, and its
// form fields. A tiny document stays open, which halves poppler's time (the daemon does the same).
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <poppler.h>
#include <stdlib.h>
#include <string.h>

static const char tiny[] =
    "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\ntrailer\n<</Size 4/Root 1 0 R>>\n%%EOF\n";

static const char *const paths[] = {
    "string(//h:recordTarget//h:id/@extension)", "string(//h:recordTarget//h:family)",
    "string(//h:recordTarget//h:given)", "string(//h:recordTarget//h:birthTime/@value)",
    "string(/h:ClinicalDocument/h:effectiveTime/@value)", "string(/h:ClinicalDocument/h:code/@code)",
    "string(//h:assignedAuthor//h:family)", "string(//h:observation/h:value/@code)",
};

static size_t found;

static void read_xml(const char *bytes, size_t size) {
    xmlDocPtr document = xmlReadMemory(bytes, (int)size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (document == NULL) return;
    xmlXPathContextPtr context = xmlXPathNewContext(document);
    xmlXPathRegisterNs(context, BAD_CAST "h", BAD_CAST "urn:hl7-org:v3");
    for (size_t index = 0; index < sizeof paths / sizeof *paths; index++) {
        xmlXPathObjectPtr value = xmlXPathEvalExpression(BAD_CAST paths[index], context);
        if (value != NULL && value->stringval != NULL) found += strlen((const char *)value->stringval);
        xmlXPathFreeObject(value);
    }
    xmlXPathFreeContext(context);
    xmlFreeDoc(document);
}

static void read_page(PopplerPage *page) {
    PopplerRectangle *boxes = NULL;
    guint count = 0;
    char *text = poppler_page_get_text(page);
    if (poppler_page_get_text_layout(page, &boxes, &count)) found += count;
    GList *fields = poppler_page_get_form_field_mapping(page);
    found += strlen(text) + g_list_length(fields);
    poppler_page_free_form_field_mapping(fields);
    g_free(boxes);
    g_free(text);
}

static void read_pdf(const char *bytes, size_t size) {
    GBytes *content = g_bytes_new_static(bytes, size);
    PopplerDocument *document = poppler_document_new_from_bytes(content, NULL, NULL);
    for (int index = 0; document != NULL && index < poppler_document_get_n_pages(document); index++) {
        PopplerPage *page = poppler_document_get_page(document, index);
        if (page == NULL) continue;
        read_page(page);
        g_object_unref(page);
    }
    if (document != NULL) g_object_unref(document);
    g_bytes_unref(content);
}

static void read_document(const char *bytes, size_t size) {
    if (size > 4 && memcmp(bytes, "%PDF", 4) == 0) read_pdf(bytes, size);
    else read_xml(bytes, size);
}

/// Keeps poppler's tables for the life of the process.
static int pin_poppler(void) {
    GBytes *pin = g_bytes_new_static(tiny, sizeof tiny - 1);
    return poppler_document_new_from_bytes(pin, NULL, NULL) != NULL;
}
