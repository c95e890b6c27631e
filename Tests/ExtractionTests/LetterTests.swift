// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// Letters, forms and tables of any hand: what is announced is taken, and nothing that is said of something else.
struct LetterTests {
    private typealias Line = SamplePDF.Line

    private func page(_ lines: String...) -> Extract {
        extract(SamplePDF(pages: [lines.enumerated().map { Line($1, y: 100 + 13 * Double($0)) }]))
    }

    private func page(_ lines: [Line]) -> Extract { extract(SamplePDF(pages: [lines])) }

    @Test func `a sentence is read by its phrases`() {
        let read = page(
            "Si certifica che il sig. Mario Rossi, nato il 11/10/1948, codice fiscale RSSMRA48R11B111I,",
            "e' affetto da Iperparatiroidismo (ICD-9-CM 252.0) e ha diritto all'esenzione 026.",
            "Torino, 16 marzo 2026"
        )
        #expect(read.value(.beneficiaryFamilyName) == "Rossi" && read.value(.beneficiaryGivenName) == "Mario")
        #expect(read.value(.beneficiaryBirthDate) == "1948-10-11" && read.value(.issueDate) == "2026-03-16")
        #expect(read.value(.diagnosisCode) == "2520" && read.value(.exemptionCode) == "026")
        #expect(read.value(.diagnosisText) == "Iperparatiroidismo")
    }

    @Test(arguments: [
        ("Precedente esenzione 048 scaduta il 01/02/2024.", "048"),
        ("In anamnesi pregressa ipertensione (ICD-9-CM 401.0).", "4010"),
        ("Familiarita': padre con diabete mellito (ICD-9-CM 250.0).", "2500"),
    ])
    func `what is past or a relative's is not the patient's`(_ sentence: String, _ code: String) {
        let read = page(
            "Cognome: Rossi", "Nome: Mario", "Codice fiscale: RSSMRA48R11B111I", sentence,
            "Diagnosi: 252.0 - Iperparatiroidismo", "Codice esenzione: 026"
        )
        #expect(read.value(.exemptionCode) == "026" && read.value(.diagnosisCode) == "2520")
        #expect(read.fields.values.allSatisfy { $0.value != code })
    }

    @Test(arguments: ["Scompenso cardiaco, cod. 4280.", "Scompenso cardiaco congestizio - codice 4280"])
    func `a known code without its dot goes with the condition before it, where it is called a code`(_ words: String) {
        let read = page(
            "Cognome: Rossi", "Nome: Mario", "Codice fiscale: RSSMRA48R11B111I", "risulta affetto da: \(words)")
        #expect(read.value(.diagnosisCode) == "4280")
    }

    @Test func `a number in brackets behind a condition is its code even where the classification has none such`() {
        let read = extract(lines: samplePerson + ["Patologia: Scompenso cardiaco (42899)"])
        #expect(read.value(.diagnosisCode) == "42899" && read.codes.contains(.diagnosisUnknown))
    }

    @Test func `a code without its dot may stand before the words that the classification has for it`() {
        let read = extract(lines: samplePerson + ["Diagnosi: 4280 scompenso cardiaco cronico"])
        #expect(read.value(.diagnosisCode) == "4280")
        #expect(extract(lines: samplePerson + ["Diagnosi: 4280 episodi di asma"]).value(.diagnosisCode) == nil)
    }

    @Test(arguments: ["Scompenso cardiaco, cod. 044.", "Scompenso cardiaco, cod. 99999.", "Scompenso cardiaco 4280."])
    func `an exemption's code, an unknown one and a bare number go with no condition`(_ words: String) {
        let read = page(
            "Cognome: Rossi", "Nome: Mario", "Codice fiscale: RSSMRA48R11B111I", "risulta affetto da: \(words)")
        #expect(read.value(.diagnosisCode) == nil)
    }

    @Test func `who bears a device is said behind its code as well`() {
        let read = extract(lines: samplePerson + ["Diagnosi (ICD-9-CM): V45.0 - Portatore di dispositivo cardiaco"])
        #expect(read.value(.diagnosisText) == "Portatore di dispositivo cardiaco")
    }

    @Test func `the question for the kind of exemption is no condition`() {
        let read = page([
            Line("TIPO DI ESENZIONE:", y: 100), Line("[ ] PATOLOGIA CRONICA", y: 113),
            Line("[X] MALATTIA RARA", x: 250, y: 113), Line("DIAGNOSI:", y: 139), Line("SINDROME DI ANGELMAN", y: 152),
            Line("CODICE DI ESENZIONE:", y: 178), Line("RN1300", y: 191),
        ])
        #expect(read.value(.diagnosisText) == "SINDROME DI ANGELMAN")
    }

    @Test func `captions stand below their values`() {
        let read = page([
            Line("Rossi", y: 100), Line("Mario", x: 300, y: 100), Line("Cognome", y: 112), Line("Nome", x: 300, y: 112),
            Line("RSSMRA48R11B111I", y: 140), Line("11/10/1948", x: 300, y: 140),
            Line("Codice fiscale", y: 152), Line("Data di nascita", x: 300, y: 152),
        ])
        #expect(read.value(.beneficiaryFamilyName) == "Rossi" && read.value(.beneficiaryGivenName) == "Mario")
        #expect(read.value(.beneficiaryBirthDate) == "1948-10-11")
    }

    @Test func `a code in the head of a physician's paper is the physician's`() {
        let read = page(
            "Dott. Corrado Liberi", "Specialista in Ematologia", "C.F. LBRCRD53H10D205E", "",
            "Cognome: Rossi", "Nome: Mario", "Codice fiscale: RSSMRA48R11B111I"
        )
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
        #expect(read.value(.physicianFiscalCode) == "LBRCRD53H10D205E")
    }

    @Test func `letters one by one are a word`() {
        let read = page("Cognome: R O S S I", "Nome: M A R I O", "Codice fiscale: R S S M R A 4 8 R 1 1 B 1 1 1 I")
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
        #expect(read.value(.beneficiaryFamilyName) == "ROSSI" && read.value(.beneficiaryGivenName) == "MARIO")
    }

    @Test func `two exemptions that are both claimed contest each other`() {
        let read = page(
            "Cognome: Rossi", "Nome: Mario", "Codice fiscale: RSSMRA48R11B111I", "Codice esenzione: 026",
            "Esenzione richiesta: 048"
        )
        #expect(read.value(.exemptionCode) == nil && read.codes.contains(.severalCandidates))
    }

    @Test func `a day that no calendar has is told`() {
        let read = page("Codice fiscale: RSSMRA48R11B111I", "Rilasciato il 45/01/2026")
        #expect(read.value(.issueDate) == nil && read.codes.contains(.issueDateInvalid))
    }

    @Test(arguments: [("16/03/2026", "1948-10-11", Confidence.probable), ("16/03/49", "2048-10-11", .doubtful)])
    func `two digits of a year mean the last hundred years of the paper, or a doubt`(
        _ issued: String, _ birth: String, _ confidence: Confidence
    ) {
        let read = page("Cognome: Rossi", "Nome: Mario", "Nato il 11/10/48", "Rilasciato il \(issued)")
        #expect(read.value(.beneficiaryBirthDate) == birth && read.confidence(.beneficiaryBirthDate) == confidence)
    }

    @Test func `an invoice is no certificate`() {
        let read = page("FATTURA N. 12/2026", "Paziente: Mario Rossi", "Codice fiscale: RSSMRA48R11B111I")
        #expect(read.role == .notEvidence)
    }

    @Test func `a name that a hyphen broke is read with its rest`() {
        let read = page([
            Line("Cognome:", y: 100), Line("ROSSI", x: 200, y: 100), Line("Nome:", y: 120),
            Line("MARIO", x: 200, y: 120),
            Line("Codice fiscale:", y: 140), Line("RSSMRA48R11B111I", x: 200, y: 140),
            Line("Diagnosi:", y: 160), Line("252.0 Iperpara-", x: 200, y: 160), Line("tiroidismo", x: 200, y: 172),
        ])
        #expect(read.value(.diagnosisText) == "Iperparatiroidismo")
    }
}
