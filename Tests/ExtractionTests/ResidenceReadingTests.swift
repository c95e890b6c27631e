// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

@testable import Extraction

/// The practice is of the beneficiary's ASL where the document tells it (contract §6).
struct ResidenceReadingTests {
    private func residence(_ lines: [SamplePDF.Line]) throws -> String? {
        let runs = samplePerson.enumerated().map { SamplePDF.Line($1, y: 80 + 14 * Double($0)) } + lines
        return Extractor(catalogue: try SampleCatalogue.project(), wording: SampleWording.project)
            .extract(SamplePDF(pages: [runs]).bytes).residence?.value
    }

    @Test(arguments: [
        ("ASL di residenza: 010204", "010204"), ("ASL di appartenenza: ASL CN1", "010210"),
        ("ASL di residenza: TO3", "010203"),
        ("ASL di assistenza: ASL Citta di Torino - Distretto Nord Ovest", "010301"),
    ])
    func `a label tells it by code or by name`(_ line: String, _ code: String) throws {
        #expect(try residence([.init(line, y: 150)]) == code)
    }

    @Test func `it may stand beside its label`() throws {
        #expect(
            try residence([.init("ASL di residenza", x: 54, y: 150), .init("ASL BI", x: 260, y: 150)]) == "010207")
    }

    @Test(arguments: [
        "ASL TO3", "Da presentare all'ASL di residenza 010204", "ASL di residenza: estera", "ASL di residenza: 010999",
    ])
    func `what only names an ASL tells nothing`(_ line: String) throws {
        #expect(try residence([.init(line, y: 150)]) == nil)
    }

    @Test func `two are none`() throws {
        #expect(
            try residence([.init("ASL di residenza: TO3", y: 150), .init("ASL di appartenenza: CN1", y: 170)]) == nil)
    }
}
