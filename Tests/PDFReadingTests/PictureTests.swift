// SPDX-License-Identifier: EUPL-1.2

import PDFReading
import ReadingSamples
import Testing

/// Pages of 600 x 800 points with pictures of one bit a pixel on them.
struct PictureTests {
    private func pictures(
        _ content: String,
        width: Int = 2480,
        height: Int = 3508,
        page: String = "",
        form: String = "/P0 Do"
    ) throws -> [PDFPicture] {
        let entries =
            "/Type/XObject/Subtype/Image/Width \(width)/Height \(height)/BitsPerComponent 1/ColorSpace/DeviceGray"
        return try PDFFile(
            reading: RawPDF(objects: [
                Array("<</Type/Catalog/Pages 2 0 R>>".utf8),
                Array("<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 600 800]>>".utf8),
                Array(
                    """
                    <</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</P0 5 0 R/F0 6 0 R>>>>\(page)>>
                    """.utf8
                ),
                RawPDF.stream(Array(content.utf8)),
                RawPDF.stream([0x55], dictionary: entries),
                RawPDF.stream(
                    Array(form.utf8),
                    dictionary:
                        "/Type/XObject/Subtype/Form/Matrix[2 0 0 2 0 0]/Resources<</XObject<</P0 5 0 R/F0 6 0 R>>>>"
                ),
            ]).bytes
        ).pictures
    }

    @Test func `a scan covers its page`() throws {
        let picture = try #require(try pictures("q 600 0 0 800 0 0 cm /P0 Do Q").first)
        #expect(picture.box == PDFBox(left: 0, top: 0, right: 600, bottom: 800) && picture.share == 1)
        #expect(abs(picture.dotsPerInch - 307) < 2 && picture.page == 1)
    }

    @Test(arguments: [
        "q 8 0 0 8 50 600 cm /P0 Do Q",  // a bullet
        "q 600 0 0 800 900 0 cm /P0 Do Q",  // beside the page
        "(600 0 0 800 0 0 cm /P0 Do) Tj % 600 0 0 800 0 0 cm /P0 Do",
        "BI /W 8 /H 1 ID 600 0 0 800 0 0 cm /P0 DoxEI EIx\nEI",
        "600 0 0 800 0 0 cm",
        "600 0 0 800 cm /P0 Do",
    ])
    func `other pictures are none to read`(content: String) throws {
        #expect(try pictures(content).isEmpty)
    }

    @Test func `a picture too coarse for text is none to read`() throws {
        #expect(try pictures("600 0 0 800 0 0 cm /P0 Do", width: 300, height: 400).isEmpty)
    }

    @Test func `strips that touch are one picture`() throws {
        let strips = (0..<100).map { "q 600 0 0 8 0 \($0 * 8) cm /P0 Do Q" }.joined(separator: "\n")
        let found = try pictures(strips, width: 2480, height: 35)
        #expect(found.map(\.box) == [PDFBox(left: 0, top: 0, right: 600, bottom: 800)])
        #expect(abs((found.first?.dotsPerInch ?? 0) - 307) < 3)
    }

    @Test func `tiles drawn in any order are one picture`() throws {
        let tiles = [(0, 0), (300, 400), (0, 400), (300, 0)]
            .map { "q 300 0 0 400 \($0.0) \($0.1) cm /P0 Do Q" }.joined(separator: "\n")
        #expect(try pictures(tiles).map(\.share) == [1])
    }

    @Test func `pictures apart stay apart`() throws {
        let two = "q 500 0 0 100 50 650 cm /P0 Do Q q 500 0 0 200 50 50 cm /P0 Do Q"
        #expect(
            try pictures(two).map(\.box) == [
                PDFBox(left: 50, top: 50, right: 550, bottom: 150), PDFBox(left: 50, top: 550, right: 550, bottom: 750),
            ]
        )
    }

    @Test(arguments: [
        (90, PDFBox(left: 520, top: 100, right: 720, bottom: 500)),
        (180, PDFBox(left: 100, top: 520, right: 500, bottom: 720)),
        (270, PDFBox(left: 80, top: 100, right: 280, bottom: 500)),
    ])
    func `places are those of the page as shown`(rotation: Int, box: PDFBox) throws {
        #expect(try pictures("400 0 0 200 100 520 cm /P0 Do", page: "/Rotate \(rotation)").map(\.box) == [box])
    }

    @Test func `a picture turned by its content is placed`() throws {
        #expect(try pictures("0 800 -600 0 600 0 cm /P0 Do").map(\.share) == [1])
    }

    @Test func `pictures inside of a form object are found`() throws {
        let found = try pictures("q 300 0 0 400 0 0 cm /F0 Do Q")
        #expect(found.map(\.box) == [PDFBox(left: 0, top: 0, right: 600, bottom: 800)])
    }

    @Test func `form objects that draw themselves end`() throws {
        #expect(try pictures("100 0 0 100 0 0 cm /F0 Do", form: "/F0 Do /F0 Do /F0 Do /P0 Do").count == 1)
    }

    @Test func `content that cannot be followed counts as a scan`() throws {
        let bytes = RawPDF(objects: [
            Array("<</Type/Catalog/Pages 2 0 R>>".utf8),
            Array("<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 600 800]>>".utf8),
            Array("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</P0 5 0 R>>>>>>".utf8),
            RawPDF.stream([1, 2, 3], dictionary: "/Filter/JBIG2Decode"),
            RawPDF.stream([0], dictionary: "/Subtype/Image/Width 9/Height 9"),
        ]).bytes
        #expect(try PDFFile(reading: bytes).pictures.map(\.share) == [1])
    }
}
