// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// What the head of the first page calls the house that the paper comes from.
struct LetterheadTests {
    private func structure(_ head: String...) -> Extract { extract(lines: head + ["Relazione"] + samplePerson) }

    @Test(arguments: [
        "Casa di Cura Villa Serena", "Centro Polispecialistico Le Langhe", "Studi Medici Riuniti Porta Nuova S.p.A",
        "Istituto di Candiolo - IRCCS", "Clinica Sant'Ambrogio",
    ])
    func `a private house is named whole`(_ name: String) {
        #expect(structure(name, "Ambulatorio di Cardiologia", "Via Roma, 12 - Torino").value(.structureName) == name)
    }

    @Test func `the kind of a room is no name where a company stands beside it`() {
        let read = structure("ASL AT", "POLIAMBULATORIO - AMBULATORIO DI NEUROLOGIA", "VIA ROMA, 95 - ASTI")
        #expect(read.value(.structureName) == "ASL AT")
    }

    @Test(arguments: [
        "presso Centro Medico Dora Baltea", "c/o Centro Medico Dora Baltea", "Studio presso Centro Medico Dora Baltea",
    ])
    func `a physician's own paper names the house where they work`(_ line: String) {
        let read = structure("Dott. Bruno Neri", "Medico chirurgo", line)
        #expect(read.value(.structureName) == "Centro Medico Dora Baltea")
    }

    @Test func `a house with no word for its kind is taken from the first line and doubted`() {
        let read = structure("Cuore e Vasi Novara", "Ambulatorio di Cardiologia")
        #expect(read.value(.structureName) == "Cuore e Vasi Novara" && read.confidence(.structureName) == .doubtful)
    }

    @Test func `labels beside the letterhead do not end it`() {
        let read = extract(runs: [
            SamplePDF.Line("ASL TO3", y: 100), SamplePDF.Line("Cognome: Rossi", x: 350, y: 100),
            SamplePDF.Line("Ospedale di Rivoli", y: 113), SamplePDF.Line("Nome: Mario", x: 350, y: 113),
            SamplePDF.Line("Codice fiscale: RSSMRA48R11B111I", x: 350, y: 126),
            SamplePDF.Line("Certificato rilasciato per gli usi consentiti dalla legge", y: 160),
        ])
        #expect(read.value(.structureName) == "Ospedale di Rivoli")
    }

    @Test func `a title above the heading of a section is no house`() {
        let read = extract(runs: [
            SamplePDF.Line("Scheda di certificazione per i cittadini", y: 100),
            SamplePDF.Line("1. STRUTTURA CERTIFICANTE", y: 120), SamplePDF.Line("Azienda / Ente", y: 135),
            SamplePDF.Line("Presidio", x: 350, y: 135), SamplePDF.Line("ASL NO", y: 148),
        ])
        #expect(read.value(.structureName) == "ASL NO")
    }

    @Test func `a message without a letterhead names the house below who signs`() {
        let read = extract(
            lines: ["Da: segreteria", "Oggetto: invio certificato"] + samplePerson + [
                "Cordiali saluti", "Dr.ssa Patrizia Nervo", "Ambulatorio di Endocrinologia", "ASL BI",
            ])
        #expect(read.value(.structureName) == "ASL BI")
    }

    @Test func `a number of a king is part of a name`() {
        let read = extract(lines: samplePerson + ["Struttura: Ospedale Umberto I", "Codice esenzione: 026"])
        #expect(read.value(.structureName) == "Ospedale Umberto I")
    }

    @Test func `a name that ends in a conjunction goes on in the next line up to its dash`() {
        let read = structure(
            "REGIONE PIEMONTE - ASL AL - Ospedale Santi Antonio e", "Biagio - Ambulatorio di Neurologia")
        #expect(read.value(.structureName) == "Ospedale Santi Antonio e Biagio")
    }
}
