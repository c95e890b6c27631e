// SPDX-License-Identifier: EUPL-1.2

import PDFReading
import Testing

struct SignatureFieldTests {
    private static let signature =
        "<</Type/Sig/SubFilter/ETSI.CAdES.detached/ByteRange[0 10 20 30]/Contents<308000FF>/M(D:20260101)>>"

    /// A page and a form; cross-references are left to be found.
    private func file(fields: String, objects: String = "") throws -> PDFFile {
        let text = """
            %PDF-1.7
            1 0 obj <</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[\(fields)]>>>> endobj
            2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj
            3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj
            \(objects)
            trailer <</Root 1 0 R/Size 20>>
            %%EOF
            """
        return try PDFFile(reading: Array(text.utf8))
    }

    @Test func `a signed field is read as it stands`() throws {
        let fields = try file(fields: "4 0 R", objects: "4 0 obj <</FT/Sig/T(Firma)/V \(Self.signature)>> endobj")
            .signatureFields
        #expect(
            fields == [
                PDFSignatureField(
                    name: "Firma", subFilter: "ETSI.CAdES.detached", byteRange: [0, 10, 20, 30],
                    contents: [0x30, 0x80, 0, 0xFF], statedTime: "D:20260101")
            ])
    }

    @Test func `a field below another has its type and both names`() throws {
        let objects = """
            4 0 obj <</FT/Sig/T(Medico)/Kids[5 0 R]>> endobj
            5 0 obj <</T(Firma)/Parent 4 0 R/V 6 0 R>> endobj
            6 0 obj \(Self.signature) endobj
            """
        #expect(try file(fields: "4 0 R", objects: objects).signatureFields.map(\.name) == ["Medico.Firma"])
    }

    @Test func `an empty field and a field of text are no signatures`() throws {
        #expect(try file(fields: "<</FT/Sig/T(vuota)>> <</FT/Tx/T(x)/V(testo)>> null 7").signatureFields.isEmpty)
        #expect(try file(fields: "<</FT/Tx/T(x)/V \(Self.signature)>>").signatureFields.isEmpty)
    }

    @Test(arguments: ["/ByteRange(x)", "/ByteRange[0 (x) 1.5]", "/SubFilter 7", ""])
    func `a signature that lacks what it needs is still told`(entries: String) throws {
        let fields = try file(fields: "<</FT/Sig/V<</Contents<30>\(entries)>>>>").signatureFields
        #expect(fields.map(\.contents) == [[0x30]])
        #expect(fields.first?.subFilter == "")
        #expect(fields.first.map { $0.byteRange.count < 4 } == true)
    }

    @Test func `fields in circles and very deep ones end`() throws {
        let circle = """
            4 0 obj <</FT/Sig/Kids[5 0 R 4 0 R]>> endobj
            5 0 obj <</Kids[4 0 R]/V \(Self.signature)>> endobj
            """
        #expect(try file(fields: "4 0 R 4 0 R", objects: circle).signatureFields.count == 1)
        let deep = String(repeating: "<</FT/Sig/Kids[", count: 60) + String(repeating: "]>>", count: 60)
        #expect(try file(fields: deep).signatureFields.isEmpty)
    }
}
