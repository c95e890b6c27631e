// SPDX-License-Identifier: EUPL-1.2

import Domain
import Extraction
import ReadingSamples
import Testing

/// Forms whose blanks stand inside their sentences are read from line to line.
struct FilledSentenceTests {
    private typealias Line = SamplePDF.Line

    private let foot =
        "I dati personali sono trattati ai sensi del Regolamento UE 2016/679 del 27 aprile 2016 e del decreto."

    private func page(_ lines: String...) -> Extract {
        extract(lines: lines + [foot])
    }

    @Test func `a code behind a dotted blank at the beginning of a line belongs to the sentence before`() {
        let read = page(
            "certifica che il Sig. _____ROSSI MARIO...... nato a ....Torino_______ il ___11/02/1948......",
            "codice fiscale ___RSSMRA48R11B111I_______ residente in ......Cafasse........ ___Via Nizza 179...... e affetto da",
            "___Iperparatiroidismo primitivo___ e che pertanto ha diritto all'esenzione per patologia codice",
            "_____026_______."
        )
        #expect(read.value(.exemptionCode) == "026")
        #expect(read.value(.diagnosisText) == "Iperparatiroidismo primitivo")
    }

    @Test func `a day that is broken between lines is one`() {
        let read = page(
            "certifica che il Sig. _____ROSSI MARIO........ nato a _____Torino........ con atto del Comune, il _____11",
            "ottobre 1948___ codice fiscale ....RSSMRA48R11B111I...... residente in _____Melazzo...... e affetto da",
            "_____Iperparatiroidismo primitivo_______ e ha diritto all'esenzione con codice ....026......"
        )
        #expect(read.value(.beneficiaryBirthDate) == "1948-10-11")
    }

    @Test func `columns beside each other are no sentence`() {
        let read = extract(runs: [
            Line("Cognome e nome", y: 100), Line("Luogo di nascita", x: 250, y: 100), Line("codice", x: 420, y: 100),
            Line("Rossi Mario", y: 113), Line("Torino", x: 250, y: 113), Line("RSSMRA48R11B111I", x: 420, y: 113),
            Line(foot, y: 140),
        ])
        #expect(read.value(.beneficiaryFamilyName) == "Rossi" && read.value(.beneficiaryGivenName) == "Mario")
    }

    @Test func `the day of birth stands in a part of its own`() {
        let read = extract(runs: [
            Line("Cognome Rossi", y: 100), Line("Nome Mario", x: 200, y: 100), Line("Sesso M", x: 340, y: 100),
            Line("Nato/a a Alessandria (AL)", y: 113), Line("il 12/10/1948", x: 260, y: 113),
            Line("Codice fiscale RSSMRA48R11B111I", y: 126), Line(foot, y: 150),
        ])
        #expect(read.value(.beneficiaryBirthDate) == "1948-10-12")
        #expect(read.findings.contains { $0.code == .identityMismatch })
    }

    @Test func `the label of another fact ends a name in the same part`() {
        let read = extract(lines: "Cognome Rossi Nome Mario Sesso M", "Codice fiscale RSSMRA48R11B111I", foot)
        #expect(read.value(.beneficiaryGivenName) == "Mario")
    }
}
