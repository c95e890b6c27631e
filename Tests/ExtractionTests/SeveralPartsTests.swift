// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

@testable import Extraction

/// Papers of more than one part or tongue: requests above certificates, printed mails, translations, renewals.
struct SeveralPartsTests {
    private typealias Line = SamplePDF.Line

    @Test func `a certificate of illness that asks for an exemption is none for an employer`() {
        let asking = extract(
            lines: ["CERTIFICATO DI MALATTIA"] + samplePerson + [
                "Si rilascia per il riconoscimento della esenzione per patologia codice 026."
            ])
        #expect(asking.role == .certificate && asking.value(.exemptionCode) == "026")
        let delegated = extract(
            lines: ["Delega al ritiro: Aimone Dario"] + samplePerson + [
                "Si certifica che la persona è affetta da iperparatiroidismo e ha diritto all'esenzione 026"
            ])
        #expect(delegated.role == .certificate)
        let declared = extract(
            lines: ["DELEGA AL RITIRO"] + samplePerson + ["il rilascio dell'attestato di esenzione per patologia"])
        #expect(declared.role == .notEvidence)
        let sick = extract(lines: ["CERTIFICATO DI MALATTIA"] + samplePerson + ["Prognosi: giorni 7 s.c."])
        #expect(sick.role == .notEvidence)
    }

    @Test func `a booking's number in a corner does not put a report aside`() {
        func paper(_ last: String) -> Extract {
            let person = samplePerson.enumerated().map { Line($1, y: 130 + 14 * Double($0)) }
            return extract(
                runs: [Line("Foggia", y: 100), Line("Prenotazione 805450035", x: 380, y: 100)] + person
                    + [Line(last, y: 220)])
        }
        let report = paper("Il presente referto vale come certificazione per l'esenzione 026.")
        #expect(report.role == .certificate && report.value(.exemptionCode) == "026")
        #expect(paper("Presentarsi a digiuno.").role == .notEvidence)
    }

    @Test func `whose laboratory it is may stand beside its title`() {
        let read = extract(lines: [
            "LABORATORIO ANALISI Paziente: De Santis Grimaldi Maria Teresa 11/10/1948 RSSMRA48R11B111I", "AST 58 U/L",
        ])
        #expect(read.role == .notEvidence)
    }

    @Test func `whoever sends a certificate on by mail is no house`() {
        let read = extract(
            lines: [
                "Anna Bianchi", "Da: segreteria@example.it", "Inviato: lunedì 1 giugno 2026",
                "A: anna.bianchi@example.it",
                "Oggetto: certificato", "Buonasera, allego il documento.", "Azienda ULSS 3 Serenissima",
                "Ospedale dell'Angelo",
            ] + samplePerson + ["Codice esenzione: 026"])
        #expect(read.value(.structureName) == "Ospedale dell'Angelo")
    }

    @Test func `a name above labels of a letter is kept where no mail was sent`() {
        let read = extract(lines: ["Casa di Cura Villa Bianca", "Oggetto: esenzione"] + samplePerson)
        #expect(read.value(.structureName) == "Casa di Cura Villa Bianca")
    }

    @Test func `the day on which the citizen signs the request is not the certificate's`() {
        let read = extract(
            lines: [
                "Il sottoscritto Rossi Mario chiede il rilascio dell'attestato di esenzione",
                "Data 07/09/2026 Firma ____",
                "Parte B - riservata al medico specialista",
                "Si certifica che Rossi Mario, nato il 11/10/1948, C.F. RSSMRA48R11B111I, è affetto da iperparatiroidismo",
                "con diritto all'esenzione 026", "Data del certificato 29/08/2026",
            ])
        #expect(read.value(.issueDate) == "2026-08-29" && !read.codes.contains(.severalCandidates))
    }

    @Test func `the day of the attestation that is renewed is not the certificate's`() {
        let read = extract(
            lines: samplePerson + [
                "già titolare di attestato rilasciato il 12/08/2022 e in scadenza il 09/10/2026, si richiede il rinnovo",
                "dell'esenzione 026.", "Padova, 13 agosto 2026",
            ])
        #expect(read.value(.issueDate) == "2026-08-13" && read.value(.exemptionCode) == "026")
    }

    @Test(arguments: [
        "La patologia dà diritto all'esenzione dalla partecipazione al costo delle prestazioni, codice 026.",
        "Se ne richiede l'inserimento fra gli esenti ticket con codice 026.",
        "Codice di esenzione di cui si chiede il rinnovo: 026", "Si rilascia certificazione per esenzione ticket 026.",
    ])
    func `an exemption is asked for in many words`(_ sentence: String) {
        #expect(extract(lines: samplePerson + [sentence]).value(.exemptionCode) == "026")
    }

    @Test func `a code in the middle below two columns is that of the left one's sentence`() {
        let read = extract(
            runs: samplePerson.enumerated().map { Line($1, y: 60 + 14 * Double($0)) } + [
                Line("e ha pertanto diritto all'esenzione per patologia codice", y: 160),
                Line("le code est le suivant", x: 380, y: 160), Line("026", x: 290, y: 180),
            ])
        #expect(read.value(.exemptionCode) == "026")
    }

    @Test func `the first of several conditions has no number, and a label above its name is no part of it`() {
        let numbered = extract(
            lines: samplePerson + ["Diagnosi:", "1) Iperparatiroidismo (ICD9-CM 252.0)", "2) Gastrite"])
        #expect(numbered.value(.diagnosisText) == "Iperparatiroidismo")
        let labelled = extract(
            lines: samplePerson + ["Si certifica che la persona risulta affetta da:", "Patologia Iperparatiroidismo"])
        #expect(labelled.value(.diagnosisText) == "Iperparatiroidismo")
    }

    @Test func `a column for the name of the exemption is none for the condition's`() {
        let read = extract(
            runs: samplePerson.enumerated().map { Line($1, y: 60 + 14 * Double($0)) } + [
                Line("Diagnosi", y: 150), Line("Adenoma paratiroideo", y: 162),
                Line("Cod. ICD9-CM", y: 184), Line("Codice esenzione", x: 190, y: 184),
                Line("Descrizione esenzione", x: 330, y: 184), Line("252.0", y: 196), Line("026", x: 190, y: 196),
                Line("Iperparatiroidismo", x: 330, y: 196),
            ])
        #expect(read.value(.diagnosisText) == "Adenoma paratiroideo" && read.value(.diagnosisCode) == "2520")
    }

    @Test func `the diagnosis of a discharge letter may stand in words alone`() {
        let section = """
            <section><code code="11535-2" codeSystem="2.16.840.1.113883.6.1"/><title>Condizioni del paziente e diagnosi \
            alla dimissione</title><text><paragraph>Gozzo tossico</paragraph></text></section>
            """
        var letter = SampleCDA(sections: [section])
        letter.code = "34105-7"
        #expect(extract(letter).value(.diagnosisText) == "Gozzo tossico")
    }

    @Test func `a code alone in the next line is no part of the condition's name`() {
        // Every value stands above its caption.
        let values = [
            [("Rossi", "cognome", 70.0), ("Mario", "nome", 310)],
            [("11/10/1948", "data di nascita", 70), ("M", "sesso", 430)],
            [("RSSMRA48R11B111I", "codice fiscale", 70), ("Torino (TO)", "comune di residenza", 310)],
        ]
        let person = values.enumerated().flatMap { row, cells in
            cells.flatMap { value, caption, x in
                [Line(value, x: x, y: 100 + 40 * Double(row)), Line(caption, x: x, y: 114 + 40 * Double(row), size: 7)]
            }
        }
        let read = extract(
            runs: person + [
                Line("Si certifica la seguente condizione patologica:", x: 70, y: 226),
                Line("DIFETTI EREDITARI DELLA COAGULAZIONE", x: 70, y: 245, size: 12),
                Line("026", x: 240, y: 265, size: 11),
                Line("3 anni", x: 410, y: 265, size: 11), Line("codice ICD-9-CM", x: 70, y: 279, size: 7),
                Line("codice esenzione", x: 240, y: 279, size: 7), Line("validità", x: 410, y: 279, size: 7),
            ])
        #expect(read.value(.diagnosisText) == "DIFETTI EREDITARI DELLA COAGULAZIONE")
    }

    @Test(arguments: [("ANNA MARIAnata", "ANNA MARIA"), ("DONATO nato", "DONATO")])
    func `a birth that has lost the blank before it is no part of the name`(_ words: String, _ name: String) {
        let code = name == "DONATO" ? "RSSDNT48R11B111E" : "RSSNMR48R51B111O"
        let read = extract(
            lines: ["Si certifica che ROSSI \(words) il 11/10/1948, C.F. \(code), è affetto da iperparatiroidismo"])
        #expect(read.value(.beneficiaryGivenName) == name)
    }

    @Test(arguments: [("pT2 N1 MO", "pT2 N1 M0"), ("T3 NO MO", "T3 N0 M0"), ("tipo NO", "tipo NO")])
    func `a recognised letter in how far a tumour has grown is a figure`(_ read: String, _ meant: String) {
        #expect(DiagnosisText.withFigures("Carcinoma \(read)") == "Carcinoma \(meant)")
    }
}
