// SPDX-License-Identifier: EUPL-1.2

/// A part of a page that is covered by pictures and may show text which only recognition can read: a scan, or a picture
/// that a letter carries. Scanners cut a page into strips and tiles, so pictures that touch each other are one.
package struct PDFPicture: Hashable, Sendable {
    /// From 1.
    package let page: Int
    package let box: PDFBox
    /// The part of the page's area that it covers, 0 to 1; letterheads stay below 0.1, scans come near 1.
    package let share: Double
    /// How fine the pictures are where they are drawn: rendering finer than this adds nothing to read.
    /// 0 where the page's content could not be followed.
    package let dotsPerInch: Double

    package init(page: Int, box: PDFBox, share: Double, dotsPerInch: Double) {
        self.page = page
        self.box = box
        self.share = share
        self.dotsPerInch = dotsPerInch
    }
}
