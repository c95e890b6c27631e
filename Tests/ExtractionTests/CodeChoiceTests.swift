// SPDX-License-Identifier: EUPL-1.2

import Domain
import Extraction
import ReadingSamples
import Testing

struct CodeChoiceTests {
    private typealias Sample = SampleCDA

    private func summary(_ acts: String..., diagnosis: String? = nil) -> Extract {
        var sample = Sample(sections: [Sample.section("57827-8", acts.map { "<entry>\($0)</entry>" }.joined())])
        sample.code = "60591-5"
        if let diagnosis {
            let observation = Sample.observation("75326-9", Sample.value(diagnosis))
            sample.sections.append(
                Sample.section(
                    "11450-4",
                    "<entry><act><entryRelationship typeCode=\"SUBJ\">\(observation)</entryRelationship></act></entry>"
                )
            )
        }
        return extract(sample)
    }

    @Test func `one exemption of the catalogue is certain`() {
        let read = summary(Sample.exemption("048"))
        #expect(read.value(.exemptionCode) == "048" && read.confidence(.exemptionCode) == .certain)
        #expect(read.role == .certificate && read.exemptions.first?.from == CalendarDay(year: 2024, month: 5, day: 10))
    }

    @Test func `an exemption with a diagnosis states both`() {
        let read = summary(Sample.exemption("013.250"))
        #expect(read.value(.exemptionCode) == "013" && read.value(.diagnosisCode) == "250")
        #expect(read.fields[.exemptionCode]?.asWritten == "013.250" && read.exemptions.first?.code == "013.250")
        #expect(read.confidence(.diagnosisCode) == .doubtful)
    }

    @Test func `several exemptions are a choice for a person`() {
        let read = summary(Sample.exemption("013.250"), Sample.exemption("048"))
        #expect(read.value(.exemptionCode) == nil && read.fields[.exemptionCode]?.candidates == ["013", "048"])
        #expect(read.codes.contains(.severalCandidates) && !read.codes.contains(.exemptionMissing))
    }

    @Test func `the same exemption twice is one`() {
        #expect(summary(Sample.exemption("048"), Sample.exemption("048")).value(.exemptionCode) == "048")
    }

    @Test(arguments: [Sample.exemption("048", status: "completed"), Sample.exemption("048", high: "20250101")])
    func `an exemption that has ended is told and not taken`(_ act: String) {
        let read = summary(act)
        #expect(
            read.value(.exemptionCode) == nil && read.codes.isSuperset(of: [.exemptionNotActive, .exemptionMissing])
        )
        #expect(read.exemptions.count == 1)
    }

    @Test func `an ended exemption does not disturb the one in force`() {
        let read = summary(Sample.exemption("013", status: "completed"), Sample.exemption("048"))
        #expect(
            read.value(.exemptionCode) == "048"
                && read.codes.isDisjoint(with: [.severalCandidates, .exemptionNotActive])
        )
    }

    @Test(arguments: [
        "<act><code code=\"NE\" codeSystem=\"2.16.840.1.113883.2.9.5.2.2\"/></act>",
        "<act><code nullFlavor=\"NI\"/></act>",
    ])
    func `no exemption is no exemption`(_ act: String) {
        let read = summary(act)
        #expect(read.exemptions.isEmpty && read.codes.contains(.exemptionMissing))
    }

    @Test func `a comment on an exemption is none`() {
        let comment = "<act><code code=\"48767-8\" codeSystem=\"\(Sample.loinc)\"/></act>"
        let act = Sample.exemption("048").replacing(
            "</act>",
            with: "<entryRelationship>\(comment)</entryRelationship></act>"
        )
        #expect(summary(act, comment).exemptions.map(\.code) == ["048"])
    }

    @Test func `a region's own list is a list of exemptions`() {
        let act = Sample.exemption("048", system: "2.16.840.1.113883.2.9.2.90.6.22")
        #expect(summary(act).value(.exemptionCode) == "048")
    }

    @Test func `an exemption's list in another section proves nothing`() {
        let act = "<entry>\(Sample.exemption("048", system: "2.16.840.1.113883.2.9.2.90.6.22"))</entry>"
        let read = extract(Sample(sections: [Sample.section("62387-6", act)]))
        #expect(read.exemptions.isEmpty && read.value(.exemptionCode) == nil)
    }

    @Test(arguments: ["02", "E01", "M99"])
    func `a summary with exemptions for other reasons only is no evidence`(_ code: String) {
        let read = summary(Sample.exemption(code))
        #expect(read.role == .notEvidence && read.value(.exemptionCode) == nil)
        #expect(read.codes.isSuperset(of: [.exemptionNotOfPathology, .documentNotEvidence]))
        #expect(!read.codes.contains(.exemptionMissing))
        #expect(summary(Sample.exemption(code), diagnosis: "428.0").role == .notEvidence)
        #expect(summary(Sample.exemption(code), Sample.exemption("048")).value(.exemptionCode) == "048")
    }

    @Test func `a summary with an illness and no exemption is a certificate`() {
        #expect(summary(diagnosis: "428.0").role == .certificate)
    }

    @Test func `a summary with an unknown code of an illness's shape waits for a person`() {
        let read = summary(Sample.exemption("099"))
        #expect(read.role == .certificate && read.codes.contains(.exemptionUnknown))
    }

    @Test func `a code that no catalogue has is doubtful`() {
        let read = extract(Sample.regional(exemption: "099"))
        #expect(read.value(.exemptionCode) == "099" && read.confidence(.exemptionCode) == .doubtful)
        #expect(read.codes.contains(.exemptionUnknown))
    }

    @Test func `a superseded code is told, with its heir`() {
        let read = summary(Sample.exemption("002.394"))
        #expect(read.value(.exemptionCode) == "002" && read.codes.contains(.exemptionSuperseded))
        #expect(read.fields[.exemptionCode]?.candidates == ["0A02"])
    }

    @Test func `a pair that does not belong together is told`() {
        #expect(summary(Sample.exemption("054"), diagnosis: "252.0").codes.contains(.diagnosisNotOfExemption))
        #expect(!summary(Sample.exemption("026"), diagnosis: "252.0").codes.contains(.diagnosisNotOfExemption))
        #expect(!summary(Sample.exemption("048"), diagnosis: "252.0").codes.contains(.diagnosisNotOfExemption))
    }

    @Test func `a diagnosis proposes its exemption and never writes it`() {
        let read = extract(Sample(sections: [Sample.diagnosis("252.0")]))
        let field = read.fields[.exemptionCode]
        #expect(field?.value == "026" && field?.confidence == .probable && field?.source.kind == .catalogue)
        #expect(read.codes.contains(.exemptionProposed) && !read.codes.contains(.exemptionMissing))
        #expect(read.exemptions.isEmpty && field?.asWritten == nil)
    }

    @Test func `a diagnosis without an exemption proposes none`() {
        let read = extract(Sample(sections: [Sample.diagnosis("428.0")]))
        #expect(read.value(.exemptionCode) == nil && read.codes.contains(.exemptionMissing))
    }

    @Test(arguments: ["XXX", "999.99", "Cod_Diagn1"])
    func `a code outside the classification is doubtful`(_ code: String) {
        let read = extract(Sample(sections: [Sample.diagnosis(code)]))
        #expect(read.codes.contains(.diagnosisUnknown) && read.confidence(.diagnosisCode) == .doubtful)
        #expect(read.diagnoses.first?.code == code.filter { $0 != "." })
    }

    @Test func `several diagnoses are a choice for a person`() {
        let read = extract(Sample(sections: [Sample.diagnosis("252.0"), Sample.diagnosis("428.0")]))
        #expect(read.fields[.diagnosisCode]?.candidates == ["2520", "4280"] && read.value(.diagnosisCode) == nil)
        #expect(
            read.value(.exemptionCode) == nil && read.codes.isSuperset(of: [.severalCandidates, .exemptionMissing])
        )
    }

    @Test func `a code without its dot is the same code`() {
        #expect(extract(Sample(sections: [Sample.diagnosis("25000")])).value(.diagnosisCode) == "25000")
        #expect(extract(Sample(sections: [Sample.diagnosis("250.00")])).value(.diagnosisCode) == "25000")
    }

    @Test func `what some offices call the code of the illness is the classification's, where no exemption has it`() {
        let read = extract(lines: samplePerson + ["codice esenzione 0A02   codice malattia 428.0"])
        #expect(read.value(.exemptionCode) == "0A02" && read.value(.diagnosisCode) == "4280")
        #expect(!read.codes.contains(.exemptionNotOfPathology))
        #expect(extract(lines: samplePerson + ["Codice malattia: 013"]).value(.exemptionCode) == "013")
    }

    @Test func `the number of a law in what a form prints is no code`() {
        let read = extract(
            lines: samplePerson + [
                "Si certifica che è affetto da malattia rara (D.M. 18.5.2001 n. 279 - DPCM 12.1.2017 all. 7)",
                "Codice ICD9-CM 252.0", "Codice esenzione 026",
            ])
        #expect(read.value(.diagnosisCode) == "2520" && !read.codes.contains(.severalCandidates))
    }

    @Test func `behind a label for the illness that is exempt a known code is the exemption's`() {
        let read = extract(
            lines: samplePerson + [
                "Diagnosi: iperparatiroidismo",
                "Giudizio: patologia cronica per la quale compete l'esenzione ticket: cod. 026. Il presente referto vale",
            ])
        #expect(read.value(.exemptionCode) == "026" && read.value(.diagnosisCode) == nil)
    }

    @Test func `a law's list announces the exemption`() {
        let read = extract(
            lines: samplePerson + [
                "risulta affetto da iperparatiroidismo.",
                "La malattia figura nell'elenco di cui al DPCM 12.01.2017, codice 026.",
            ])
        #expect(read.value(.exemptionCode) == "026")
    }

    @Test func `a code of the illness that nobody has is told as such`() {
        let read = extract(lines: samplePerson + ["codice esenzione 0A02   codice malattia 766.48"])
        #expect(read.codes.contains(.diagnosisUnknown) && !read.codes.contains(.exemptionNotOfPathology))
    }

    @Test func `behind the words of the classification three digits are its code, though an exemption has them too`()
        throws
    {
        let page = SamplePDF(pages: [
            (samplePerson + ["Diagnosi: TBC polmonare bacillifera - cod. 011", "Esenzione: 055"]).enumerated().map {
                SamplePDF.Line($1, y: 100 + 13 * Double($0))
            }
        ])
        let read = Extractor(
            catalogue: try SampleCatalogue.project(), wording: SampleWording.project, clock: { Timestamp(seconds: 0) }
        ).extract(page.bytes)
        #expect(read.value(.diagnosisCode) == "011" && read.value(.exemptionCode) == "055")
    }
}
