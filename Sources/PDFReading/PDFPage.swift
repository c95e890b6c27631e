// SPDX-License-Identifier: EUPL-1.2

/// A rectangle in PDF points from the top left of the page as shown, its rotation undone.
package struct PDFBox: Hashable, Sendable {
    package var left: Double
    package var top: Double
    package var right: Double
    package var bottom: Double

    package init(left: Double, top: Double, right: Double, bottom: Double) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }

    package var height: Double { bottom - top }

    /// The smallest rectangle around both.
    package func union(_ other: PDFBox) -> PDFBox {
        PDFBox(
            left: min(left, other.left),
            top: min(top, other.top),
            right: max(right, other.right),
            bottom: max(bottom, other.bottom)
        )
    }

    /// Left, top, right, bottom.
    package var corners: [Double] { [left, top, right, bottom] }
}

/// A run of characters without white space, and where it is printed.
package struct PDFWord: Hashable, Sendable {
    package let text: String
    package let box: PDFBox

    package init(text: String, box: PDFBox) {
        self.text = text
        self.box = box
    }
}

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
