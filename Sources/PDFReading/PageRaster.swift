// SPDX-License-Identifier: EUPL-1.2

/// A page, or a part of one, in grey pixels for recognition.
package struct PageRaster: Hashable, Sendable {
    /// In pixels.
    package let width: Int
    package let height: Int
    /// Row after row from the top left, 0 black and 255 white, no padding.
    package let bytes: [UInt8]
    /// As drawn, which is less than was asked for where the pixels would have been too many.
    package let dotsPerInch: Double
    /// The part of the page as shown, in points.
    package let region: PDFBox

    /// The place on the page of a box in pixels.
    package func place(left: Double, top: Double, right: Double, bottom: Double) -> PDFBox {
        let size = 72 / dotsPerInch
        return PDFBox(
            left: region.left + left * size,
            top: region.top + top * size,
            right: region.left + right * size,
            bottom: region.top + bottom * size
        )
    }
}

/// A page as a picture for people.
package struct PagePicture: Hashable, Sendable {
    /// A PNG file.
    package let png: [UInt8]
    /// Of the page as shown, in points: what the boxes of values are measured on.
    package let width: Double
    package let height: Double
}
