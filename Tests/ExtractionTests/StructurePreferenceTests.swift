// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// A hospital says more than the company that it belongs to, and its name ends where other words begin.
struct StructurePreferenceTests {
    private func structure(_ head: String...) -> Extract { extract(lines: head + ["Relazione"] + samplePerson) }

    @Test(arguments: ["ASL TO3", "Azienda Sanitaria Locale TO3", "A.O.U.", "AOU San Luigi"])
    func `a hospital is preferred to its company`(_ company: String) {
        let read = structure(company, "Ospedale di Rivoli")
        #expect(read.value(.structureName) == "Ospedale di Rivoli" && read.confidence(.structureName) == .probable)
    }

    @Test(arguments: [
        "ASL TO3 - Ospedale di Rivoli", "ASL TO3 - Ospedale di Rivoli (presidio)", "Ospedale di Rivoli - ASL TO3",
        "Ospedale di Rivoli (ASL TO3)",
    ])
    func `a name ends at a dash or a bracket`(_ line: String) {
        #expect(structure(line).value(.structureName) == "Ospedale di Rivoli")
    }

    @Test func `of two hospitals the first is taken and doubted`() {
        let read = structure("ASL TO3", "Ospedale di Rivoli", "Ospedale di Pinerolo")
        #expect(read.value(.structureName) == "Ospedale di Rivoli" && read.confidence(.structureName) == .doubtful)
    }

    @Test func `of companies alone the first is taken and doubted`() {
        let read = structure("ASL TO3", "ASL TO4")
        #expect(read.value(.structureName) == "ASL TO3" && read.confidence(.structureName) == .doubtful)
    }

    @Test func `a name that a small word leaves open goes on in the next line`() {
        #expect(
            structure("Presidio Ospedaliero di", "Pinerolo").value(.structureName) == "Presidio Ospedaliero di Pinerolo"
        )
    }

    @Test func `a label names the structure without its bracket`() {
        let read = extract(lines: samplePerson + ["Struttura: Ospedale di Rivoli (ASL TO3)"])
        #expect(read.value(.structureName) == "Ospedale di Rivoli")
    }

    @Test func `the word for a hospital is a label where it ends its cell`() {
        let read = extract(runs: [
            SamplePDF.Line("Ospedale:", y: 100), SamplePDF.Line("Mauriziano di Torino", x: 200, y: 100),
        ])
        #expect(read.value(.structureName) == "Mauriziano di Torino")
    }

    @Test(arguments: [
        "Azienda Ospedale Università Padova", "Azienda Sanitaria Provinciale di Catania",
        "Azienda ULSS 2 Marca Trevigiana", "Azienda Sanitaria Territoriale di Macerata",
        "Azienda Provinciale per i Servizi Sanitari",
    ])
    func `companies of all regions are houses`(_ company: String) {
        #expect(structure(company).value(.structureName) == company)
        #expect(structure("Regione del Veneto \(company)").value(.structureName) == company)
    }

    @Test func `the legal form of an institute is not its name`() {
        let read = structure("IRCCS Burlo Garofolo", "Istituto di Ricovero e Cura a Carattere Scientifico")
        #expect(read.value(.structureName) == "IRCCS Burlo Garofolo")
    }
}
