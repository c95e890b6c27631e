// SPDX-License-Identifier: EUPL-1.2

/// Why bytes were not read as a PDF.
package enum PDFReadError: Error, Hashable, Sendable {
    /// A password is needed to open it.
    case encrypted
    case tooLarge
    /// Neither its cross-references nor a search through its objects yield a document; qpdf's own words.
    case damaged(String)
}
