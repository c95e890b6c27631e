// SPDX-License-Identifier: EUPL-1.2

import PDFReading
import ReadingSamples
import Testing

struct FormFieldTests {
    /// A page of 600 x 800 points with one annotation, whose entries are given; `field` is object 5, for parents.
    private func form(_ annotation: String, field: String = "", page: String = "") throws -> PDFFormField? {
        let file = try PDFFile(
            reading: RawPDF([
                "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]/NeedAppearances true>>>>",
                "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 600 800]>>",
                "<</Type/Page/Parent 2 0 R/Annots[4 0 R]\(page)>>",
                "<</Type/Annot\(annotation)>>",
                "<<\(field)/Kids[4 0 R]>>",
            ]).bytes
        )
        return file.formFields.first
    }

    private let place = "/Rect[100 700 300 720]"

    @Test func `a text that nobody has drawn is found`() throws {
        let field = try form("/Subtype/Widget\(place)/FT/Tx/T(cognome)/TU(Cognome dell'assistito)/V(ROSSI)")
        #expect(
            field
                == PDFFormField(
                    kind: .text,
                    name: "cognome",
                    label: "Cognome dell'assistito",
                    value: "ROSSI",
                    page: 1,
                    box: PDFBox(left: 100, top: 80, right: 300, bottom: 100)
                )
        )
    }

    @Test(arguments: [
        ("<FEFF004E006900630063006F006C00F2>", "Niccolò"),  // UTF-16
        ("<EFBBBF4E696363 6F6CC3B2>", "Niccolò"),  // UTF-8
        ("<4E6963636F6CF2>", "Niccolò"),  // PDFDocEncoding, like Latin-1 here
        ("<A0>", "€"),  // PDFDocEncoding, unlike Latin-1
        ("(D\\(I\\) \\164)", "D(I) t"),
        ("(due\\rrighe)", "due\rrighe"),
    ])
    func `a text is read in every encoding`(written: String, text: String) throws {
        #expect(try form("/Subtype/Widget\(place)/FT/Tx/T(x)/V\(written)")?.value == text)
    }

    @Test func `a long text may be a stream`() throws {
        let file = try PDFFile(
            reading: RawPDF(objects: [
                Array("<</Type/Catalog/Pages 2 0 R>>".utf8),
                Array("<</Type/Pages/Count 1/Kids[3 0 R]>>".utf8),
                Array("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[4 0 R]>>".utf8),
                Array("<</Subtype/Widget/Rect[0 0 9 9]/FT/Tx/T(x)/V 5 0 R>>".utf8),
                RawPDF.stream([0xFE, 0xFF, 0, 0x61, 0, 0xE0]),
            ]).bytes
        )
        #expect(file.formFields.map(\.value) == ["aà"])
    }

    @Test func `name, kind and value may stand in the ancestors`() throws {
        let field = try form("/Subtype/Widget\(place)/Parent 5 0 R/T(nome)", field: "/T(assistito)/FT/Tx/V(ADA)")
        #expect(field?.name == "assistito.nome" && field?.value == "ADA" && field?.kind == .text)
    }

    @Test func `a comb of single letters is one value`() throws {
        let field = try form("/Subtype/Widget\(place)/FT/Tx/Ff 16777216/MaxLen 16/T(cf)/V(RSSMRA48R11B111I)")
        #expect(field?.value == "RSSMRA48R11B111I")
    }

    @Test(arguments: [
        ("/V(048)/Opt[[(013) (Diabete)][(048) (Neoplasie)]]", "Neoplasie"),
        ("/V(Altro)/Opt[(Uno)(Due)]", "Altro"),
        ("/V[(a)(b)]/Opt[(a)(b)(c)]", "a\nb"),
        ("/I[1]/Opt[[(m) (Maschio)][(f) (Femmina)]]", "Femmina"),
        ("/Opt[(Uno)(Due)]", ""),
    ])
    func `a choice has the value that a reader sees`(entries: String, value: String) throws {
        let field = try form("/Subtype/Widget\(place)/FT/Ch/T(x)\(entries)")
        #expect(field?.kind == .choice && field?.value == value)
    }

    @Test(arguments: [
        ("/V/S#EC/AS/S#EC/AP<</N<</S#EC null/Off null>>>>", true, false, "Sì"),  // Latin-1 in a name
        ("/V/Off/AS/Off/AP<</N<</Yes 5 0 R/Off 5 0 R>>>>", false, false, ""),
        ("/V/Yes/AS/Off/AP<</N<</Yes 5 0 R/Off 5 0 R>>>>", true, true, "Yes"),
        ("/V/Off/AS/Yes/AP<</N<</Yes 5 0 R/Off 5 0 R>>>>", false, true, ""),
        ("/V/Uno/AS/Off/AP<</N<</Due 5 0 R/Off 5 0 R>>>>", false, false, ""),
        ("/AS/Yes", true, false, "Yes"),
        ("/V/1/AS/1/AP<</N<</1 5 0 R>>>>/Opt[(Maschio)(Femmina)]", true, false, "Femmina"),
        ("", false, false, ""),
    ])
    func `a button is on or off by its value`(_ entries: String, isOn: Bool, isOdd: Bool, value: String) throws {
        let field = try #require(try form("/Subtype/Widget\(place)/FT/Btn/T(x)\(entries)"))
        #expect(field.kind == .checkBox && field.isOn == isOn && field.isDrawnOtherwise == isOdd)
        #expect(field.value == value)
    }

    @Test(arguments: [
        ("/FT/Btn/Ff 32768", PDFFormField.Kind.radioButton), ("/FT/Btn/Ff 65536", .pushButton), ("/FT/Sig", .signature),
    ])
    func `other kinds are told apart`(entries: String, kind: PDFFormField.Kind) throws {
        #expect(try form("/Subtype/Widget\(place)\(entries)")?.kind == kind)
    }

    @Test func `a text typed over the page is no field and yet read`() throws {
        let note = try form("/Subtype/FreeText\(place)/Contents(Esenzione 048)")
        #expect(note?.kind == .freeText && note?.value == "Esenzione 048" && note?.name == "")
    }

    @Test(arguments: [("/F 2", false), ("/F 32", false), ("/F 4", true)])
    func `hidden fields are marked`(flags: String, isShown: Bool) throws {
        #expect(try form("/Subtype/Widget\(place)/FT/Tx/T(x)/V(x)\(flags)")?.isShown == isShown)
    }

    @Test(arguments: [
        (0, PDFBox(left: 100, top: 80, right: 300, bottom: 100)),
        (90, PDFBox(left: 700, top: 100, right: 720, bottom: 300)),
        (180, PDFBox(left: 300, top: 700, right: 500, bottom: 720)),
        (-90, PDFBox(left: 80, top: 300, right: 100, bottom: 500)),
    ])
    func `places are those of the page as shown`(rotation: Int, box: PDFBox) throws {
        #expect(try form("/Subtype/Widget\(place)/FT/Tx/T(x)", page: "/Rotate \(rotation)")?.box == box)
    }

    @Test func `places are counted from the corner that is shown`() throws {
        let crop = "/CropBox[550 50 50 750]"
        let field = try form("/Subtype/Widget\(place)/FT/Tx/T(x)", page: crop)
        #expect(field?.box == PDFBox(left: 50, top: 30, right: 250, bottom: 50))
    }

    @Test func `kids on several pages share their value`() throws {
        let file = try PDFFile(
            reading: RawPDF([
                "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>",
                "<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]/MediaBox[0 0 600 800]>>",
                "<</Type/Page/Parent 2 0 R/Annots[6 0 R]>>",
                "<</Type/Page/Parent 2 0 R/Annots[7 0 R]>>",
                "<</FT/Tx/T(cf)/V(RSSMRA48R11B111I)/Kids[6 0 R 7 0 R]>>",
                "<</Subtype/Widget/Rect[0 0 10 10]/Parent 5 0 R>>",
                "<</Subtype/Widget/Rect[0 0 10 10]/Parent 5 0 R>>",
            ]).bytes
        )
        #expect(file.formFields.map(\.page) == [1, 2])
        #expect(file.formFields.allSatisfy { $0.value == "RSSMRA48R11B111I" && $0.name == "cf" })
    }

    @Test func `limits are kept and no letter is cut`() throws {
        let widget = "<</Subtype/Widget/Rect[0 0 9 9]/FT/Tx/T(x)/V<FEFF00E000E000E0>>>"
        let bytes = RawPDF([
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[4 0 R 4 0 R 4 0 R]>>",
            widget,
        ]).bytes
        let fields = try PDFFile(reading: bytes, limits: PDFLimits(fields: 2, fieldValue: 5)).formFields
        #expect(fields.map(\.value) == ["àà", "àà"])
    }

    @Test func `fields that are each other's parents end`() throws {
        let field = try form("/Subtype/Widget\(place)/Parent 5 0 R/T(a)", field: "/Parent 4 0 R/T(b)/FT/Tx")
        #expect(field?.name.hasSuffix("b.a") == true)
    }
}
