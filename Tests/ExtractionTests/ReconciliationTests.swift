// SPDX-License-Identifier: EUPL-1.2

import Domain
import Testing

@testable import Extraction

/// One answer of several sources.
struct ReconciliationTests {
    private func merged(_ sources: SourceReading...) -> SourceReading? {
        Reconciliation(sources: sources, catalogue: SampleCatalogue.small).reading
    }

    private func condition(_ code: String?, _ text: String) -> SourceReading {
        var reading = SourceReading()
        let source = FieldSource(.form, page: 1)
        reading.diagnoses = [StatedDiagnosis(code: code, text: text, role: .diagnosis, source: source)]
        return reading
    }

    @Test func `a condition with a code takes the place of its bare words`() {
        let both = merged(condition(nil, "Iperparatiroidismo"), condition("2520", "IPERPARATIROIDISMO"))
        #expect(both?.diagnoses.map(\.code) == ["2520"])
        let reversed = merged(condition("2520", "Iperparatiroidismo"), condition(nil, "IPERPARATIROIDISMO"))
        #expect(reversed?.diagnoses.map(\.code) == ["2520"])
    }

    @Test func `a form in which only the house is named certifies no more than its page`() {
        var named = SourceReading()
        named.fields[.structureName] = ExtractedField(
            value: "Ospedale Maggiore", confidence: .probable, source: FieldSource(.form, page: 1))
        var page = SourceReading()
        page.certifiesNothing = true
        #expect(merged(named, page)?.certifiesNothing == true)
        named.fields[.beneficiaryFamilyName] = ExtractedField(
            value: "Rossi", confidence: .probable, source: FieldSource(.form, page: 1))
        #expect(merged(named, page)?.certifiesNothing == false)
    }

    @Test func `a letter before a scanned certificate gives neither its day nor its house`() {
        var letter = SourceReading()
        for (name, value) in [FieldName.issueDate: "2025-03-03", .structureName: "Studio San Luca"] {
            letter.fields[name] = ExtractedField(
                value: value, confidence: .probable, source: FieldSource(.text, page: 1))
        }
        var scan = SourceReading()
        scan.fields[.issueDate] = ExtractedField(
            value: "2025-02-27", confidence: .probable, source: FieldSource(.ocr, page: 2))
        scan.exemptions = [
            StatedExemption(code: "026", status: nil, text: nil, source: FieldSource(.ocr, page: 2))
        ]
        let both = merged(letter, scan)
        #expect(both?.fields[.issueDate]?.value == "2025-02-27" && both?.findings.isEmpty == true)
        #expect(both?.fields[.structureName] == nil)
        scan.exemptions = []
        #expect(merged(letter, scan)?.fields[.issueDate]?.confidence == .doubtful)
    }
}
