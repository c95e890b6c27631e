// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

@testable import Extraction

/// How secretaries date papers, caption blanks and join what belongs together.
struct SecretaryStyleTests {
    private typealias Line = SamplePDF.Line

    @Test(arguments: [
        ("addì sedici settembre duemilaventicinque", "2025-09-16"), ("addì primo marzo duemilaventi", "2020-03-01"),
        ("addì ventotto gennaio duemilaventuno", "2021-01-28"), ("addì trentuno dicembre 2025", "2025-12-31"),
    ])
    func `a day may be written in words`(_ line: String, _ day: String) {
        let read = extract(lines: samplePerson + ["Codice esenzione: 026", "Rilasciato in Torino, \(line)"])
        #expect(read.value(.issueDate) == day)
    }

    @Test(arguments: ["quaranta marzo duemilaventi", "trentuno febbraio duemilaventi", "due pazienti duemilaventi"])
    func `words that make no day are none`(_ words: String) {
        #expect(extract(lines: samplePerson + ["Rilasciato addì \(words)"]).value(.issueDate) == nil)
    }

    @Test(arguments: ["Verbale di visita n. 202526892 del 15.12.2025", "Referto ambulatoriale n. 20251 del 15/12/2025"])
    func `a paper is of the day in its title`(_ title: String) {
        let read = extract(lines: [title] + samplePerson + ["Codice esenzione: 026"])
        #expect(read.value(.issueDate) == "2025-12-15")
        #expect(!read.codes.contains(.issueDateUncertain))
    }

    @Test func `the day of a law is not the paper's`() {
        let read = extract(lines: samplePerson + ["Nota ministeriale n. 0129 del 15/12/2025 e successive modifiche"])
        #expect(read.fields[.issueDate]?.confidence != .probable)
    }

    @Test func `a day alone below the name of the house is that of the paper`() {
        let read = extract(lines: ["ASL TO3 - Oculistica", "02-02-2025"] + samplePerson + ["Codice esenzione: 026"])
        #expect(read.value(.issueDate) == "2025-02-02")
        #expect(!read.codes.contains(.issueDateUncertain))
    }

    @Test func `a day beside who signs is that of the paper`() {
        let read = extract(
            runs: samplePerson.enumerated().map { Line($1, y: 60 + 14 * Double($0)) } + [
                Line("Codice esenzione: 026", y: 140), Line("05/12/2025", y: 170),
                Line("Dr BRUNO Franco", x: 260, y: 170), Line("Copia per il Distretto", y: 200),
            ])
        #expect(read.value(.issueDate) == "2025-12-05")
        #expect(!read.codes.contains(.issueDateUncertain))
    }

    @Test func `a check-up on some day is not the day of the paper`() {
        let read = extract(
            lines: samplePerson + [
                "Esami in visione. Ultimo controllo", "in data 30/08/2025.", "Pinerolo, li 05.12.2025",
            ])
        #expect(read.value(.issueDate) == "2025-12-05")
        #expect(!read.codes.contains(.severalCandidates))
    }

    @Test(arguments: [
        "Diagnosi: epatite cronica da virus B in terapia con entecavir",
        "affetto da epatite cronica da virus B in terapia con entecavir (ICD-9-CM 070.32)",
    ])
    func `what is said of a condition without a sign between belongs to it`(_ line: String) {
        let read = extract(lines: samplePerson + [line, "Codice esenzione: 016"])
        #expect(read.value(.diagnosisText) == "epatite cronica da virus B in terapia con entecavir")
    }

    @Test func `what stands behind a comma is said apart`() {
        let line = "è affetto da epatite cronica da virus B, in terapia con entecavir, e ha diritto all'esenzione 016"
        #expect(extract(lines: samplePerson + [line]).value(.diagnosisText) == "epatite cronica da virus B")
    }

    @Test func `a state that a past event left may be certified`() {
        let read = extract(
            lines: samplePerson + ["Patologia: Pregresso ictus cerebri ischemico / ICD-9-CM 434", "Esenzione: 0B02"])
        #expect(read.value(.diagnosisText) == "Pregresso ictus cerebri ischemico")
        #expect(read.value(.diagnosisCode) == "434")
    }

    @Test func `what is past in a sentence is not certified`() {
        let read = extract(
            lines: samplePerson + ["Pregresso ictus cerebri (ICD-9-CM 434).", "Diagnosi: iperparatiroidismo (252.0)"])
        #expect(read.value(.diagnosisCode) == "2520")
    }

    @Test func `an uncle's condition is not the patient's`() {
        let read = extract(
            lines: samplePerson + [
                "Uno zio paterno affetto da morbo di Parkinson. Si conferma: iperparatiroidismo.", "Esenzione: 026",
            ])
        #expect(read.value(.diagnosisText) == "iperparatiroidismo")
    }

    @Test func `doctors abbreviate the word for a diagnosis`() {
        let read = extract(lines: samplePerson + ["D.: NEFROANGIOSCLEROSI IPERTENSIVA", "Esenzione: 0031"])
        #expect(read.value(.diagnosisText) == "NEFROANGIOSCLEROSI IPERTENSIVA")
    }

    @Test func `a long word that a full stop cuts goes on`() {
        let read = extract(
            runs: samplePerson.enumerated().map { Line($1, y: 60 + 14 * Double($0)) } + [
                Line("Classif. ICD-9-CM", y: 120), Line("Codice Esenzione Ticket", x: 300, y: 120),
                Line("252.0", y: 133), Line("026", x: 300, y: 133),
            ])
        #expect(read.value(.diagnosisCode) == "2520")
    }

    @Test func `a defibrillator is no label of a code`() {
        let read = extract(
            lines: samplePerson + ["Diagnosi: portatore di ICD in prevenzione secondaria", "Esenzione: 0A02"])
        #expect(read.value(.diagnosisText) == "portatore di ICD in prevenzione secondaria")
    }

    @Test func `two slashes part what stands in a line`() {
        let read = extract(
            lines: ["Utente: Rossi MARIO // Codice fiscale: RSSMRA48R11B111I // Nato/a il: 11/10/1948 // Sesso: M"])
        #expect(read.value(.beneficiaryFamilyName) == "Rossi")
        #expect(read.value(.beneficiaryGivenName) == "MARIO")
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
    }

    @Test func `a caption in brackets stands in the middle of its blank`() {
        let values = ["ROSSI", "MARIO", "RSSMRA48R11B111I", "11-10-1948", "IPERPARATIROIDISMO", "252.0", "026"]
        let captions = [
            "(cogn.)", "(nome)", "(cod. fisc.)", "(d.d.n.)", "(patologia)", "(classif. icd-9-cm)", "(cod. es.)",
        ]
        let read = extract(
            runs: zip(values, captions).enumerated().flatMap { place, pair in
                let top = 60 + 30 * Double(place)
                return [Line(pair.0, y: top), Line(pair.1, x: 250, y: top + 13)]
            })
        #expect(read.value(.exemptionCode) == "026")
        #expect(read.value(.diagnosisCode) == "2520")
        #expect(read.value(.diagnosisText) == "IPERPARATIROIDISMO")
    }

    @Test(arguments: ["013 ed anche 026", "013 nonché 026", "013 e inoltre 026", "013 + 026", "013 & 026"])
    func `of two codes that are joined none is taken alone`(_ codes: String) {
        let read = extract(lines: samplePerson + ["ha diritto all'esenzione con codice \(codes)"])
        #expect(read.codes.contains(.severalCandidates))
    }

    @Test func `what is a title elsewhere may ask for an exemption`() {
        let line = "Si rilascia certificazione per esenzione ticket codice 026"
        #expect(extract(lines: ["Lettera di dimissione"] + samplePerson + [line]).value(.exemptionCode) == "026")
    }

    @Test func `codes of two persons are two persons`() {
        let read = extract(
            lines: samplePerson + [
                "Referto allegato", "Paziente: VERDI ANNA", "Data di nascita: 01/01/1980",
                "Codice fiscale: VRDNNA80A41L219Z",
            ])
        #expect(read.codes.contains(.severalPersons))
    }

    @Test(arguments: [
        ("ASL TO3 / amb. Oculistica", "ASL TO3"),
        ("Ospedale di Ivrea Direttore: Dott. Mario Verdi", "Ospedale di Ivrea"),
        ("presso A.O.U. Maggiore della Carità, Corso Mazzini 18 - Novara", "A.O.U. Maggiore della Carità"),
        ("presso ASL TO5, Piazza Amedeo 3 - Moncalieri", "ASL TO5"),
    ])
    func `the name of the house ends before what else its line says`(_ line: String, _ name: String) {
        let read = extract(lines: ["Certificato specialistico", line] + samplePerson + ["Codice esenzione: 026"])
        #expect(read.value(.structureName) == name)
    }
}
