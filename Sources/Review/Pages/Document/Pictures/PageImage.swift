// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// A page of a document as an image.
package struct PageImage: Encodable, Hashable, Sendable {
    package let png: [UInt8]
    package let size: PageSize

    package init(png: [UInt8], size: PageSize) {
        self.png = png
        self.size = size
    }
}

/// The extent of a page as shown, in points of 1/72 inch: the scale of the boxes of values.
package struct PageSize: Hashable, Sendable, Codable {
    package let width: Double
    package let height: Double

    package init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }
}

/// Which page of which document; the same key is always the same picture.
package struct PageKey: Encodable, Hashable, Sendable {
    package let sha256: ContentHash
    /// From 1.
    package let number: Int

    /// Fine enough to read the small print of a letter over the full width of a screen.
    package static let dotsPerInch = 120

    package init(sha256: ContentHash, number: Int) {
        self.sha256 = sha256
        self.number = number
    }

    /// The content's name, for a browser to ask whether it has the picture already.
    var tag: String { "\"\(sha256)-\(number)-\(Self.dotsPerInch)\"" }
}
