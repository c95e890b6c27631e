// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// Pages of labels and values, whoever laid them out.
struct PageTextTests {
    private typealias Line = SamplePDF.Line

    private func page(_ lines: SamplePDF.Line...) -> Extract { extract(SamplePDF(pages: [lines])) }

    private func page(_ lines: [String]) -> Extract {
        extract(SamplePDF(pages: [lines.enumerated().map { .init($1, y: 100 + 20 * Double($0)) }]))
    }

    @Test func `labels with their values on one line are read`() {
        let read = page([
            "Certificato specialistico", "Cognome: Rossi  Nome: Mario", "C.F.: RSSMRA48R11B111I", "Nato il: 11/10/1948",
            "Sesso: M", "Codice esenzione: 026", "Diagnosi: 252.0 - Iperparatiroidismo", "Data: 16/03/2026",
            "Medico: Bianchi Anna", "Struttura: Ospedale Molinette",
        ])
        #expect(read.kind == .specialistCertificate && read.codes.isEmpty)
        #expect(read.value(.beneficiaryFamilyName) == "Rossi" && read.value(.beneficiaryGivenName) == "Mario")
        #expect(read.value(.exemptionCode) == "026" && read.value(.diagnosisCode) == "2520")
        #expect(
            read.value(.diagnosisText) == "Iperparatiroidismo" && read.value(.structureName) == "Ospedale Molinette"
        )
        #expect(read.fields.values.allSatisfy { $0.confidence == .probable && $0.source.kind == .text })
    }

    @Test func `values in the next column or below are read`() {
        let read = page(
            .init("Cognome", y: 100),
            .init("Rossi", x: 200, y: 100),
            .init("Codice fiscale", y: 120),
            .init("RSSMRA48R11B111I", y: 132),
            .init("Esenzione", x: 300, y: 120),
            .init("048", x: 300, y: 132)
        )
        #expect(
            read.value(.beneficiaryFamilyName) == "Rossi" && read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I"
        )
        #expect(read.value(.exemptionCode) == "048")
        #expect(read.fields[.exemptionCode]?.source.box.map { $0[0] > 295 && $0[1] > 115 } ?? false)
    }

    @Test func `one field for both names is parted by the code`() {
        for name in ["Mario Rossi", "Rossi Mario"] {
            let read = page(["Paziente: \(name)", "Codice fiscale: RSSMRA48R11B111I"])
            #expect(read.value(.beneficiaryFamilyName) == "Rossi" && read.value(.beneficiaryGivenName) == "Mario")
        }
        let unclear = page(["Paziente: Luigi Verdi", "Codice fiscale: RSSMRA48R11B111I"])
        #expect(unclear.confidence(.beneficiaryFamilyName) == .doubtful && unclear.codes.contains(.identityMismatch))
    }

    @Test func `a misread code is repaired and told`() {
        let read = page(["Codice fiscale: TRNNLL53H101462M"])
        #expect(read.value(.beneficiaryFiscalCode) == "TRNNLL53H10I462M" && read.codes.contains(.fiscalCodeRepaired))
        #expect(read.fields[.beneficiaryFiscalCode]?.asWritten == "TRNNLL53H101462M")
    }

    @Test func `a nought for the last letter may be a Q`() {
        let read = page(["Cognome: D'Amico", "Nome: Rosa Anna", "Codice fiscale: DMCRNN13A46B1570"])
        #expect(read.value(.beneficiaryFiscalCode) == "DMCRNN13A46B157Q" && read.codes.contains(.fiscalCodeRepaired))
    }

    @Test func `an unsound code is doubtful and told`() {
        let read = page(["Codice fiscale: RSSMRA48R11B111A"])
        #expect(read.confidence(.beneficiaryFiscalCode) == .doubtful && read.codes.contains(.fiscalCodeInvalid))
    }

    @Test func `a foot with the names and the code of another person is told`() {
        let read = extract(
            lines: samplePerson + [
                "Data di nascita: 11/10/1948", "", "VERDI ANNA MARIA (F) 16/11/1993 - CF VRDNMR93S56L219U",
            ])
        #expect(read.value(.beneficiaryFiscalCode) == nil && read.codes.contains(.severalCandidates))
    }

    @Test func `a family name that may go on behind a particle is doubtful`() {
        let read = page(["Oggetto: richiesta per Mario Rossi di Collegno - C.F. RSSMRA48R11B111I"])
        #expect(read.value(.beneficiaryFamilyName) == "Rossi" && read.confidence(.beneficiaryFamilyName) == .doubtful)
    }

    @Test func `the code below the signer's name is the signer's`() {
        let read = extract(lines: [
            "Codice fiscale: RSSMRA48R11B111I", "Diagnosi: 555.0 - Enterite regionale", "Firmato digitalmente da",
            "LUIGI BARBERO", "C.F. LBRCRD53H10D205E",
        ])
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
        #expect(read.value(.physicianFiscalCode) == "LBRCRD53H10D205E")
    }

    @Test func `a code of a shape that no code has is told where one is announced`() {
        let read = page(["Diagnosi: Enterite regionale", "Codice ICD-9-CM: 250.147"])
        #expect(read.codes.contains(.diagnosisUnknown))
        #expect(!page(["Diagnosi: Enterite regionale", "Protocollo: 250.147"]).codes.contains(.diagnosisUnknown))
    }

    @Test(arguments: [("BIANCHI Anna", "BIANCHI Anna"), ("ROSSI Mario", nil)])
    func `the physician is named in a section of the physician's own`(_ written: String, _ name: String?) {
        let read = extract(runs: [
            Line("Codice fiscale: RSSMRA48R11B111I", y: 80), Line("Cognome: ROSSI", y: 94), Line("Nome: MARIO", y: 108),
            Line("QUADRO C - MEDICO SPECIALISTA", y: 140), Line("COGNOME E NOME", y: 156),
            Line("DATA", x: 300, y: 156), Line(written, y: 170), Line("13/05/2025", x: 300, y: 170),
            Line("Il presente foglio si rilascia in carta libera per gli usi consentiti dalla legge.", y: 220),
        ])
        #expect(read.value(.physicianName) == name)
        #expect(read.value(.beneficiaryFamilyName) == "ROSSI")
    }

    /// Letters behind the fourth consonant leave the code as it is, so that it does not tell them apart.
    @Test func `what stands in brackets goes on from no name`() {
        let read = extract(runs: [
            Line("Comune di nascita: MONASTERO DI LANZO", x: 299, y: 86), Line("Assistito/a: ROSSI GIANFRANCO", y: 97),
            Line("(TO)", x: 299, y: 107), Line("Data di nascita: 11/10/1948", y: 130),
            Line("Codice fiscale: RSSGFR48R11B111Y", x: 299, y: 130),
            Line("Il presente foglio si rilascia in carta libera per gli usi consentiti dalla legge.", y: 200),
        ])
        #expect(read.value(.beneficiaryFamilyName) == "ROSSI")
        #expect(read.value(.beneficiaryGivenName) == "GIANFRANCO")
    }

    @Test func `captions stand below values that are written with blanks as well`() {
        let read = extract(runs: [
            Line("RSS MRA 48R11 B111I", y: 100), Line("11 / 10 / 1948", x: 300, y: 100), Line("Codice fiscale", y: 112),
            Line("Data di nascita", x: 300, y: 112), Line("fibrosi cistica", y: 130), Line("27700", x: 300, y: 130),
            Line("Diagnosi", y: 142), Line("Classificazione ICD-9-CM", x: 300, y: 142), Line("018", y: 160),
            Line("Esenzione", y: 172),
        ])
        #expect(read.value(.diagnosisCode) == "27700" && read.value(.exemptionCode) == "018")
    }

    @Test func `names end where the next entry has a label of its own`() {
        let read = extract(runs: [
            Line("Nome e Cognome", y: 100), Line("Mario ROSSI", x: 250, y: 100), Line("Luogo di nascita", y: 114),
            Line("San Martino Canavese (TO)", x: 250, y: 114), Line("C.F.", y: 128),
            Line("RSSMRA48R11B111I", x: 250, y: 128),
            Line("Il presente foglio si rilascia in carta libera per gli usi consentiti dalla legge.", y: 200),
        ])
        #expect(read.value(.beneficiaryFamilyName) == "ROSSI" && read.value(.beneficiaryGivenName) == "Mario")
    }

    @Test func `two persons on a page are contested`() {
        let read = page(["Codice fiscale: RSSMRA48R11B111I", "Codice fiscale: LBRCRD53H10D205E"])
        #expect(read.value(.beneficiaryFiscalCode) == nil && read.codes.contains(.severalCandidates))
    }

    @Test(arguments: [
        ["Nome del padre: Luigi"], ["Diagnosi di ingresso: 428.0"], ["Codice Fiscale/Partita Iva: 11632570013"],
        ["Codice fiscale: 11632570013"], ["Esenzione: 4 - NON ESENTE"], ["Esenzione: E' presente"],
        ["Nato il: a Torino"],
        ["Nome: 12345"], ["Medico", "Il Paziente"], ["Diagnosi", "Terapia"], ["Diagnosi di 3 giorni"],
    ])
    func `what only resembles a label or a value is not read`(_ lines: [String]) {
        let read = page(lines)
        #expect(read.fields.isEmpty && read.exemptions.isEmpty && read.diagnoses.allSatisfy { !$0.role.counts })
    }

    @Test func `numbers in a sentence are no diagnosis code`() {
        let read = page(["Diagnosi: 250 mg di farmaco al giorno"])
        #expect(read.value(.diagnosisCode) == nil && read.value(.diagnosisText) == "250 mg di farmaco al giorno")
    }

    @Test(arguments: [
        ("ATTESTATO DI ESENZIONE", DocumentKind.exemptionAttestation),
        ("Modello Promemoria attestato", .exemptionReminder),
        ("PROMEMORIA ATTESTATO DI SINGOLA ESENZIONE PER PATOLOGIA n° 1", .exemptionReminder),
        ("ESENZIONE DALLA PARTECIPAZIONE ALLA SPESA SANITARIA PER MOTIVI DI REDDITO", .incomeCertificate),
        ("Referto di laboratorio", .laboratoryReport),
    ])
    func `papers that prove no illness are told by their titles`(_ title: String, _ kind: DocumentKind) {
        let read = page([title, "Codice fiscale: RSSMRA48R11B111I", "Codice esenzione: 048"])
        #expect(read.kind == kind && read.role == .notEvidence && read.codes.contains(.documentNotEvidence))
    }
}
