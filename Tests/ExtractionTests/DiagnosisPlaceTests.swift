// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// Where a code stands decides what it is to the patient (documents.md §2).
struct DiagnosisPlaceTests {
    private typealias Sample = SampleCDA

    private static func relation(_ type: String, _ content: String) -> String {
        "<entryRelationship typeCode=\"\(type)\">\(content)</entryRelationship>"
    }

    static let places: [(section: String, entry: String, stated: String)] = {
        let plain = { (question: String) in Sample.observation(question, Sample.value("428.0")) }
        let coded = "<observation><code code=\"428.0\" codeSystem=\"\(Sample.icd9)\"/></observation>"
        let relative = "<subject><relatedSubject/></subject>"
        return [
            ("29548-5", plain("29308-4"), "diagnosis 4280"),
            ("29299-5", plain("29298-7"), "reason 4280"),
            ("11329-0", plain("75326-9"), "history 4280"),
            (
                "11329-0", "<organizer>\(relative)<component>\(plain("x"))</component></organizer>",
                "family_history 4280"
            ),
            ("11329-0", "<organizer><component>\(plain("x"))</component></organizer>", "history 4280"),
            ("11535-2", plain("8651-2"), "discharge_diagnosis 4280"),
            ("46241-6", plain("8646-2"), "admission_diagnosis 4280"),
            ("28574-2", "<act>\(relation("RSON", plain("29308-4")))</act>", "discharge_diagnosis 4280"),
            ("28574-2", "<act>\(relation("COMP", plain("29308-4")))</act>", "discharge_diagnosis 4280"),
            ("11450-4", "<act>\(relation("SUBJ", plain("75326-9")))</act>", "problem 4280"),
            ("11450-4", "<act>\(relation("REFR", plain("75326-9")))</act>", "other 4280"),
            ("10157-6", "<organizer><component>\(plain("x"))</component></organizer>", "family_history 4280"),
            ("18785-6", plain("29308-4"), "reason 4280"),
            ("22637-3", "<organizer><component>\(plain("29308-4"))</component></organizer>", "diagnosis 4280"),
            ("42349-1", plain("29308-4"), "reason 4280"),
            (
                "48765-2",
                "<act>\(relation("SUBJ", "<observation>\(relation("MFST", plain("x")))</observation>"))</act>",
                "allergy 4280"
            ),
            ("47519-4", "<procedure><code code=\"37.0\" codeSystem=\"\(Sample.icd9)\"/></procedure>", "procedure 370"),
            ("47519-4", "<procedure>\(relation("RSON", coded))</procedure>", "procedure_reason 4280"),
            (
                "11369-6", "<substanceAdministration>\(relation("CAUS", plain("x")))</substanceAdministration>",
                "vaccination 4280"
            ),
            ("55109-3", plain("x"), "complication 4280"),
            ("30954-2", plain("x"), "other 4280"),
        ]
    }()

    @Test(arguments: places.indices)
    func `the place decides the role`(_ index: Int) {
        let place = Self.places[index]
        let read = extract(Sample(sections: [Sample.section(place.section, "<entry>\(place.entry)</entry>")]))
        #expect(read.stated == [place.stated], "\(place.section)")
        let counts = ["diagnosis", "discharge_diagnosis", "problem"].contains(String(place.stated.prefix { $0 != " " }))
        #expect(read.value(.diagnosisCode) == (counts ? "4280" : nil))
    }

    private func diagnosis(_ value: String, _ attributes: String = "", question: String = "29308-4") -> Extract {
        let observation = Sample.observation(question, value, attributes: attributes)
        return extract(Sample(sections: [Sample.section("29548-5", "<entry>\(observation)</entry>")]))
    }

    @Test(arguments: [
        Sample.value("75326-9", system: Sample.loinc),
        Sample.value("no-known-problems", system: "2.16.840.1.113883.11.22.17"),
        Sample.value("000"), Sample.value("-", name: "-"), Sample.value("[COD_DIAGNOSI]", name: "[DESC]"),
        "<value nullFlavor=\"NI\"/>", "<value nullFlavor=\"UNK\" code=\"428.0\" codeSystem=\"\(Sample.icd9)\"/>",
    ])
    func `what says nothing is no diagnosis`(_ value: String) {
        let read = diagnosis(value)
        #expect(read.diagnoses.isEmpty)
        #expect(read.codes.contains(.diagnosisMissing))
    }

    @Test func `a denied condition is no diagnosis`() {
        #expect(diagnosis(Sample.value("428.0"), " negationInd=\"true\"").diagnoses.isEmpty)
    }

    @Test func `another question at the same place is no diagnosis`() {
        #expect(
            diagnosis(Sample.value("2", system: "2.16.840.1.113883.2.9.77.22"), question: "11302-7").diagnoses.isEmpty
        )
    }

    @Test func `a translation may hold the ICD code`() {
        let read = diagnosis(
            """
            <value code="L1" codeSystem="1.2.3" displayName="Locale"><translation code="428.0" \
            codeSystem="\(Sample.icd9)" displayName="Scompenso"/></value>
            """
        )
        #expect(read.stated == ["diagnosis L1", "diagnosis 4280"])
        #expect(read.value(.diagnosisCode) == "4280")
    }

    @Test func `words without a code are kept as words`() {
        let read = diagnosis("<value nullFlavor=\"OTH\"><originalText>Scompenso  cardiaco</originalText></value>")
        #expect(read.value(.diagnosisText) == "Scompenso cardiaco" && read.value(.diagnosisCode) == nil)
        #expect(read.stated == ["diagnosis -"])
    }

    @Test func `a reference leads to the words of the section`() {
        let value = "<value nullFlavor=\"OTH\"><originalText><reference value=\"#d1\"/></originalText></value>"
        let text = "<paragraph ID=\"d0\">no</paragraph><paragraph ID=\"d1\">Scompenso</paragraph>"
        let entry = "<entry>\(Sample.observation("29308-4", value))</entry>"
        #expect(
            extract(Sample(sections: [Sample.section("29548-5", text: text, entry)])).value(.diagnosisText)
                == "Scompenso"
        )
        #expect(extract(Sample(sections: [Sample.section("29548-5", entry)])).value(.diagnosisText) == nil)
    }
}
