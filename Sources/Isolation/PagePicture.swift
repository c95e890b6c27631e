// SPDX-License-Identifier: EUPL-1.2

/// Which page is to be drawn, and how finely.
package struct PictureRequest: Hashable, Sendable {
    /// From 1.
    package let page: Int
    package let dotsPerInch: Int

    /// Pages past these numbers are not drawn: they would cost more than any screen shows.
    package static let pages = 1...1000
    package static let resolutions = 36...300

    /// Nothing when the page or the resolution is out of bounds.
    package init?(page: Int, dotsPerInch: Int) {
        guard Self.pages.contains(page), Self.resolutions.contains(dotsPerInch) else { return nil }
        self.page = page
        self.dotsPerInch = dotsPerInch
    }
}

/// A page of a document as an image.
package struct PagePicture: Hashable, Sendable {
    package let png: [UInt8]
    /// Size of the page as shown, in PDF points: the scale of the boxes that are drawn on it.
    package let width: Double
    package let height: Double

    /// The first bytes of every PNG.
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    /// The longest side that PDF allows, in points.
    private static let longestSide = 14_400.0

    /// Nothing when these are no picture of a page.
    package init?(png: [UInt8], width: Double, height: Double) {
        guard png.starts(with: Self.signature), width > 0, width <= Self.longestSide, height > 0,
            height <= Self.longestSide
        else { return nil }
        self.png = png
        self.width = width
        self.height = height
    }
}
