// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// An exemption that a paper mentions to say that it is over, refused or denied is told and never taken.
struct DeniedExemptionTests {
    private typealias Line = SamplePDF.Line

    private static let denials = [
        "Non sussistono i requisiti per l'esenzione 048.",
        "L'esenzione 048 non è stata concessa.",
        "L'esenzione per patologia con codice 048 non è stata rinnovata.",
        "La domanda di esenzione 048 è stata respinta dal distretto.",
    ]

    @Test(arguments: denials)
    func `a sentence that denies an exemption leaves the certified one alone`(_ denial: String) {
        let read = extract(lines: samplePerson + ["Codice esenzione: 026", denial])
        #expect(read.value(.exemptionCode) == "026" && !read.codes.contains(.severalCandidates))
    }

    @Test(arguments: denials)
    func `a paper that only denies an exemption has none in force`(_ denial: String) {
        let read = extract(lines: samplePerson + [denial])
        #expect(read.value(.exemptionCode) == nil && read.exemptions.map(\.code) == ["048"])
        #expect(read.codes.isSuperset(of: [.exemptionNotActive, .exemptionMissing]))
    }

    @Test func `beyond the next code a denial speaks of that`() {
        let read = extract(lines: samplePerson + ["Codice esenzione 026 (la 048 non è stata concessa)."])
        #expect(read.value(.exemptionCode) == "026")
    }

    @Test func `a label that ends in a colon speaks of what follows it`() {
        let read = extract(lines: samplePerson + ["Esenzione certificata 026 - esenzione precedente: 048"])
        #expect(read.value(.exemptionCode) == "026")
    }

    @Test(arguments: ["non concessa", "respinta", "scaduta il 07/10/2021", "non riconosciuta"])
    func `the last column of a table tells which row is refused`(_ outcome: String) {
        let read = extract(runs: [
            Line("Codice esenzione", y: 100), Line("Condizione", x: 200, y: 100), Line("Esito", x: 400, y: 100),
            Line("048", y: 120), Line("neoplasia", x: 200, y: 120), Line(outcome, x: 400, y: 120),
            Line("026", y: 140), Line("iperparatiroidismo", x: 200, y: 140), Line("approvata", x: 400, y: 140),
        ])
        #expect(read.value(.exemptionCode) == "026" && read.exemptions.count == 2)
    }

    @Test func `a label beside the cell says that what is in it was refused`() {
        let read = extract(runs: [
            Line("Esenzione richiesta", y: 100), Line("esenzione 026, anno 2026", x: 250, y: 100),
            Line("Domanda respinta", y: 120), Line("esenzione 048, anno 2024", x: 250, y: 120),
        ])
        #expect(read.value(.exemptionCode) == "026" && read.exemptions.count == 2)
    }

    @Test(arguments: ["E01", "E02"])
    func `an exemption for another reason beside the certified one is not complained of`(_ other: String) {
        let read = extract(lines: samplePerson + ["Codice esenzione: 026", "Codice esenzione: \(other)"])
        #expect(read.value(.exemptionCode) == "026" && read.role == .certificate)
        #expect(!read.codes.contains(.exemptionNotOfPathology) && !read.codes.contains(.severalCandidates))
    }
}
