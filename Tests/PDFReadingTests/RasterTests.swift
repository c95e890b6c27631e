// SPDX-License-Identifier: EUPL-1.2

import PDFReading
import ReadingSamples
import Testing

struct RasterTests {
    /// A page of 200 x 100 points with a black square of 20 points whose top left corner is at 30, 10.
    private func square(_ page: String = "/MediaBox[0 0 200 100]") -> [UInt8] {
        RawPDF(objects: [
            Array("<</Type/Catalog/Pages 2 0 R>>".utf8),
            Array("<</Type/Pages/Count 1/Kids[3 0 R]>>".utf8),
            Array("<</Type/Page/Parent 2 0 R/Contents 4 0 R\(page)>>".utf8),
            RawPDF.stream(Array("30 70 20 20 re f".utf8)),
        ]).bytes
    }

    /// The box around what is dark, on the page.
    private func ink(_ raster: PageRaster) -> PDFBox? {
        let dark = raster.bytes.indices.filter { raster.bytes[$0] < 128 }
        let columns = dark.map { $0 % raster.width }
        guard let left = columns.min(), let right = columns.max(), let first = dark.first, let last = dark.last
        else { return nil }
        return raster.place(
            left: Double(left),
            top: Double(first / raster.width),
            right: Double(right + 1),
            bottom: Double(last / raster.width + 1)
        )
    }

    @Test func `a page is drawn on white at the resolution wanted`() throws {
        let raster = try #require(PDFRaster.grey(square(), page: 1, dotsPerInch: 144))
        #expect(raster.width == 400 && raster.height == 200 && raster.bytes.count == 80_000)
        #expect(raster.bytes.first == 255 && raster.bytes.contains(0) && raster.dotsPerInch == 144)
        #expect(ink(raster) == PDFBox(left: 30, top: 10, right: 50, bottom: 30))
    }

    @Test func `a rotated page is drawn as shown`() throws {
        let raster = try #require(
            PDFRaster.grey(square("/MediaBox[0 0 200 100]/Rotate 90"), page: 1, dotsPerInch: 72)
        )
        #expect(raster.width == 100 && raster.height == 200)
        #expect(ink(raster) == PDFBox(left: 70, top: 30, right: 90, bottom: 50))
    }

    @Test func `a region keeps its place on the page`() throws {
        let region = PDFBox(left: 20, top: 0, right: 300, bottom: 50)
        let raster = try #require(PDFRaster.grey(square(), page: 1, dotsPerInch: 72, region: region))
        #expect(raster.width == 180 && raster.height == 50)
        #expect(ink(raster) == PDFBox(left: 30, top: 10, right: 50, bottom: 30))
    }

    @Test func `a huge page is drawn coarser`() throws {
        let raster = try #require(PDFRaster.grey(square("/MediaBox[0 0 14400 14400]"), page: 1, dotsPerInch: 300))
        #expect(raster.width * raster.height < 25_100_000 && raster.dotsPerInch < 30)
    }

    @Test(arguments: [
        "/MediaBox[0 0 0 0]", "/MediaBox[0 0 1e9 1]", "/MediaBox[0 0 1000000 0.001]", "/MediaBox[0 0 5 0]",
    ])
    func `a page without extent is none or drawn as a viewer does`(page: String) {
        let raster = PDFRaster.grey(square(page), page: 1, dotsPerInch: 100)
        #expect((raster?.bytes.count ?? 0) <= 25_100_000)
    }

    @Test func `what is not there is not drawn`() {
        let far = PDFBox(left: 500, top: 0, right: 600, bottom: 50)
        #expect(PDFRaster.grey(square(), page: 1, dotsPerInch: 72, region: far) == nil)
        for page in [0, -1, 2] { #expect(PDFRaster.grey(square(), page: page, dotsPerInch: 72) == nil) }
        #expect(PDFRaster.grey(square(), page: 1, dotsPerInch: .nan) == nil)
        #expect(PDFRaster.grey([1, 2, 3], page: 1, dotsPerInch: 72) == nil)
    }

    @Test func `the values of a form are drawn even without an appearance`() throws {
        let bytes = RawPDF([
            """
            <</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]/NeedAppearances true/DA(/Helv 12 Tf 0 g)\
            /DR<</Font<</Helv 5 0 R>>>>>>>>
            """,
            "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 200 100]>>",
            "<</Type/Page/Parent 2 0 R/Annots[4 0 R]>>",
            "<</Type/Annot/Subtype/Widget/Rect[20 20 180 60]/FT/Tx/T(x)/V(ROSSI)/DA(/Helv 12 Tf 0 g)/F 4/P 3 0 R>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]).bytes
        let raster = try #require(PDFRaster.grey(bytes, page: 1, dotsPerInch: 72))
        #expect(ink(raster) != nil)
        #expect(try PDFFile(reading: bytes).pages.first?.words.isEmpty == true)
    }

    @Test func `a picture for people is a PNG of the page's size`() throws {
        let picture = try #require(PDFRaster.png(square(), page: 1, dotsPerInch: 144))
        #expect(picture.width == 200 && picture.height == 100)
        #expect(picture.png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        // The width stands in the header, after the signature and the name of the first part.
        #expect(Array(picture.png[16..<24]) == [0, 0, 1, 0x90, 0, 0, 0, 0xC8])
    }
}
