// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// Numbers, names and days that are another's, or none, and must not be the patient's without a word.
struct ForeignCodeTests {
    private static let person = ["Cognome: Rossi", "Nome: Mario", "Nato il: 11/10/1948"]
    private static let foot = (1...6).map { "Riga \($0) del testo che si rilascia per gli usi consentiti." }

    @Test(arguments: ["Cod. Fisc. 11632570013", "C.F. e Reg. Imprese 11632570013", "C.F. 11632570013"])
    func `the number of the house is no person's`(_ line: String) {
        #expect(extract(lines: Self.person + Self.foot + [line]).value(.beneficiaryFiscalCode) == nil)
        #expect(extract(lines: [line] + Self.foot + Self.person).value(.beneficiaryFiscalCode) == nil)
    }

    @Test func `a number beside the patient's own code claims nothing`() {
        let read = extract(lines: samplePerson + ["In precedenza assistito con codice STP0102045460078"])
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I" && !read.codes.contains(.severalCandidates))
    }

    @Test(arguments: [
        "Richiedente: BOSCO DARIO, genitore del minore, CF BSCDRA76L17D332T",
        "Ritira il certificato per delega Dario Bosco (CF BSCDRA76L17D332T)",
    ])
    func `the code of whoever acts for the patient is not the patient's`(_ line: String) {
        let read = extract(lines: samplePerson + [line])
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I" && !read.codes.contains(.severalCandidates))
    }

    @Test(arguments: [
        ["Paziente: Youssef Bouazza", "Nato il 11/10/1948", "C.F.: RSSMRA48R11B111I"],
        ["Certifico che BOUAZZA Youssef (C.F. RSSMRA48R11B111I), nato il 11/10/1948, è in cura."],
    ])
    func `a name that the code contradicts is told, whatever leads to it`(_ lines: [String]) {
        let read = extract(lines: ["Il presente foglio si rilascia in carta libera per gli usi consentiti."] + lines)
        #expect(read.codes.contains(.identityMismatch) && !read.codes.contains(.nameMissing))
    }

    @Test func `a patient whose title names another than the code is told`() {
        let read = extract(
            lines: "Si certifica per la Sig.ra BOUAZZA FATIMA, residente a Novi Ligure, C.F.: RSSMRA48R11B111I.",
            "Il presente certificato si rilascia per gli usi consentiti.")
        #expect(read.codes.contains(.identityMismatch))
    }

    @Test func `a name ends before a sign`() {
        let read = extract(lines: "Paziente: Rossi Mario - Comune di Alba", "Codice fiscale: RSSMRA48R11B111I")
        #expect(read.value(.beneficiaryGivenName) == "Mario" && read.value(.beneficiaryFamilyName) == "Rossi")
    }

    @Test func `a day broken before its year is whole`() {
        let read = extract(
            lines: "Si certifica che il signor Mario Rossi (nato a Susa il 11-10-",
            "1948), codice fiscale RSSMRA48R11B111I")
        #expect(read.value(.beneficiaryBirthDate) == "1948-10-11")
    }

    @Test func `a year stays apart from the day before it where wide labels part columns`() {
        let read = extract(runs: [
            SamplePDF.Line("COGNOME", y: 100), SamplePDF.Line("ROSSI", x: 110, y: 100),
            SamplePDF.Line("NATO/A A", y: 118), SamplePDF.Line("BRA (CN)", x: 110, y: 118),
            SamplePDF.Line("D. NASCITA", x: 240, y: 118), SamplePDF.Line("11 OTTOBRE 1948", x: 320, y: 118),
            SamplePDF.Line("SESSO", x: 440, y: 118), SamplePDF.Line("M", x: 490, y: 118),
            SamplePDF.Line("CODICE FISCALE", y: 136), SamplePDF.Line("RSSMRA48R11B111I", x: 150, y: 136),
        ])
        #expect(read.value(.beneficiaryBirthDate) == "1948-10-11")
    }
}
