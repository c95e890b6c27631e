// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import ReadingSamples
import Testing

/// Rows of tables and lists of codes, and persons who stand on a page beside the patient.
struct RowReadingTests {
    private typealias Line = SamplePDF.Line

    /// A table with heads and rows at the given places.
    private func table(_ heads: [String], _ rows: [[String]], at places: [Double]) -> Extract {
        let lines = ([heads] + rows).enumerated().flatMap { row, cells in
            zip(places, cells).map { Line($1, x: $0, y: 200 + 16 * Double(row)) }
        }
        let person = samplePerson.enumerated().map { Line($1, y: 100 + 13 * Double($0)) }
        return extract(runs: person + lines)
    }

    @Test func `a table of exemptions says which is asked for`() {
        let read = table(
            ["Codice", "Esenzione", "Stato"],
            [["044", "Psicosi", "non rinnovata"], ["026", "Iperparatiroidismo", "nuova richiesta"]],
            at: [50, 150, 380])
        #expect(read.value(.exemptionCode) == "026")
    }

    @Test func `a table of conditions says whose each is`() {
        let read = table(
            ["Tipo", "Diagnosi", "ICD-9-CM"],
            [
                ["certificata", "Iperparatiroidismo", "252.0"], ["sospetta, in accertamento", "Psicosi", "296.0"],
                ["familiare (madre)", "Diabete mellito", "250.0"],
            ], at: [50, 250, 450])
        #expect(read.value(.diagnosisCode) == "2520")
    }

    @Test(arguments: ["252.0; 250.0", "252.0, 250.0", "252.0 e 250.0"])
    func `two codes of one field contest each other`(_ codes: String) {
        let read = extract(lines: samplePerson + ["Codice diagnosi: \(codes)", "Codice esenzione: 026"])
        #expect(read.value(.diagnosisCode) == nil && read.codes.contains(.severalCandidates))
    }

    @Test(arguments: ["026 e 048", "026; 048"])
    func `two exemptions of one field contest each other`(_ codes: String) {
        let read = extract(lines: samplePerson + ["Codice esenzione: \(codes)"])
        #expect(read.value(.exemptionCode) == nil && read.codes.contains(.severalCandidates))
    }

    @Test func `a law in brackets belongs to its label`() {
        let read = extract(lines: samplePerson + ["Codice esenzione (DPCM 12.01.2017): 026"])
        #expect(read.value(.exemptionCode) == "026")
    }

    @Test func `another person who stands whole on the page contests the patient`() {
        let read = extract(
            lines: samplePerson + ["Codice esenzione: 026", "LIBERI CORRADO 10/06/1953 LBRCRD53H10D205E"])
        #expect(read.value(.beneficiaryFiscalCode) == nil && read.codes.contains(.severalCandidates))
    }

    @Test func `a letter beside the birth is the sex`() {
        let read = extract(lines: "ROSSI MARIO", "11/10/1948 M", "RSSMRA48R11B111I", "Codice esenzione: 026")
        #expect(read.value(.beneficiarySex) == "M" && read.value(.beneficiaryBirthDate) == "1948-10-11")
    }

    @Test func `a birth that contradicts the code is told without its label`() {
        let read = extract(lines: "ROSSI MARIO", "12/10/1948 M", "RSSMRA48R11B111I", "Codice esenzione: 026")
        #expect(read.codes.contains(.identityMismatch))
    }

    @Test func `a birth under its label is read beside another column`() {
        let read = extract(runs: [
            Line("Cognome:", y: 100), Line("Codice diagnosi:", x: 320, y: 100), Line("ROSSI", y: 114),
            Line("252.0", x: 320, y: 114), Line("Nome:", y: 128), Line("Note:", x: 320, y: 128), Line("MARIO", y: 142),
            Line("nessuna", x: 320, y: 142), Line("Codice fiscale:", y: 156), Line("Esenzione:", x: 320, y: 156),
            Line("RSSMRA48R11B111I", y: 170), Line("026", x: 320, y: 170), Line("Data di nascita:", y: 184),
            Line("da rivalutare", x: 320, y: 184), Line("12/10/1948", y: 198), Line("Sesso:", y: 212),
            Line("M", y: 226),
        ])
        #expect(read.value(.beneficiaryBirthDate) == "1948-10-12" && read.codes.contains(.identityMismatch))
    }

    @Test(arguments: ["Surname / Cognome", "Cognome / Nom"])
    func `a label may be said in two languages`(_ label: String) {
        let read = extract(runs: [
            Line(label, y: 100), Line("ROSSI", x: 250, y: 100), Line("Nome", y: 114), Line("MARIO", x: 250, y: 114),
            Line("Codice fiscale", y: 128), Line("RSSMRA48R11B111I", x: 250, y: 128),
        ])
        #expect(read.value(.beneficiaryFamilyName) == "ROSSI" && read.value(.beneficiaryGivenName) == "MARIO")
    }

    @Test func `a physician is named before the function in brackets`() {
        let read = extract(
            lines: samplePerson + [
                "Presenti: Dott.ssa Anna Bianchi (medico certificatore), Dott. Luca Verdi (componente)",
                "Dott. Ugo Neri - Neurologia",
            ])
        #expect(read.value(.physicianName) == "Anna Bianchi")
    }

    @Test func `a name of a physician ends at a dash`() {
        #expect(
            extract(lines: samplePerson + ["Il medico: Dott. Ugo Neri - Neurologia"]).value(.physicianName)
                == "Ugo Neri")
    }

    @Test func `a day is no condition`() {
        let read = extract(lines: samplePerson + ["Diagnosi: venerdì 26 giugno 2026", "Codice esenzione: 026"])
        #expect(read.value(.diagnosisText) == nil)
    }

    @Test func `a code that only begins like one of the lists is told`() throws {
        let catalogue = try SampleCatalogue.project()
        let known = try #require(DiagnosisCode("428.0")), unknown = try #require(DiagnosisCode("428.77"))
        #expect(catalogue.isKnown(known) && !catalogue.isKnown(unknown))
        #expect(!catalogue.exemptions(forDiagnosis: unknown).isEmpty)
    }

    @Test func `a name with an apostrophe stays whole`() {
        let read = extract(
            lines: "Si certifica che la Sig.ra Anna Dall'Ò, codice fiscale DLLNNA48R51B111E, è affetta da",
            "Iperparatiroidismo (ICD-9-CM 252.0). Codice esenzione: 026")
        #expect(read.value(.beneficiaryFamilyName) == "Dall'Ò" && read.value(.beneficiaryGivenName) == "Anna")
    }

    @Test func `names beside numbered labels are of their own rows`() {
        let read = extract(runs: [
            Line("1. Cognome", y: 100), Line("Bonansea", x: 250, y: 100), Line("2. Nome", y: 113),
            Line("Elio", x: 250, y: 113), Line("3. Codice fiscale", y: 126), Line("BNNLEI74H15D742M", x: 250, y: 126),
        ])
        #expect(read.value(.beneficiaryFamilyName) == "Bonansea" && read.value(.beneficiaryGivenName) == "Elio")
    }

    @Test func `a code in a blank goes with the words at the end of the line above`() {
        let person = samplePerson.enumerated().map { Line($1, y: 100 + 13 * Double($0)) }
        let read = extract(
            runs: person + [
                Line("è affetto da", y: 180), Line("Iperparatiroidismo", x: 200, y: 180),
                Line("e che pertanto ha diritto all'esenzione per", x: 330, y: 180), Line("patologia codice", y: 193),
                Line("026", x: 200, y: 193),
            ])
        #expect(read.value(.exemptionCode) == "026")
    }

    @Test func `the basis of a diagnosis is none`() {
        let read = extract(
            lines: samplePerson + [
                "8. Malattia diagnosticata: Iperparatiroidismo", "9. Codice esenzione: 026",
                "11. Diagnosi basata su: clinica, genetica",
            ])
        #expect(read.value(.diagnosisText) == "Iperparatiroidismo")
    }
}
