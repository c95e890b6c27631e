// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// What a CDA says in the words of its sections, where no entry codes it, and where one codes it otherwise.
struct NarrativeTests {
    private typealias Sample = SampleCDA

    private func read(_ sections: String...) -> Extract {
        var sample = Sample()
        sample.sections = sections
        return extract(sample)
    }

    private static let conclusions = Sample.section(
        "55110-1",
        text: "Si certifica che il paziente è affetto da iperparatiroidismo, codice ICD-9-CM 252.0.<br/>Esenzione: 026")

    @Test func `words alone certify, and are not certain`() {
        let read = read(Self.conclusions)
        #expect(read.value(.exemptionCode) == "026" && read.value(.diagnosisCode) == "2520")
        #expect(read.value(.diagnosisText) == "iperparatiroidismo")
        for field in [FieldName.exemptionCode, .diagnosisCode, .diagnosisText] {
            #expect(read.confidence(field) == .probable)
            #expect(read.fields[field]?.source.kind == .cda)
            #expect(read.fields[field]?.source.xpath?.hasSuffix("/h:section/h:text") == true)
        }
    }

    @Test(arguments: ["29299-5", "10157-6", "11329-0", "10160-0"])
    func `sections on what is not certified have no say`(_ code: String) {
        let read = read(Sample.section(code, text: "Affetto da iperparatiroidismo (ICD-9-CM 252.0), esenzione 026"))
        #expect(read.exemptions.isEmpty && read.diagnoses.isEmpty)
    }

    @Test func `entries that the words contradict are told and no longer certain`() {
        let read = read(
            Self.conclusions, Sample.exemptions(Sample.exemption("013")), Sample.diagnosis("25000", name: "Diabete"))
        #expect(read.findings.filter { $0.code == .sourcesDisagree }.map(\.field) == [.exemptionCode, .diagnosisCode])
        #expect(read.value(.exemptionCode) == "013" && read.confidence(.exemptionCode) != .certain)
        #expect(read.value(.diagnosisCode) == "25000" && read.confidence(.diagnosisCode) != .certain)
    }

    @Test func `an empty cell keeps its column, and what stands below a table is none of its rows`() {
        let head = "<thead><tr><th>Diagnosi</th><th>ICD-9-CM</th><th>Codice esenzione</th></tr></thead>"
        let row = "<tbody><tr><td>Iperparatiroidismo</td><td></td><td>026</td></tr></tbody>"
        let read = read(
            Sample.section(
                "29548-5",
                text:
                    "<table>\(head)\(row)</table><paragraph>Certificazione rilasciata per gli usi di legge</paragraph>")
        )
        #expect(read.value(.exemptionCode) == "026" && read.value(.diagnosisCode) == nil)
        #expect(read.value(.diagnosisText) == "Iperparatiroidismo")
    }

    @Test func `entries that the words repeat stay certain`() {
        let read = read(
            Self.conclusions, Sample.exemptions(Sample.exemption("026")),
            Sample.diagnosis("2520", name: "Iperparatiroidismo"))
        #expect(read.codes.isEmpty)
        #expect(read.confidence(.exemptionCode) == .certain && read.confidence(.diagnosisCode) == .certain)
    }

    @Test func `an exemption with its diagnosis behind a dot is the entry's`() {
        let read = read(
            Sample.section("55110-1", text: "Esenzione richiesta: 013.250"), Sample.exemptions(Sample.exemption("013")),
            Sample.diagnosis("25000"))
        #expect(read.codes.isEmpty && read.confidence(.exemptionCode) == .certain)
    }

    @Test func `another exemption asked for in the words is a second candidate`() {
        let read = read(
            Self.conclusions, Sample.section("47045-0", text: "Esenzione richiesta: 013"),
            Sample.exemptions(Sample.exemption("026")), Sample.diagnosis("2520", name: "Iperparatiroidismo"))
        #expect(read.value(.exemptionCode) == nil && read.codes.contains(.severalCandidates))
    }

    @Test func `a code of another classification leaves the words their say`() {
        let other = Sample.value("E21.0", system: "2.16.840.1.113883.6.3", name: "Iperparatiroidismo primitivo")
        let read = read(
            Self.conclusions,
            Sample.section("29548-5", "<entry>\(Sample.observation("29308-4", other))</entry>"))
        #expect(read.value(.diagnosisCode) == "2520" && !read.codes.contains(.sourcesDisagree))
        #expect(read.diagnoses.contains { $0.code == "E21.0" })
    }

    @Test func `a disease in remission is not over`() {
        let status =
            "<entryRelationship>\(Sample.observation("33999-4", Sample.value("277022003", system: "2.16.840.1.113883.6.96")))</entryRelationship>"
        #expect(problem(Sample.value("25000") + status).stated.first == "problem 25000")
    }

    @Test func `a day in the words that is far from the document's is told`() {
        let far = read(Sample.section("55110-1", text: "Data del certificato: 02/05/2026"))
        #expect(far.findings.contains { $0.code == .sourcesDisagree && $0.field == .issueDate })
        let near = read(Sample.section("55110-1", text: "Data del certificato: 18/03/2026"))
        #expect(!near.codes.contains(.sourcesDisagree))
    }

    @Test func `an observation states an exemption by its value`() {
        let read = read(
            Sample.section(
                "57827-8",
                "<entry>\(Sample.observation("57827-8", Sample.value("026", system: Sample.nationalExemptions)))</entry>"
            ))
        #expect(read.exemptions.map(\.code) == ["026"] && read.value(.exemptionCode) == "026")
    }

    @Test func `lines of a text that is only broken are read apart`() {
        let read = read(Sample.section("47045-0", text: "Diagnosi: iperparatiroidismo\nCodice esenzione: 026"))
        #expect(read.value(.diagnosisText) == "iperparatiroidismo" && read.value(.exemptionCode) == "026")
    }

    @Test func `a problem that has ended is no diagnosis`() {
        let ended = "<effectiveTime><low value=\"2015\"/><high value=\"2016\"/></effectiveTime>"
        #expect(problem(ended + Sample.value("25000")).stated == ["history 25000"])
        #expect(problem(Sample.value("25000")).stated == ["problem 25000"])
    }

    private func problem(_ content: String) -> Extract {
        read(
            Sample.section(
                "11450-4",
                "<entry><act><entryRelationship typeCode=\"SUBJ\">\(Sample.observation("75326-9", content))"
                    + "</entryRelationship></act></entry>"))
    }

    @Test func `other problems do not contest what is certified`() {
        var sample = Sample()
        sample.sections = [
            Sample.diagnosis("2520", name: "Iperparatiroidismo"),
            Sample.section(
                "11450-4",
                "<entry><act><entryRelationship typeCode=\"SUBJ\">\(Sample.observation("75326-9", Sample.value("4280")))"
                    + "</entryRelationship></act></entry>"),
        ]
        let read = extract(sample)
        #expect(read.value(.diagnosisCode) == "2520" && !read.codes.contains(.severalCandidates))
    }

    @Test func `the husband's name is not the patient's`() {
        var sample = Sample()
        sample.name = "<family>Rossi</family><family qualifier=\"SP\">Verdi</family><given>Mario</given>"
        #expect(extract(sample).value(.beneficiaryFamilyName) == "Rossi")
    }

    @Test func `what a CDA does not state is taken from the page that carries it`() {
        let lines = samplePerson + ["Codice esenzione: 026", "Codice ICD-9-CM: 252.0", "Diagnosi: iperparatiroidismo"]
        var pdf = SamplePDF(pages: [lines.enumerated().map { .init($1, y: 100 + 13 * Double($0)) }])
        pdf.attachments = [(place: .nameTree, name: "cda.xml", bytes: Sample().bytes)]
        let read = extract(pdf)
        #expect(read.form == .pdfCDA && read.codes.isEmpty)
        #expect(read.value(.exemptionCode) == "026" && read.confidence(.exemptionCode) == .probable)
        #expect(read.value(.diagnosisCode) == "2520" && read.value(.diagnosisText) == "iperparatiroidismo")
        #expect(read.fields[.exemptionCode]?.source.kind == .text)
    }

    @Test func `a page that names nobody adds nothing`() {
        var pdf = SamplePDF(pages: [[.init("Pagina di cortesia. Codice esenzione: 026", y: 100)]])
        pdf.attachments = [(place: .nameTree, name: "cda.xml", bytes: Sample().bytes)]
        #expect(extract(pdf).exemptions.isEmpty)
    }
}
