// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

struct PDFSourceTests {
    private var anotherPerson: SampleCDA {
        var sample = SampleCDA()
        sample.patientIDs = "<id root=\"\(SampleCDA.fiscalCodeRoot)\" extension=\"LBRCRD53H10D205E\"/>"
        sample.birthTime = "19530610"
        sample.name = "<family>Alberi</family><given>Corrado</given>"
        return sample
    }

    private func pdf(_ attachments: (SamplePDF.Place, String, [UInt8])..., text: String = "Pagina") -> SamplePDF {
        var pdf = SamplePDF(pages: [[.init(text, y: 100)]])
        pdf.attachments = attachments.map { (place: $0.0, name: $0.1, bytes: $0.2) }
        return pdf
    }

    @Test(arguments: [SamplePDF.Place.nameTree, .associated, .annotation, .xfaResources, .formXFA])
    func `a CDA is found wherever it hangs and whatever its name`(_ place: SamplePDF.Place) {
        let read = extract(pdf((place, "c:\\\\temp\\\\am_cda_Usd4xQ", SampleCDA().bytes)))
        #expect(
            read.form == .pdfCDA && read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I"
                && read.codes == [.exemptionMissing, .diagnosisMissing]
        )
    }

    @Test func `other attachments are no CDA`() {
        let read = extract(pdf((.nameTree, "cda.xml", Array("<other/>".utf8)), (.associated, "b", SampleCDA().bytes)))
        #expect(read.form == .pdfCDA && !read.codes.contains(.severalDocuments))
    }

    @Test func `the name tree counts before stale files`() {
        let read = extract(pdf((.nameTree, "a", SampleCDA().bytes), (.associated, "b", anotherPerson.bytes)))
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I" && read.codes.contains(.severalDocuments))
        #expect(read.fields.values.allSatisfy { $0.confidence != .certain })
    }

    @Test func `copies are one document`() {
        let bytes = SampleCDA().bytes
        let read = extract(pdf((.nameTree, "a", bytes), (.nameTree, "b", bytes + [0x0A]), (.annotation, "c", bytes)))
        #expect(!read.codes.contains(.severalDocuments) && read.value(.beneficiaryFiscalCode) != nil)
    }

    @Test func `two documents of one standing contest each other`() {
        let read = extract(pdf((.nameTree, "a", SampleCDA().bytes), (.nameTree, "b", anotherPerson.bytes)))
        #expect(read.codes.isSuperset(of: [.severalDocuments, .severalCandidates]))
        #expect(read.value(.beneficiaryFiscalCode) == nil && read.value(.beneficiaryFamilyName) == nil)
        #expect(read.value(.physicianName) == "Bianchi Anna")
    }

    @Test func `a broken CDA is not replaced by its page`() {
        let broken = Array(SampleCDA().text.replacing("</recordTarget>", with: "").utf8)
        let read = extract(pdf((.nameTree, "a", broken), text: "Codice fiscale: RSSMRA48R11B111I"))
        #expect(
            read.role == .unreadable && read.form == .pdfCDA && read.codes == [.xmlMalformed] && read.fields.isEmpty
        )
    }

    @Test func `the frame of a stream is no part of the XML`() {
        let read = extract(pdf((.nameTree, "a", SampleCDA().bytes + Array("\r\nendstream\rendobj\r7 0 obj".utf8))))
        #expect(read.codes.contains(.trailingContent) && read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
        #expect(extract(pdf((.nameTree, "a", SampleCDA().bytes + Array("text".utf8)))).codes == [.xmlMalformed])
    }

    @Test func `a page that names another person is told`() {
        let read = extract(pdf((.nameTree, "a", SampleCDA().bytes), text: "CF: LBRCRD53H10D205E"))
        #expect(read.codes.contains(.pageNamesAnother) && read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
        #expect(read.confidence(.beneficiaryFiscalCode) == .probable)
    }

    @Test(arguments: [
        "LBRCRD53H10D205E e RSSMRA48R11B111I", "BNCNNA60A41L219", "P.IVA 11632570013", "*RSSMRA48R11B111I*",
    ])
    func `a page that names the same person or none says nothing`(_ text: String) {
        #expect(!extract(pdf((.nameTree, "a", SampleCDA().bytes), text: text)).codes.contains(.pageNamesAnother))
    }

    @Test func `a page without letters is a scan and must be recognised`() {
        let read = extract(SamplePDF())
        #expect(read.form == .pdfScan && read.role == .unreadable && read.codes == [.recognitionUnavailable])
    }

    @Test func `an unknown layout is not guessed at`() {
        let read = extract(SamplePDF(pages: [[.init("Torta di mele con 250 grammi di farina e tre uova", y: 100)]]))
        #expect(read.form == .pdfText && read.fields.isEmpty && read.codes.contains(.layoutUnknown))
    }

    @Test func `a locked or damaged file is unreadable`() {
        var locked = SamplePDF()
        locked.isEncrypted = true
        #expect(extract(locked).codes == [.pdfEncrypted])
        #expect(extract(Array("%PDF-1.4\nnothing\n%%EOF".utf8)).codes == [.pdfUnreadable])
    }

    @Test func `a file cut short is told`() {
        let bytes = SamplePDF().bytes
        #expect(extract(Array(bytes.prefix(bytes.count - 8))).codes == [.contentTruncated])
        #expect(extract(bytes + Array("9 0 obj <</A".utf8)).codes == [.contentTruncated])
        #expect(extract(bytes + [0x0D, 0x0A, 0]).codes != [.contentTruncated])
        let xml = SampleCDA().bytes
        #expect(extract(Array(xml.prefix(xml.count - 30))).codes == [.contentTruncated])
    }

    @Test(arguments: [
        "", "\n", "{\"error\": 404}", "POST / HTTP/1.1\r\nHost: x\r\n\r\n%PDF-1.4", "<html/>",
        "<a><b/></a>",
    ])
    func `what is no document is not recognised`(_ text: String) {
        let read = extract(Array(text.utf8))
        #expect(read.role == .unreadable && read.codes == [.contentUnrecognised] && read.form == .other)
    }

    @Test func `a forbidden declaration is told`() {
        let read = extract(Array("<!DOCTYPE ClinicalDocument><ClinicalDocument xmlns='urn:hl7-org:v3'/>".utf8))
        #expect(read.codes == [.xmlForbidden] && read.role == .unreadable && read.form == .cdaXML)
    }

    @Test func `requests and cancellations are told by their root`() {
        #expect(extract(Array("<richiesta xmlns='urn:esenzioni:richiesta:1'/>".utf8)).role == .request)
        #expect(extract(Array("<annullamento xmlns='urn:esenzioni:annullamento:1'/>".utf8)).form == .cancellationXML)
    }
}
