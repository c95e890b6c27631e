// SPDX-License-Identifier: EUPL-1.2

/// A PDF read once, wholly into values: nothing of the C libraries outlives the reading.
package struct PDFFile: Hashable, Sendable {
    /// The first pages, as far as `PDFLimits.pages` allows; none where poppler cannot show the file.
    package let pages: [PDFPage]
    /// All pages of the document.
    package let pageCount: Int
    /// In the order of their places, and within a place in the order of the PDF.
    package let attachments: [PDFAttachment]
    /// Attached files that are damaged or pass a limit, and are therefore not among `attachments`.
    package let unreadAttachments: Int
    /// Signatures in the order of the form's fields; empty fields are none.
    package let signatureFields: [PDFSignatureField]
    /// What was filled in on the first pages, in the order of the pages and, on a page, of the PDF.
    package let formFields: [PDFFormField]
    /// What of the first pages is covered by pictures that may show text. A page may also have neither words nor pictures
    /// and yet show text, where a program has drawn its letters as lines.
    package let pictures: [PDFPicture]

    package init(
        pages: [PDFPage],
        pageCount: Int,
        attachments: [PDFAttachment],
        unreadAttachments: Int = 0,
        signatureFields: [PDFSignatureField] = [],
        formFields: [PDFFormField] = [],
        pictures: [PDFPicture] = []
    ) {
        self.pages = pages
        self.pageCount = pageCount
        self.attachments = attachments
        self.unreadAttachments = unreadAttachments
        self.signatureFields = signatureFields
        self.formFields = formFields
        self.pictures = pictures
    }

    /// Opens `bytes` with qpdf for what is attached and with poppler for what is printed.
    ///
    /// qpdf must be able to open the file, repaired where need be: a PDF whose attachments cannot be listed is not read from
    /// its page, since the page is only the picture of the data. A file of which no page can be shown, because its tree of
    /// pages runs in a circle or says what cannot be, is damaged as well: nobody could look at it. What is attached to it can
    /// still be read.
    package init(reading bytes: [UInt8], limits: PDFLimits = .standard) throws(PDFReadError) {
        guard bytes.count <= limits.bytes else { throw .tooLarge }
        var list = AttachmentList(limits: limits)
        var signatures = SignatureFields()
        var form = FormFieldList(limits: limits)
        var pictures = PictureList(limits: limits)
        try bytes.withQPDF { document in
            let pages = document.pages(limit: limits.pages)
            list.collect(from: document, pages: pages)
            form.collect(from: pages)
            pictures.collect(from: pages)
            signatures.collect(from: document)
        }
        let text = PopplerLock.pages(of: bytes, limits: limits)
        guard !text.pages.isEmpty || !list.attachments.isEmpty else { throw .damaged("no page can be shown") }
        self.init(
            pages: text.pages,
            pageCount: text.count,
            attachments: list.attachments,
            unreadAttachments: list.unread,
            signatureFields: signatures.fields,
            formFields: form.fields,
            pictures: pictures.pictures
        )
    }
}
