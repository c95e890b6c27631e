// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

@testable import Extraction

/// How mail-merged letters, printed records and sheets of a meeting say things.
struct MergedLetterTests {
    private typealias Line = SamplePDF.Line

    private func table(_ rows: [[String]], from top: Double, at columns: [Double]) -> [Line] {
        rows.enumerated().flatMap { row, cells in
            zip(cells, columns).map { Line($0, x: $1, y: top + 16 * Double(row)) }
        }
    }

    private var person: [Line] { samplePerson.enumerated().map { Line($1, y: 60 + 14 * Double($0)) } }

    @Test(arguments: ["(diagnosi)", "(specificare la diagnosi)", "(indicare la patologia)"])
    func `what a blank is for is no part of what fills it`(_ hint: String) {
        let read = extract(
            lines: samplePerson + [
                "è affetto/a da \(hint) tiroidite cronica autoimmune", "codice ICD-9-CM 245.2 e chiede l'esenzione 056",
            ])
        #expect(read.value(.diagnosisText) == "tiroidite cronica autoimmune")
        #expect(read.value(.diagnosisCode) == "2452")
    }

    @Test(arguments: [
        (
            "affetto da disturbo schizofrenico di tipo paranoide (ICD-9-CM 295.3)",
            "disturbo schizofrenico di tipo paranoide"
        ),
        (
            "affetto da sindrome affettiva bipolare con pregressi viraggi maniacali (ICD-9-CM 296.7)",
            "sindrome affettiva bipolare con pregressi viraggi maniacali"
        ),
        (
            "affetto da infezione da HIV in ART, viremia soppressa (ICD-9-CM 042)",
            "infezione da HIV in ART, viremia soppressa"
        ),
        (
            "affetto da deficit di GH isolato (nanismo ipofisario) (ICD-9-CM 253.3)",
            "deficit di GH isolato (nanismo ipofisario)"
        ),
        ("presenta il seguente quadro: mieloma multiplo IgG kappa [203.00].", "mieloma multiplo IgG kappa"),
        (
            "Pz. di aa. 33, aff. da anoressia nervosa, sottotipo restrittivo [3071].",
            "anoressia nervosa, sottotipo restrittivo"
        ),
    ])
    func `the words of the paper stand, whatever the catalogue calls it`(_ line: String, _ text: String) {
        #expect(extract(lines: samplePerson + [line, "Codice esenzione: 044"]).value(.diagnosisText) == text)
    }

    @Test func `how a diagnosis was found is no diagnosis`() {
        let read = extract(
            lines: samplePerson + [
                "è affetto da epatite cronica da virus C (ICD-9-CM 070.54).",
                "Diagnosi sierologica posta nel 2019 presso questo ambulatorio.", "Codice esenzione: 016",
            ])
        #expect(read.value(.diagnosisText) == "epatite cronica da virus C")
    }

    @Test(arguments: [
        "emofilia tipo A", "celiachia confermata da biopsia duodenale", "neoplasia accertata con biopsia",
    ])
    func `a condition is one, whatever is said of its kind or its proof`(_ condition: String) {
        let read = extract(lines: samplePerson + ["Diagnosi: \(condition)", "Codice esenzione: 026"])
        #expect(read.value(.diagnosisText) == condition)
    }

    @Test func `a note to somebody is no condition`() {
        let read = extract(
            lines: samplePerson + ["Diagnosi: epilessia", "Nota per il medico curante", "Codice esenzione: 017"])
        #expect(read.value(.diagnosisText) == "epilessia")
    }

    @Test func `a paper may begin with a day`() {
        let lines = ["11/10/1948 M ROSSI MARIO RSSMRA48R11B111I", "Codice esenzione: 026"]
        #expect(extract(lines: lines).value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
    }

    @Test(arguments: [
        ["Morbo di Crohn ileale in remissione. ICD-9-CM 555.0."],
        ["Morbo di Crohn ileale in remissione. ICD-9-CM", "555.0."],
        ["Morbo di Crohn ileale in remissione. ICD-", "9-CM 555.0."],
    ])
    func `a code may be a sentence of its own below its condition`(_ lines: [String]) {
        let read = extract(
            lines: samplePerson + ["CONCLUSIONI"] + lines + [
                "ESENZIONE", "Ha pertanto diritto all'esenzione (cod. 009).",
            ])
        #expect(read.value(.diagnosisText) == "Morbo di Crohn ileale in remissione")
        #expect(read.value(.diagnosisCode) == "5550")
        #expect(read.value(.exemptionCode) == "009")
    }

    @Test func `the law in brackets belongs to the label`() {
        let read = extract(
            runs: person
                + table(
                    [["Esenzione (all. 8 DPCM 2017)", "006"], ["ICD9-CM", "714.0"]], from: 160, at: [60, 300]))
        #expect(read.value(.exemptionCode) == "006")
        #expect(read.value(.diagnosisCode) == "7140")
    }

    @Test(arguments: ["oggetto della presente certificazione", "certificata con il presente documento"])
    func `of a list of problems the one that the list says is certified`(_ mark: String) {
        let rows = [
            ["ICD-9-CM", "Problema", "Dal", "Stato"], ["2724", "Dislipidemia", "2021", "anamnestico"],
            ["3071", "Anoressia nervosa", "2020", mark], ["53081", "Reflusso gastroesofageo", "2011", "stabile"],
        ]
        let read = extract(
            runs: person + table(rows, from: 150, at: [60, 120, 300, 350]) + [Line("Codice esenzione: 005", y: 240)])
        #expect(read.value(.diagnosisCode) == "3071")
        #expect(!read.codes.contains(.severalCandidates))
    }

    @Test func `without such a word every problem may be the one`() {
        let rows = [
            ["ICD-9-CM", "Problema", "Dal", "Stato"], ["2724", "Dislipidemia", "2021", "stabile"],
            ["3071", "Anoressia nervosa", "2020", "stabile"],
        ]
        let read = extract(
            runs: person + table(rows, from: 150, at: [60, 120, 300, 350]) + [Line("Codice esenzione: 005", y: 240)])
        #expect(read.codes.contains(.severalCandidates))
    }

    @Test func `labels may be parted from their values by dashes`() {
        let read = extract(
            lines: [
                "Intestatario - Rossi Mario", "Nascita - 11.10.1948", "Cod. fisc. - RSSMRA48R11B111I",
                "Diagnosi - Pancreatite cronica con insufficienza esocrina", "Terapia - pancrelipasi ai pasti",
                "Cod. ICD9 - 577.1", "Esenzione - 042",
            ])
        #expect(read.value(.diagnosisText) == "Pancreatite cronica con insufficienza esocrina")
    }

    @Test func `the value beside a code is not its words where a head says otherwise`() {
        let rows = [["Cod. diagnosi", "Validità"], ["250.02", "Secondo normativa"]]
        let read = extract(
            runs: person + [Line("Codice esenzione: 013", y: 140)] + table(rows, from: 170, at: [60, 300]))
        #expect(read.value(.diagnosisText) != "Secondo normativa")
    }

    @Test(arguments: [
        "Data visita e referto 30/03/2026", "Data: Moncalieri, 30/03/2026", "Inviato: 30/03/2026 16:13",
        "Data scheda 30/03/2026",
    ])
    func `the day of a record is that of the paper`(_ line: String) {
        let read = extract(lines: samplePerson + ["Codice esenzione: 013", line])
        #expect(read.value(.issueDate) == "2026-03-30")
        #expect(!read.codes.contains(.issueDateUncertain))
    }

    @Test func `the day of a row of fields is that of the paper`() {
        let rows = [
            ["Condizione patologica", "ICD-9-CM", "Esenzione", "Data"],
            ["Demenza senile", "290.0", "011", "10.06.2026"],
        ]
        #expect(
            extract(runs: person + table(rows, from: 150, at: [60, 250, 330, 420])).value(.issueDate) == "2026-06-10")
    }

    @Test func `the days of a list of visits are not`() {
        let rows = [
            ["Motivo", "ICD-9-CM", "Esenzione", "Data"], ["Controllo", "290.0", "011", "10.06.2024"],
            ["Controllo", "290.0", "011", "10.01.2025"],
        ]
        #expect(extract(runs: person + table(rows, from: 150, at: [60, 250, 330, 420])).value(.issueDate) == nil)
    }

    @Test func `a day between a name and its code is that of birth`() {
        let lines = ["Sig. Mario Rossi - 11 ottobre 1948 - RSSMRA48R11B111I", "Codice esenzione: 026"]
        #expect(extract(lines: lines).value(.beneficiaryBirthDate) == "1948-10-11")
        let other = ["Sig. Mario Rossi - 12 ottobre 1948 - RSSMRA48R11B111I", "Codice esenzione: 026"]
        #expect(extract(lines: other).codes.contains(.identityMismatch))
    }

    @Test func `a letter before the word for birth is the sex`() {
        let read = extract(lines: ["ROSSI MARIO M n. il 11 ottobre 1948 CF RSSMRA48R11B111I", "Codice esenzione: 026"])
        #expect(read.value(.beneficiarySex) == "M")
        #expect(read.value(.beneficiaryGivenName) == "MARIO")
    }

    @Test func `an appointment is no certificate`() {
        let read = extract(
            lines: samplePerson + [
                "le confermiamo la prenotazione della prestazione prima visita neurologica per il giorno 24 giugno",
                "Se esente, porti il tesserino.",
            ])
        #expect(read.role == .notEvidence)
    }

    @Test(arguments: [
        ["presso gli uffici", "di scelta e revoca del distretto."], ["presso gli uffici di", "scelta e revoca."],
    ])
    func `an office named by the way makes no other paper of a certificate`(_ lines: [String]) {
        let read = extract(
            lines: samplePerson + [
                "risulta affetto da artrite reumatoide (ICD-9-CM 714.0).", "Si propone l'esenzione 006",
            ]
                + lines)
        #expect(read.role == .certificate)
    }
}
