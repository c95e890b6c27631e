// SPDX-License-Identifier: EUPL-1.2

/// Draws pages as viewers show them, with the values of forms and with annotations, on white paper.
package enum PDFRaster {
    /// Where poppler and fontconfig find what a page needs and does not carry: fonts, the tables of East Asian encodings.
    package static let systemFolders = [
        "/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/poppler", "/etc/fonts", "/usr/share/fontconfig",
        "/var/cache/fontconfig",
    ]
    /// Pixels of one drawing at most; cairo needs four bytes for each, and a page of A3 at 300 dots an inch has 17 million.
    private static let mostPixels = 25e6
    /// cairo's limit for each side.
    private static let longestSide = 32_000.0

    /// A page, counted from 1, or the part of it that lies in `region`, in grey.
    ///
    /// Nil where poppler cannot open the file, the page does not exist or has no extent, or the region misses it.
    package static func grey(
        _ bytes: [UInt8],
        page number: Int,
        dotsPerInch: Double,
        region: PDFBox? = nil
    ) -> PageRaster? {
        PopplerLock.withPage(number, of: bytes) { page in
            guard let drawing = PageDrawing(of: page, dotsPerInch: dotsPerInch, region: region) else { return nil }
            return PageRaster(
                width: drawing.width,
                height: drawing.height,
                bytes: drawing.grey,
                dotsPerInch: drawing.dotsPerInch,
                region: drawing.region
            )
        }
    }

    /// A page, counted from 1, as a PNG; nil as for `grey`.
    package static func png(_ bytes: [UInt8], page number: Int, dotsPerInch: Double) -> PagePicture? {
        PopplerLock.withPage(number, of: bytes) { page in
            guard let drawing = PageDrawing(of: page, dotsPerInch: dotsPerInch, region: nil), let png = drawing.png
            else { return nil }
            return PagePicture(png: png, width: drawing.region.right, height: drawing.region.bottom)
        }
    }

    /// The resolution at which a region of this size in points keeps the limits, at most the one wanted; nil where even a
    /// coarse picture would pass them.
    static func dotsPerInch(_ wanted: Double, width: Double, height: Double) -> Double? {
        guard width > 0, height > 0, wanted > 0, width.isFinite, height.isFinite, wanted.isFinite else { return nil }
        let byPixels = 72 * (mostPixels / (width * height)).squareRoot()
        let bySide = 72 * longestSide / max(width, height)
        let possible = min(wanted, byPixels, bySide)
        // A thin strip would lose all its pixels.
        guard possible * min(width, height) >= 72 else { return nil }
        return possible
    }
}
