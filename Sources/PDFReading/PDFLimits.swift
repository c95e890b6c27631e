// SPDX-License-Identifier: EUPL-1.2

/// How much of a PDF is read.
///
/// Real certificates have at most 9 pages, 1.2 MB and an attached XML of 328 kB (documents.md §1). A longer file may be a
/// clinical record that a citizen attaches: its first pages are read, nothing of it is refused for its length in pages.
package struct PDFLimits: Sendable {
    /// Bytes of the whole file; more is refused.
    package var bytes: Int
    /// Pages of which the text is read.
    package var pages: Int
    /// Words kept of one page.
    package var words: Int
    /// Attached files looked at.
    package var attachments: Int
    /// Bytes of one attached file as it lies in the PDF, when it is compressed: a stream grows at most about a thousandfold,
    /// so this is what keeps a decompression bomb small.
    package var compressedAttachment: Int
    /// Bytes of one attached file.
    package var attachment: Int
    /// Widgets and typed notes kept of all pages; forms of several pages have a few hundred.
    package var fields: Int
    /// Bytes kept of the value of one of them, in UTF-8.
    package var fieldValue: Int

    package init(
        bytes: Int = 48 << 20,
        pages: Int = 40,
        words: Int = 20_000,
        attachments: Int = 100,
        compressedAttachment: Int = 512 << 10,
        attachment: Int = 4 << 20,
        fields: Int = 2000,
        fieldValue: Int = 8 << 10
    ) {
        self.bytes = bytes
        self.pages = pages
        self.words = words
        self.attachments = attachments
        self.compressedAttachment = compressedAttachment
        self.attachment = attachment
        self.fields = fields
        self.fieldValue = fieldValue
    }

    package static let standard = PDFLimits()
}
