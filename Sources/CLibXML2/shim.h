// SPDX-License-Identifier: EUPL-1.2
#ifndef ESENZIONI_CLIBXML2_SHIM_H
#define ESENZIONI_CLIBXML2_SHIM_H

// Debian builds libxml2 with ICU, and <unicode/ucnv.h> declares UErrorCode otherwise than Foundation's own copy of ICU
// does: one program cannot import both. Nothing here needs the ICU fields of libxml2's headers.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/tree.h>
#include <libxml/xmlschemas.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

/// `xmlFree` is a mutable global function pointer, which Swift 6 rightly refuses to read.
static inline void esenzioni_xml_free(void *pointer) { xmlFree(pointer); }

#endif
