// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

@testable import Extraction

/// Reports, memos and forms of clinics: which of their days is theirs, and what stands in boxes, tables and captions.
struct VisitPaperTests {
    private typealias Line = SamplePDF.Line
    private let house = ["Ospedale Cardinal Massaia", "Poliambulatorio - Endocrinologia"]
    private let certified = ["Si certifica: Iperparatiroidismo primario [252.0].", "Esenzione: 026"]

    @Test(arguments: [
        "Data visita 17-06-2026", "Data dimissione: 17/06/2026", "Prot. n. 54590/26 del 17/06/2026",
        "REFERTO AMBULATORIALE del 17/06/2026",
    ])
    func `the day of the visit, of the discharge or of the register is that of a paper without another`(line: String) {
        let read = extract(lines: house + samplePerson + [line] + certified + ["Stampato il 19/06/2026 alle 17:14"])
        #expect(read.value(.issueDate) == "2026-06-17" && read.confidence(.issueDate) == .probable)
        #expect(!read.codes.contains(.issueDateUncertain))
        let dated = extract(lines: house + samplePerson + [line] + certified + ["Data del certificato: 02/07/2026"])
        #expect(dated.value(.issueDate) == "2026-07-02" && dated.confidence(.issueDate) == .probable)
    }

    @Test func `a later day that nothing announces makes the day of the visit uncertain`() {
        let read = extract(
            lines: house + samplePerson + ["Data visita 17-06-2026"] + certified + ["vale il 20/06/2026"])
        #expect(read.value(.issueDate) == "2026-06-17" && read.codes.contains(.issueDateUncertain))
    }

    @Test func `days of two visits are none of a paper`() {
        let read = extract(
            lines: house + samplePerson + ["Data visita: 17/06/2026", "Data visita: 20/06/2026"] + certified)
        #expect(read.value(.issueDate) == nil)
    }

    @Test func `of a form with two parts the day beside the physician counts`() {
        let read = extract(
            lines: samplePerson + [
                "CHIEDE il rilascio dell'attestato", "Data 17/06/2026 Firma del richiedente ____________",
                "Si certifica che la persona sopra indicata presenta la seguente patologia: Iperparatiroidismo primario",
                "codice di esenzione 026", "Data 16/06/2026", "Timbro e firma del medico Dr.ssa Luisa Fenoglio",
            ])
        #expect(read.value(.issueDate) == "2026-06-16" && !read.codes.contains(.severalCandidates))
    }

    @Test func `the day of a form that only the citizen signs is the form's`() {
        let read = extract(
            lines: samplePerson + ["Esenzione: 026", "Data 17/06/2026 Firma del richiedente ____________"])
        #expect(read.value(.issueDate) == "2026-06-17")
    }

    @Test(arguments: ["Vallo della Lucania, 15 marzo 2026", "Torino, 15 marzo 2026"])
    func `a letter is dated from a place of any name`(line: String) {
        let read = extract(lines: [line] + samplePerson + certified)
        #expect(read.value(.issueDate) == "2026-03-15" && read.confidence(.issueDate) == .probable)
    }

    @Test func `what follows a colon behind the verb is certified`() {
        let read = extract(lines: house + samplePerson + certified)
        #expect(read.value(.diagnosisText) == "Iperparatiroidismo primario")
        #expect(read.value(.diagnosisCode) == "2520")
        let sentence = extract(
            lines: samplePerson + ["Si certifica: che il paziente è affetto da iperparatiroidismo.", "Esenzione: 026"])
        #expect(sentence.value(.diagnosisText) == "iperparatiroidismo")
    }

    @Test(arguments: [
        ("M\u{2610} F\u{2612}", Sex.female), ("M\u{2612} F\u{2610}", .male), ("M \u{2610} F \u{2612}", .female),
        ("\u{2610} M \u{2612} F", .female), ("XM F", .male), ("M XF", .female),
    ])
    func `squares behind their letters and crosses close before them are theirs`(_ written: (line: String, sex: Sex)) {
        let read = RecognisedPage(samplePerson + ["Sesso: \(written.line)", "Luogo di nascita: Torino"]).reading()
        #expect(read.fields[.beneficiarySex]?.value == written.sex.rawValue)
    }

    @Test(arguments: [(300.0, Sex.female), (215, .male)])
    func `a cross between two letters belongs to the nearer one`(_ placed: (x: Double, sex: Sex)) {
        let rows = [
            Line("Sesso", x: 200, y: 200), Line("M", x: 200, y: 215), Line("X", x: placed.x, y: 215),
            Line("F", x: 312, y: 215),
        ]
        let read = extract(runs: samplePerson.enumerated().map { Line($1, y: 100 + 14 * Double($0)) } + rows)
        #expect(read.value(.beneficiarySex) == placed.sex.rawValue)
    }

    @Test func `a column of codes is of exemptions where the sentence above its table says so`() {
        let rows = [
            ["Codice", "ICD-9-CM", "Diagnosi", "Decorrenza", "Scadenza"],
            ["026", "252.0", "Iperparatiroidismo", "15/07/2026", "illimitata"],
            ["013", "-", "-", "01/03/2012", "28/02/2015 (scaduta)"],
        ]
        let places = [[90.0, 180, 270, 400, 490], [60, 150, 240, 390, 480], [60, 150, 240, 390, 480]]
        let table = zip(rows, places).enumerated().flatMap { row, line in
            zip(line.0, line.1).map { Line($0, x: $1, y: 214 + 22 * Double(row)) }
        }
        let lines = samplePerson.enumerated().map { Line($1, y: 100 + 14 * Double($0)) }
        let sentence = Line(
            "Lo specialista dichiara che ha titolo alla seguente esenzione per patologia:", x: 60, y: 190)
        #expect(extract(runs: lines + [sentence] + table).value(.exemptionCode) == "026")
        #expect(extract(runs: lines + table).value(.exemptionCode) == nil)
    }

    @Test func `captions of blanks that nobody filled in take no value of others`() {
        let filled = [
            ("ROSSI MARIO", 62.0, 145.0), ("Torino (TO)", 62, 174), ("11/10/1948", 395, 174),
            ("RSSMRA48R11B111I", 62, 202),
            ("Iperparatiroidismo primario", 62, 260), ("026", 62, 290), ("26/02/2026", 430, 290),
        ]
        let captions = [
            ("(cognome e nome dell'assistito)", 230.0, 160.0), ("(luogo di nascita)", 172, 189),
            ("(data di nascita)", 430, 189), ("(codice fiscale)", 176, 217), ("(diagnosi)", 285, 275),
            ("(codice esenzione)", 104, 305), ("(codice ICD9-CM)", 280, 305), ("(data)", 470, 305),
        ]
        let read = extract(runs: (filled + captions).map { Line($0.0, x: $0.1, y: $0.2, size: 9) })
        #expect(read.value(.exemptionCode) == "026" && read.value(.issueDate) == "2026-02-26")
        #expect(read.value(.diagnosisCode) == nil && read.value(.diagnosisText) == "Iperparatiroidismo primario")
    }

    @Test func `a list of the staff beside the head does not hide the hospital`() {
        let staff = [
            "U.O.C. Psichiatria", "Direttore: Dott. Vincenzo Guasco", "Dirigenti medici", "Dott.ssa Monica Rabbia",
        ]
        let head = ["Regione Piemonte", "Azienda Sanitaria Universitaria", "Ospedale di Savigliano"]
        let columns =
            staff.enumerated().map { Line($1, x: 43, y: 50 + 13 * Double($0), size: 8) }
            + head.enumerated().map { Line($1, x: 230, y: 50 + 13 * Double($0)) }
        let lines = (samplePerson + certified).enumerated().map { Line($1, x: 230, y: 150 + 14 * Double($0)) }
        #expect(extract(runs: columns + lines).value(.structureName) == "Ospedale di Savigliano")
    }

    @Test func `whoever is to collect the paper is not its patient`() {
        let read = extract(
            lines: [
                "Il/La sottoscritto/a Rossi Mario nato/a a Torino (TO) il 11/10/1948 residente in Perugia via",
                "Strada della Pieve 72 tel. 344 5172952 C.F. RSSMRA48R11B111I", "CHIEDE",
                "il rilascio dell'attestato di esenzione dalla partecipazione alla spesa per le prestazioni correlate alla patologia",
                "certificata nella sezione B. [X] Delega al ritiro il/la sig./ra Ravera Silvano C.F. RVRSVN59H11D612M",
                "Si certifica che la persona sopra indicata presenta la seguente patologia: Iperparatiroidismo primario",
            ] + certified + ["Data 20/07/2026", "Timbro e firma del medico Dott. Dario Valle"])
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
        #expect(read.value(.beneficiaryFamilyName) == "Rossi" && !read.codes.contains(.severalPersons))
    }

    @Test func `a condition may be certified between lines to write on`() {
        let read = extract(
            lines: samplePerson + [
                "Vista la documentazione sanitaria si certifica la seguente patologia:",
                "__Iperparatiroidismo primario__",
                "Codice esenzione __026__ Codice ICD-9-CM __252.0__",
            ])
        #expect(read.value(.diagnosisText) == "Iperparatiroidismo primario" && read.value(.diagnosisCode) == "2520")
    }

    @Test func `an office named after what else it does makes no other paper`() {
        let office = "Ufficio Anagrafe Assistiti - Scelta e Revoca"
        #expect(extract(lines: [office] + samplePerson + certified).role == .certificate)
        #expect(extract(lines: ["Scelta e revoca"] + samplePerson).role == .notEvidence)
        #expect(extract(lines: ["CARTA DI IDENTITÀ / IDENTITY CARD CA50825XY"] + samplePerson).role == .notEvidence)
    }

    @Test func `a text set with wide leading goes on in its next line`() {
        let text = [
            "Si dichiara che il signor Mario Rossi, nato il 11/10/1948, codice fiscale",
            "RSSMRA48R11B111I, residente in Torino, è in carico a questo Centro per iperparatiroidismo",
            "primario recidivante. Codice ICD9CM 252.0.", "Ha diritto all'esenzione 026.",
        ]
        #expect(
            RecognisedPage(text, pitch: 23).reading().diagnoses.first?.text == "iperparatiroidismo primario recidivante"
        )
    }
}
