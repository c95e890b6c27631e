// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// Papers that certify nothing although their titles might.
struct SilentPaperTests {
    private static let form = [
        "Certificato specialistico per esenzione", "Cognome:", "Nome:", "Data di nascita:", "Codice fiscale:",
        "Diagnosi:", "Codice ICD-9-CM:", "Codice esenzione:", "Data di rilascio:",
    ]

    @Test func `a form that nobody filled in is no evidence`() {
        #expect(extract(lines: Self.form).role == .notEvidence)
    }

    @Test(arguments: [
        ("Cognome:", "Cognome: Rossi", "Codice fiscale:", "Codice fiscale: RSSMRA48R11B111I"),
        ("Codice esenzione:", "Codice esenzione: 026", "Diagnosi:", "Diagnosi:"),
        ("Diagnosi:", "Diagnosi: Iperparatiroidismo", "Nome:", "Nome:"),
    ])
    func `a form with one answer waits for a person`(_ first: String, _ one: String, _ second: String, _ other: String)
    {
        let lines = Self.form.map { $0 == first ? one : $0 == second ? other : $0 }
        #expect(extract(lines: lines).role == .certificate)
    }

    @Test func `a letter on a stay that names no illness is no evidence`() {
        let stay = ["LETTERA DI DIMISSIONE"] + samplePerson + ["Decorso regolare. Terapia: paracetamolo al bisogno."]
        #expect(extract(lines: stay).role == .notEvidence)
        #expect(extract(lines: stay + ["Diagnosi di dimissione: Iperparatiroidismo"]).role == .certificate)
        #expect(extract(lines: stay + ["Codice esenzione: 026"]).role == .certificate)
    }

    @Test(arguments: ["Colica renale destra", "Trauma cranico minore", "calcolosi della colecisti, colecistectomia"])
    func `a letter on a stay for an acute illness alone is no evidence`(_ illness: String) {
        let stay = ["LETTERA DI DIMISSIONE"] + samplePerson
        #expect(extract(lines: stay + ["Diagnosi di dimissione: \(illness)"]).role == .notEvidence)
        for more in [
            "Codice esenzione: 026", "Si certifica per gli usi consentiti.",
            "Si consiglia esenzione ticket per patologia.",
            "Diagnosi: Iperparatiroidismo",
        ] {
            #expect(extract(lines: stay + ["Diagnosi di dimissione: \(illness)", more]).role == .certificate)
        }
    }

    @Test(arguments: ["Polmonite in paziente con BPCO", "Infarto miocardico acuto", "Diabete mellito scompensato"])
    func `a letter on a stay for what lasts, or may, waits for a person`(_ illness: String) {
        let stay = ["LETTERA DI DIMISSIONE"] + samplePerson + ["Diagnosi di dimissione: \(illness)"]
        #expect(extract(lines: stay).role == .certificate)
    }

    @Test func `a visit of a patient who is exempt already is no evidence`() {
        let visit =
            ["Ambulatorio di Endocrinologia"] + samplePerson
            + ["Paziente già in possesso di esenzione 026, giunge a controllo programmato."]
        #expect(extract(lines: visit).role == .notEvidence)
        #expect(extract(lines: visit + ["Si certifica che la patologia persiste."]).role == .certificate)
        #expect(extract(lines: visit + ["Se ne chiede il rinnovo."]).role == .certificate)
    }

    @Test(arguments: [
        "Certificato di malattia per esenzione ticket", "Certificato di malattia ai fini dell'esenzione",
    ])
    func `a certificate of illness for an exemption is none for an employer`(_ title: String) {
        #expect(extract(lines: [title] + samplePerson + ["Codice esenzione: 026"]).role == .certificate)
        #expect(extract(lines: ["Certificato di malattia"] + samplePerson).role == .notEvidence)
    }

    @Test(arguments: [
        ["RX TORACE", "Non evidenti lesioni pleuroparenchimali."],
        ["Egregio Collega, invio alla Tua attenzione il paziente per visita cardiologica."],
    ])
    func `an examination or a letter between doctors is no evidence unless it says more`(_ words: [String]) {
        #expect(extract(lines: samplePerson + words).role == .notEvidence)
        #expect(extract(lines: samplePerson + words + ["Codice esenzione: 026"]).role == .certificate)
        #expect(extract(lines: samplePerson + words + ["Diagnosi: Iperparatiroidismo"]).role == .certificate)
        #expect(extract(lines: samplePerson + words + ["Si certifica quanto sopra."]).role == .certificate)
    }

    @Test func `a laboratory is one with the name of its director too`() {
        let title = "LABORATORIO ANALISI CHIMICO CLINICHE - Direttore Dott.ssa Bo Anna Maria Rita"
        #expect(extract(lines: [title] + samplePerson + ["Glucosio 82 mg/dl"]).role == .notEvidence)
    }

    @Test func `a therapy according to a plan makes no plan of a certificate`() {
        let lines = ["Certificato di esenzione per patologia"] + samplePerson + ["Codice esenzione: 026"]
        #expect(extract(lines: lines + ["Terapia in corso: come da piano terapeutico"]).role == .certificate)
        let read = extract(
            runs: [
                SamplePDF.Line("Codice fiscale:", y: 100), SamplePDF.Line("RSSMRA48R11B111I", x: 200, y: 100),
                SamplePDF.Line("Codice esenzione:", y: 120), SamplePDF.Line("026", x: 200, y: 120),
                SamplePDF.Line("Terapia in corso:", y: 140), SamplePDF.Line("piano terapeutico", x: 200, y: 140),
            ])
        #expect(read.role == .certificate)
    }

    @Test func `the office that a letter goes to is no title`() {
        let read = extract(
            lines: ["Alla ASL di competenza", "Ufficio Scelta e Revoca"] + samplePerson + ["Codice esenzione: 026"])
        #expect(read.role == .certificate)
    }

    @Test func `a certificate of illness for an exemption is none for an employer`() {
        let lines = ["CERTIFICATO DI MALATTIA CRONICA - ESENZIONE"] + samplePerson + ["Codice esenzione: 026"]
        #expect(extract(lines: lines).role == .certificate)
    }
}
