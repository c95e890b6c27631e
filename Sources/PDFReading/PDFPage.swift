// SPDX-License-Identifier: EUPL-1.2

/// What is printed on one page.
package struct PDFPage: Hashable, Sendable {
    /// From 1.
    package let number: Int
    /// In points, as shown.
    package let width: Double
    package let height: Double
    /// The text in poppler's reading order, lines ended by line feeds; columns of one line may lack a blank between them.
    package let text: String
    /// The words of `text`, in the same order.
    package let words: [PDFWord]

    package init(number: Int, width: Double, height: Double, text: String, words: [PDFWord]) {
        self.number = number
        self.width = width
        self.height = height
        self.text = text
        self.words = words
    }
}
