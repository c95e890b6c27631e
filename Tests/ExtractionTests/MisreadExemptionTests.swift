// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import Testing

@testable import Extraction

/// Codes in pictures whose signs look like others.
struct MisreadExemptionTests {
    @Test(arguments: [
        ("OA02", "0A02"), ("O48", "048"), ("RMOO10", "RM0010"), ("RGGO1O", "RGG010"), ("0I3", "013"),
        ("RN0420", "RN0420"),
    ])
    func `a digit is read where a code can have no letter`(_ written: String, _ code: String) {
        #expect(MisreadExemption.spelled(written) == code)
    }

    @Test(arguments: ["AB", "ROSSI", "RM00101", "0A0234"])
    func `what is too long or too short is no code`(_ text: String) {
        #expect(MisreadExemption.spelled(text) == nil)
    }

    @Test func `a misread code is proven by a diagnosis that belongs to it`() {
        let read = RecognisedPage(["Codice esenzione: OA02", "Codice diagnosi: 394"]).reading()
        #expect(read.exemptions.map(\.code) == ["0A02"] && read.told.isEmpty)
        #expect(!read.unsure.contains(.exemptionCode))
    }

    @Test func `a misread code that nothing proves is told`() {
        let read = RecognisedPage(["Codice esenzione: OA02", "Codice diagnosi: 296"]).reading()
        #expect(read.exemptions.map(\.code) == ["0A02"] && read.told == ["recognition-uncertain"])
        #expect(read.unsure.contains(.exemptionCode))
    }

    @Test(arguments: [("244", true), ("244.0", false), ("340", false)])
    func `a code without the figures behind its dot may have lost them`(_ code: String, _ isDoubted: Bool) throws {
        let lines = ["Codice diagnosi ICD-9-CM: \(code)", "Codice esenzione: 027"]
        let read = RecognisedPage(lines).reading(try SampleCatalogue.project())
        #expect(read.diagnoses.map(\.code) == [code.filter { $0 != "." }])
        #expect(read.unsure.contains(.diagnosisCode) == isDoubted)
    }

    @Test func `another reading is the code where the catalogue has it alone`() {
        let doubts = ["0448": RecognisedPage.Doubt(alternatives: ["048"])]
        let read = RecognisedPage(["Codice esenzione: 0448"], doubts: doubts).reading()
        #expect(read.exemptions.map(\.code) == ["048"] && read.told == ["recognition-uncertain"])
    }

    @Test func `a code of a rare disease in two pieces is one`() throws {
        let code = try #require(ExemptionCode("RN0420"))
        let entry = ExemptionEntry(
            code: code, group: .rare, description: "SINDROME DI PROVA", duration: .unlimited, isCurrent: true)
        let catalogue = ExemptionCatalogue(exemptions: [entry], diagnoses: [], classification: [:])
        let read = RecognisedPage(["Codice esenzione: RN 0420"]).reading(catalogue)
        #expect(read.exemptions.map(\.code) == ["RN0420"] && read.told == ["recognition-uncertain"])
    }

    @Test func `faint codes that belong together prove each other`() {
        let faint = RecognisedPage.Doubt(certainty: 40)
        let lines = ["Codice esenzione: 054", "Codice diagnosi: 720.0"]
        let pair = RecognisedPage(lines, doubts: ["054": faint, "720.0": faint]).reading()
        #expect(pair.told.isEmpty && pair.unsure.isDisjoint(with: [.exemptionCode, .diagnosisCode]))
        let other = RecognisedPage(
            ["Codice esenzione: 054", "Codice diagnosi: 394"], doubts: ["054": faint, "394": faint]
        ).reading()
        #expect(other.told.count == 2 && other.unsure.isSuperset(of: [.exemptionCode, .diagnosisCode]))
    }
}
