// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// Papers that certify no illness are known by their titles, whatever codes they mention.
struct NotEvidenceTests {
    private func paper(_ title: String) -> Extract {
        extract(
            lines: [title] + samplePerson + ["Diagnosi: 252.0 - Iperparatiroidismo", "Codice esenzione: 026"])
    }

    @Test(arguments: [
        ("ESITO ESAMI", DocumentKind.laboratoryReport), ("LABORATORIO ANALISI CHIMICO CLINICHE", .laboratoryReport),
        ("RADIODIAGNOSTICA", .radiologyReport), ("REFERTO DI TAC", .radiologyReport),
        ("REFERTO ANATOMO-PATOLOGICO", .pathologyReport),
        ("CERTIFICATO DI AVVENUTA VACCINAZIONE", .vaccinationRecord),
        ("AUTOCERTIFICAZIONE CONDIZIONE ECONOMICA", .incomeCertificate),
        ("AUTOCERTIFICAZIONE DEL REDDITO", .incomeCertificate),
        ("DICHIARAZIONE DI PRESENZA", .otherPaper), ("CERTIFICATO DI INFORTUNIO", .otherPaper),
        ("GIUDIZIO DI IDONEITÀ ALLA MANSIONE", .otherPaper), ("RICHIESTA CARTELLA CLINICA", .otherPaper),
        ("INDAGINE DI GRADIMENTO", .otherPaper), ("GUIDA ALLE ESENZIONI", .otherPaper),
        ("SCELTA E REVOCA DEL MEDICO", .otherPaper), ("VERBALE DI INVALIDITÀ", .otherPaper),
    ])
    func `a paper with such a title is no evidence`(_ title: String, _ kind: DocumentKind) {
        let read = paper(title)
        #expect(read.role == .notEvidence && read.kind == kind && read.codes.contains(.documentNotEvidence))
    }

    @Test func `a title of three words may close its line`() {
        #expect(paper("Ticket sanitario regionale: guida per i cittadini").role == .notEvidence)
    }

    @Test func `a notice before a report does not put it aside`() {
        let read = extract(
            lines: ["Informativa privacy", "Relazione clinica"] + samplePerson + ["Codice esenzione: 026"])
        #expect(read.kind == .specialistReport && read.role == .certificate)
    }

    @Test func `an income exemption beside one for an illness does not put the paper aside`() {
        let codes = ["Codice esenzione: 026", "Codice esenzione: E01"]
        let read = extract(lines: ["Relazione clinica"] + samplePerson + codes)
        #expect(read.role == .certificate && read.value(.exemptionCode) == "026")
        #expect(read.codes.isDisjoint(with: [.exemptionNotOfPathology, .severalCandidates, .documentNotEvidence]))
    }

    @Test(arguments: [
        "Certificato di malattia cronica", "Dichiarazione di patologia esente", "Alla cortese attenzione",
    ])
    func `a notice on a page of its own does not put aside the certificate behind it`(_ title: String) {
        let notice = ["Informativa sul trattamento dei dati personali", "Il Titolare del trattamento è l'Azienda."]
        let certificate =
            ["Ospedale Maggiore", title] + samplePerson + ["Codice esenzione: 026"]
        let read = extract(
            SamplePDF(
                pages: [notice, certificate].map { page in
                    page.enumerated().map { SamplePDF.Line($1, y: 100 + 13 * Double($0)) }
                }))
        #expect(read.role == .certificate && read.value(.exemptionCode) == "026")
        #expect(read.value(.structureName) == "Ospedale Maggiore")
    }

    @Test(arguments: ["cronica", "rara", "cronica o rara"])
    func `a certificate of a lasting illness is none for an employer`(_ kind: String) {
        let read = extract(lines: ["CERTIFICATO DI MALATTIA \(kind.uppercased())"] + samplePerson)
        #expect(read.role == .certificate)
    }

    @Test func `a word that titles other papers may be the label of a number`() {
        let colon = extract(lines: samplePerson + ["RICETTA: 0100A4012345678", "Codice esenzione: 026"])
        #expect(colon.role == .certificate)
        let column = extract(runs: [
            .init("COGNOME", y: 100), .init("RICETTA", x: 300, y: 100), .init("Rossi", y: 112),
            .init("0100A4012345678", x: 300, y: 112), .init("NOME", y: 130), .init("C.F.", x: 300, y: 130),
            .init("Mario", y: 142), .init("RSSMRA48R11B111I", x: 300, y: 142),
            .init("Si certifica il diritto all'esenzione con codice 026.", y: 180),
        ])
        #expect(column.role == .certificate && column.value(.exemptionCode) == "026")
        #expect(extract(lines: ["RICETTA"] + samplePerson).role == .notEvidence)
    }
}
