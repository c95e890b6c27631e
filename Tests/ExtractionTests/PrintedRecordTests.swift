// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

@testable import Extraction

/// Forms, prints of records and letters whose values stand where no label of their own leads to them.
struct PrintedRecordTests {
    private typealias Line = SamplePDF.Line

    @Test(arguments: [
        ("[X] M [ ] F", Sex.male), ("[ ] M [X] F", .female), ("[X]M [ ]F data di nascita 11/10/1948", .male),
        ("[ ]M [X]F data di nascita 11/10/1948", .female), ("[ ] Maschio [X] Femmina", .female),
    ])
    func `of two boxes without a label the ticked one is the sex`(_ written: (line: String, sex: Sex)) {
        let read = extract(lines: samplePerson + [written.line, "Codice esenzione: 026"])
        #expect(read.value(.beneficiarySex) == written.sex.rawValue)
        #expect(read.codes.contains(.identityMismatch) == (written.sex == .female))
    }

    @Test(arguments: ["C.F.RSSMRA48R11B111I", "CF:RSSMRA48R11B111I", "cod.fiscaleRSSMRA48R11B111I"])
    func `a fiscal code may follow its label without a blank`(code: String) {
        let read = extract(
            lines: "Sig. Mario Rossi nato il 11/10/1948 \(code)", "Diagnosi: iperparatiroidismo", "Esenzione: 026")
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
    }

    @Test(arguments: ["ICD 9 252.0", "codice ICD 9 252.0", "cod. ICD 9: 252.0", "codice ICD IX 252.0"])
    func `the number of the classification is no code`(code: String) {
        let read = extract(
            lines: samplePerson + ["affetto da iperparatiroidismo primario (\(code))", "Esenzione: 026"])
        #expect(read.value(.diagnosisCode) == "2520")
        #expect(read.value(.diagnosisText) == "iperparatiroidismo primario")
    }

    @Test(arguments: ["non prevista", "no", "-"])
    func `in a table without codes of conditions the row with the exemption is certified`(none: String) {
        let rows = [
            ["ICD-9-CM", "Patologia in atto", "Esenzione richiesta"], ["-", "Diverticolosi del colon", none],
            ["-", "Iperparatiroidismo in terapia", "026"], ["-", "Cataratta senile", none],
        ]
        let places = [[72.0, 236, 430]] + Array(repeating: [72.0, 142, 413], count: 3)
        let table = zip(rows, places).enumerated().flatMap { row, line in
            zip(line.0, line.1).map { Line($0, x: $1, y: 180 + 22 * Double(row)) }
        }
        let read = extract(runs: samplePerson.enumerated().map { Line($1, y: 100 + 14 * Double($0)) } + table)
        #expect(read.value(.diagnosisText) == "Iperparatiroidismo in terapia")
        #expect(read.value(.exemptionCode) == "026")
    }

    @Test func `a caption beside another that is not known has its value above it`() {
        let blanks = [
            ("252.0", 125.0, 300.0), ("026", 281, 300), ("(codice ICD-9-CM)", 105, 315),
            ("(codice esenzione)", 255, 315),
        ]
        let read = extract(
            runs: [
                Line("Il sottoscritto medico specialista certifica che", x: 62, y: 140),
                Line("Rossi", x: 184, y: 170), Line("Mario", x: 419, y: 170), Line("(cognome)", x: 180, y: 185),
                Line("(nome)", x: 416, y: 185), Line("RSSMRA48R11B111I", x: 151, y: 210),
                Line("(codice fiscale)", x: 176, y: 225), Line("Iperparatiroidismo primario", x: 236, y: 260),
                Line("(diagnosi per esteso)", x: 250, y: 275), Line("(registro interno)", x: 411, y: 315),
            ] + blanks.map { Line($0.0, x: $0.1, y: $0.2) })
        #expect(read.value(.exemptionCode) == "026" && read.value(.diagnosisCode) == "2520")
        #expect(read.value(.beneficiaryFamilyName) == "Rossi")
    }

    @Test func `the place and day above a letter are not the day of its first sentence`() {
        let read = extract(
            lines: [
                "Asti, lì 14/03/2025", "Ho visitato oggi in questo ambulatorio il signor Mario Rossi, che soffre di",
                "iperparatiroidismo primario [ICD9CM 252.0]. Il peso corporeo risulta invariato rispetto alla precedente visita.",
            ] + samplePerson + ["Chiedo che gli venga riconosciuta l'esenzione 026."])
        #expect(read.value(.issueDate) == "2025-03-14")
        #expect(!read.codes.contains(.issueDateUncertain))
        #expect(read.value(.diagnosisText) == "iperparatiroidismo primario")
    }

    @Test(arguments: [
        "è in carico alla nostra struttura per iperparatiroidismo primario.",
        "è seguito presso la nostra struttura per iperparatiroidismo primario.",
    ])
    func `whom a house follows for a condition has it`(sentence: String) {
        let read = extract(lines: samplePerson + ["Il paziente in oggetto \(sentence)", "Si chiede l'esenzione 026."])
        #expect(read.value(.diagnosisText) == "iperparatiroidismo primario")
    }

    @Test func `what leads to a condition behind the person is no part of its name`() {
        let read = extract(
            lines:
                "Il sottoscritto dichiara di aver in cura il paziente Mario Rossi (nato a Torino (TO) il 11/10/1948,",
            "codice fiscale RSSMRA48R11B111I) per iperparatiroidismo primario severo [ICD9-CM 2520].",
            "Si chiede il rilascio dell'esenzione 026.")
        #expect(read.value(.diagnosisText) == "iperparatiroidismo primario severo")
    }

    @Test(arguments: [
        "Il paziente è stato inserito in lista d'attesa per trapianto di rene.",
        "È stato inserito in lista d'attesa per trapianto.", "La contatteremo telefonicamente per il controllo.",
    ])
    func `a certificate that mentions a waiting list or a call is one all the same`(sentence: String) {
        let read = extract(
            lines: samplePerson + ["è affetto da iperparatiroidismo (ICD-9-CM 252.0).", sentence, "Esenzione: 026"])
        #expect(read.role == .certificate)
        let last = extract(lines: [sentence] + samplePerson + ["Diagnosi: iperparatiroidismo", "Esenzione: 026"])
        #expect(last.role == .certificate)
    }

    @Test func `a letter about a waiting list is no evidence`() {
        let read = extract(
            lines: "Gentile Signor Mario Rossi,",
            "la informiamo che la Sua richiesta di visita è stata inserita in lista d'attesa (classe D).",
            "Le chiediamo di presentarsi con la documentazione sanitaria recente.", "La Segreteria")
        #expect(read.role == .notEvidence)
    }

    @Test func `the day of a visit above its patient is the report's`() {
        let visit = "Visita ambulatoriale del 16 giugno 2025"
        let above = extract(lines: [visit] + samplePerson + ["Diagnosi: iperparatiroidismo", "Esenzione: 026"])
        #expect(above.value(.issueDate) == "2025-06-16" && !above.codes.contains(.issueDateUncertain))
        let below = extract(lines: samplePerson + ["Diagnosi: iperparatiroidismo", "Esenzione: 026", visit])
        #expect(below.codes.contains(.issueDateUncertain))
    }

    @Test func `what is typed far behind the words of a form belongs to them`() {
        let read = extract(
            runs: samplePerson.enumerated().map { Line($1, y: 60 + 20 * Double($0)) } + [
                Line("codice ICD-9-CM", y: 200), Line("ed ha diritto all'esenzione ticket codice", y: 226),
                Line("026", x: 330, y: 226),
            ])
        #expect(read.value(.exemptionCode) == "026")
    }

    @Test func `a row that begins with a dash does not go on with the row above`() {
        let read = extract(
            runs: samplePerson.enumerated().map { Line($1, y: 60 + 20 * Double($0)) } + [
                Line("ICD-9-CM", y: 200), Line("Patologia", x: 150, y: 200), Line("Cod. esenzione", x: 400, y: 200),
                Line("252.0", y: 216), Line("IPERPARATIROIDISMO PRIMARIO", x: 150, y: 216), Line("026", x: 400, y: 216),
                Line("-", y: 232), Line("Ansia", x: 150, y: 232), Line("-", x: 400, y: 232),
            ])
        #expect(read.value(.diagnosisText) == "IPERPARATIROIDISMO PRIMARIO")
    }

    @Test(arguments: ["Risulta invalido civile al 75% (esenzione C03) dal 2021.", "Esenzione per invalidità: C02"])
    func `an exemption for invalidity beside the certified one is not complained of`(sentence: String) {
        let read = extract(
            lines: samplePerson + ["Diagnosi: iperparatiroidismo", sentence, "Si chiede l'esenzione 026."])
        #expect(read.value(.exemptionCode) == "026" && !read.codes.contains(.severalCandidates))
    }
}
