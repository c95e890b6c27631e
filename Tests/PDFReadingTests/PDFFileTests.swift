// SPDX-License-Identifier: EUPL-1.2

import PDFReading
import ReadingSamples
import Testing

struct PDFFileTests {
    private let content = Array("<a>file</a>".utf8)

    @Test func `words are read with their places`() throws {
        let pdf = SamplePDF(pages: [[.init("Codice fiscale: RSSMRA48R11B111I", x: 100, y: 200, size: 12)]])
        let page = try #require(try PDFFile(reading: pdf.bytes).pages.first)
        #expect(page.words.map(\.text) == ["Codice", "fiscale:", "RSSMRA48R11B111I"])
        let box = try #require(page.words.first?.box)
        #expect(abs(box.left - 100) < 1)
        #expect(box.top > 185 && box.bottom < 206 && box.top < 200 && box.bottom > 199)
        #expect(page.width == 595 && page.height == 842 && page.number == 1)
    }

    @Test func `places are those of the page as shown`() throws {
        var pdf = SamplePDF(pages: [[.init("WORD", x: 100, y: 200)]])
        pdf.rotation = 90
        let page = try #require(try PDFFile(reading: pdf.bytes).pages.first)
        #expect(page.width == 842 && page.height == 595)
        let box = try #require(page.words.first?.box)
        #expect(box.left > 630 && box.right < 660 && abs(box.top - 100) < 2)
    }

    @Test func `pages past the limit are counted and not read`() throws {
        let pdf = SamplePDF(pages: (1...5).map { [.init("page\($0)", y: 100)] })
        let file = try PDFFile(reading: pdf.bytes, limits: PDFLimits(pages: 2))
        #expect(file.pages.map { $0.words.first?.text } == ["page1", "page2"] && file.pageCount == 5)
    }

    @Test(arguments: [
        (SamplePDF.Place.nameTree, PDFAttachment.Place.embedded), (.associated, .associated),
        (.annotation, .annotation),
        (.xfaResources, .xfa), (.formXFA, .xfa),
    ])
    func `an attached file is found wherever it hangs`(_ place: SamplePDF.Place, _ found: PDFAttachment.Place) throws {
        var pdf = SamplePDF()
        pdf.attachments = [(place, "datasets", content)]
        let file = try PDFFile(reading: pdf.bytes)
        #expect(file.attachments == [PDFAttachment(place: found, name: "datasets", bytes: content)])
    }

    @Test func `the places come in their order`() throws {
        var pdf = SamplePDF()
        pdf.attachments = [(.annotation, "c", content), (.associated, "b", content), (.nameTree, "a", content)]
        #expect(try PDFFile(reading: pdf.bytes).attachments.map(\.name) == ["a", "b", "c"])
    }

    @Test func `a wrong stream length is repaired`() throws {
        var pdf = SamplePDF()
        pdf.attachments = [(.nameTree, "a", content)]
        pdf.lengthError = -4
        let bytes = try #require(try PDFFile(reading: pdf.bytes).attachments.first).bytes
        #expect(bytes.starts(with: content) || content.starts(with: bytes))
    }

    @Test func `junk before the header and after the end does no harm`() throws {
        var pdf = SamplePDF()
        pdf.attachments = [(.nameTree, "a", content)]
        let bytes: [UInt8] = [0x0A] + pdf.bytes + [0x0D, 0x0A, 0, 0, 0]
        #expect(try PDFFile(reading: bytes).attachments.map(\.bytes) == [content])
    }

    @Test func `damaged cross-references are repaired`() throws {
        var pdf = SamplePDF()
        pdf.attachments = [(.nameTree, "a", content)]
        let text = String(decoding: pdf.bytes, as: UTF8.self).replacing("startxref\n", with: "startxref\n9")
        #expect(try PDFFile(reading: Array(text.utf8)).attachments.map(\.bytes) == [content])
    }

    @Test func `a locked document says so`() {
        var pdf = SamplePDF()
        pdf.isEncrypted = true
        #expect(throws: PDFReadError.encrypted) { try PDFFile(reading: pdf.bytes) }
    }

    @Test func `what is no PDF is damaged`() {
        for bytes: [UInt8] in [[], [0x0A], Array("%PDF-1.4 and nothing else".utf8), Array("{\"error\": 1}".utf8)] {
            #expect(throws: PDFReadError.self) { try PDFFile(reading: bytes) }
        }
    }

    @Test func `a document of which no page can be shown is damaged, unless something is attached to it`() throws {
        var pdf = SamplePDF()
        #expect(try PDFFile(reading: pdf.bytes).pages.count == 1)
        // The tree of pages is its own branch; the number that is written does not move what follows.
        func runInACircle(_ bytes: [UInt8]) -> [UInt8] {
            Array(String(decoding: bytes, as: UTF8.self).replacing(/Kids\[\d/, with: "Kids[2").utf8)
        }
        #expect(throws: PDFReadError.damaged("no page can be shown")) {
            try PDFFile(reading: runInACircle(pdf.bytes))
        }
        pdf.attachments = [(.nameTree, "a", content)]
        #expect(try PDFFile(reading: runInACircle(pdf.bytes)).attachments.map(\.bytes) == [content])
    }

    @Test func `limits are kept`() throws {
        var pdf = SamplePDF()
        pdf.attachments = [(.nameTree, "a", content), (.xfaResources, "b", content)]
        #expect(throws: PDFReadError.tooLarge) { try PDFFile(reading: pdf.bytes, limits: PDFLimits(bytes: 10)) }
        let few = try PDFFile(reading: pdf.bytes, limits: PDFLimits(attachments: 1))
        #expect(few.attachments.count == 1)
        pdf.attachments = [(.nameTree, "a", content)]
        let small = try PDFFile(reading: pdf.bytes, limits: PDFLimits(attachment: 3))
        #expect(small.attachments.isEmpty && small.unreadAttachments == 1)
        pdf.attachments = [(.xfaResources, "b", content)]
        let packed = try PDFFile(reading: pdf.bytes, limits: PDFLimits(compressedAttachment: 3))
        #expect(packed.attachments.isEmpty && packed.unreadAttachments == 1)
    }

    @Test func `a name tree that runs in circles ends`() throws {
        let text = """
            %PDF-1.4
            1 0 obj
            <</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 4 0 R>>>>
            endobj
            2 0 obj
            <</Type/Pages/Count 1/Kids[3 0 R]>>
            endobj
            3 0 obj
            <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>
            endobj
            4 0 obj
            <</Kids[4 0 R 4 0 R]/Names[(odd)]>>
            endobj
            trailer
            <</Root 1 0 R/Size 5>>
            %%EOF
            """
        #expect(try PDFFile(reading: Array(text.utf8)).attachments.isEmpty)
    }

    @Test func `many threads may read at once`() async throws {
        let bytes = SamplePDF(pages: [[.init("together", y: 100)]]).bytes
        let read = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    do { return try PDFFile(reading: bytes).pages.first?.words.first?.text } catch { return nil }
                }
            }
            return await group.reduce(into: Set<String?>()) { $0.insert($1) }
        }
        #expect(read == ["together"])
    }
}
