// SPDX-License-Identifier: EUPL-1.2

/// A picture to recognise, in grey.
package struct GreyPicture: Hashable, Sendable {
    /// In pixels.
    package let width: Int
    package let height: Int
    /// Row after row from the top left, 0 black and 255 white, no padding.
    package let bytes: [UInt8]
    package let dotsPerInch: Double

    /// Nil unless there is one byte for each pixel, at most 50 million of them, and a resolution.
    package init?(width: Int, height: Int, bytes: [UInt8], dotsPerInch: Double) {
        guard (1...32_000).contains(width), (1...32_000).contains(height), width * height <= 50_000_000,
            bytes.count == width * height, dotsPerInch.isFinite, dotsPerInch > 0
        else { return nil }
        self.width = width
        self.height = height
        self.bytes = bytes
        self.dotsPerInch = dotsPerInch
    }
}
