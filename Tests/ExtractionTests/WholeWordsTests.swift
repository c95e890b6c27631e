// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// The words of a condition as the paper has them, neither cut to the catalogue's nor taken from what only resembles them.
struct WholeWordsTests {
    private func words(_ lines: String...) -> String? { extract(lines: samplePerson + lines).value(.diagnosisText) }

    @Test(arguments: [
        "IPT (iperparatiroidismo)",
        "portatore di iperparatiroidismo",
    ])
    func `the value of a label is whole, whatever part of it the catalogue has`(_ text: String) {
        #expect(words("Diagnosi: \(text)", "Codice ICD-9-CM: 252.0", "Codice esenzione: 026") == text)
    }

    @Test func `a code behind a dash ends the words`() {
        let read = extract(
            lines: samplePerson + ["Diagnosi certificata / cod. ICD9: iperparatiroidismo primario - 2520"])
        #expect(read.value(.diagnosisCode) == "2520")
        #expect(read.value(.diagnosisText) == "iperparatiroidismo primario")
    }

    @Test func `words that a verb of an instruction leads to are none`() {
        let read = words(
            "Malattia: iperparatiroidismo", "La domanda si presenta allo sportello del distretto di residenza.")
        #expect(read == "iperparatiroidismo")
    }

    @Test func `the heading of a section has no value of its own`() {
        #expect(words("CONDIZIONE CERTIFICATA", "Patologia: iperparatiroidismo") == "iperparatiroidismo")
    }

    @Test func `what is healed is past`() {
        let read = extract(
            lines: samplePerson + [
                "Codice ICD-9-CM: 252.0", "Frattura di polso nel 2010 (ICD-9-CM 813.41), guarita.",
            ])
        #expect(read.value(.diagnosisCode) == "2520")
    }

    @Test func `the number of a law is no exemption`() {
        let read = extract(
            lines: ["Certificato ad uso esenzione ticket", "(D.M. 28/05/1999 n. 329 e s.m.i.)"] + samplePerson
                + ["Codice esenzione: 026"])
        #expect(read.value(.exemptionCode) == "026" && !read.codes.contains(.exemptionNotOfPathology))
    }

    @Test(arguments: [
        "è in follow-up presso questa Struttura per", "risulta in cura presso la nostra Divisione per",
        "è seguito dai nostri ambulatori per",
    ])
    func `the house that follows a patient is no part of the condition`(_ phrase: String) {
        let read = words("Si certifica che il paziente \(phrase) iperparatiroidismo.", "Esenzione: 026")
        #expect(read == "iperparatiroidismo")
    }

    @Test func `what kind of condition it is adds nothing to its name`() {
        let read = words("È affetto da malattia di Huntington, patologia a carattere cronico.")
        #expect(read == "malattia di Huntington")
    }

    @Test(arguments: [
        "malattia di Huntington", "iperparatiroidismo in follow-up endocrinologico", "ipofosfatasia tipo I",
    ])
    func `a cell is one value, whatever words it has`(_ text: String) {
        let read = extract(runs: [
            .init("Cognome: Rossi", y: 80), .init("Diagnosi certificata", y: 100), .init(text, x: 220, y: 100),
        ])
        #expect(read.value(.diagnosisText) == text)
    }

    @Test func `a list of past conditions is past to its end`() {
        let read = extract(
            lines: samplePerson + [
                "Anamnesi patologica remota: polmonite lobare (ICD-9-CM 481); frattura di Colles (ICD-9-CM 813.41).",
                "Diagnosi: iperparatiroidismo (ICD-9-CM 252.0)",
            ])
        #expect(read.value(.diagnosisCode) == "2520" && !read.codes.contains(.severalCandidates))
    }

    @Test func `capitals before a full stop end a sentence`() {
        let read = words("Il paziente presenta infezione da HIV. Nell'ultimo anno condizioni stabili.")
        #expect(read == "infezione da HIV")
    }

    @Test func `a value of two lines is centred beside the others of its row`() {
        let read = extract(runs: [
            .init("Cod. ICD9-CM", x: 60, y: 100), .init("Patologia certificata", x: 200, y: 100),
            .init("Durata", x: 420, y: 100), .init("CIRROSI EPATICA IN CLASSE", x: 200, y: 120),
            .init("571.5", x: 60, y: 126), .init("illimitata", x: 420, y: 126),
            .init("CHILD-PUGH A", x: 200, y: 132),
        ])
        #expect(read.value(.diagnosisText) == "CIRROSI EPATICA IN CLASSE CHILD-PUGH A")
    }

    @Test func `the code of the exemption is no diagnosis where none is named`() {
        let read = extract(
            lines: samplePerson + [
                "È affetto da patologia cronica.", "Si chiede l'esenzione per patologia (codice 044).",
            ])
        #expect(read.value(.exemptionCode) == "044" && read.fields[.diagnosisCode]?.value == nil)
        #expect(read.codes.contains(.diagnosisMissing))
    }
}
