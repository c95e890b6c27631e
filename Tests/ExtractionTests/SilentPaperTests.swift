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
