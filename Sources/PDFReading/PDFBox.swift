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
