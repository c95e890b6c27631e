// SPDX-License-Identifier: EUPL-1.2

import Domain

/// Pages that are lines of text, as departments write them and as the attestation looks (domain.md §4.5).
struct PlainPage {
    let facts: SampleCase

    /// A specialist's report of `label: value` lines.
    func report() throws(SampleFault) -> [UInt8] {
        try page(
            title: "RELAZIONE SPECIALISTICA AI FINI DELL'ESENZIONE",
            lines: [
                facts.structure.name, "",
                "Paziente: \(facts.patient.registerName)",
                "Data di nascita: \(facts.patient.birth.italian)",
                "Codice Fiscale: \(facts.patient.fiscalCode)", "",
                "Si certifica che il paziente è affetto da: \(facts.note)",
                "Diagnosi: \(facts.dottedDiagnosis) - \(facts.diagnosis.description)",
                "Codice esenzione: \(facts.exemption.code)", "",
                "Data: \(facts.issued.italian)",
                "Il medico specialista: \(facts.doctor.registerName)",
            ]
        )
    }

    /// The proof that is issued after validation, which is no evidence for another.
    func attestation() throws(SampleFault) -> [UInt8] {
        try page(
            title: "ATTESTATO DI ESENZIONE",
            lines: [
                "n° \(CalendarDay.padded(facts.serial, 8))", "",
                "L'assistito",
                "Cognome:  \(facts.patient.familyName)    Nome:  \(facts.patient.givenName)",
                "Nato il:  \(facts.patient.birth.italian)    Codice fiscale:  \(facts.patient.fiscalCode)",
                "Tessera Regionale:  8001000\(CalendarDay.padded(facts.serial, 6))    Residente a:  \(facts.patient.town.name)",
                "",
                "In base alla documentazione prodotta, si attesta il diritto del cittadino sopra indicato a beneficiare "
                    + "delle seguenti esenzioni:", "",
                "Data inizio validita    Codice    Scadenza    Rif. Legislativo    ASL di emissione",
                "\(facts.issued.italian)    \(facts.exemption.code) / \(facts.diagnosis.code)    Senza scadenza    "
                    + "D.M. 329/99    \(facts.structure.name)", "",
                "Dettaglio esenzioni", "Codice    Prestazioni Esenti", "",
                "Data Emissione:  \(facts.issued.italian)", "Il Responsabile:  \(facts.doctor.registerName)",
            ]
        )
    }

    private func page(title: String, lines: [String]) throws(SampleFault) -> [UInt8] {
        let canvas = try PDFCanvas(title: title)
        canvas.text(title, x: 60, y: 90, size: 14, bold: true)
        var y = 130.0
        for line in lines {
            y = line.isEmpty ? y + 12 : canvas.paragraph(line, x: 60, y: y, width: 475, size: 10.5) + 2
        }
        return try canvas.finish()
    }
}
