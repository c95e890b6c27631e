// SPDX-License-Identifier: EUPL-1.2

import Domain

/// The regional certificate as a page: A4, margins of 2 cm, the texts and columns of domain.md §4.4.
struct RegionalCertificatePage {
    let facts: SampleCase

    private static let margin = 56.69
    private static let inner = PDFCanvas.width - 2 * margin

    /// The bytes of a PDF: one page, or more where the note is long.
    func pdf() throws(SampleFault) -> [UInt8] {
        let canvas = try PDFCanvas(title: "Certificato Condizione Malattia")
        head(canvas)
        let end = statement(canvas, from: person(canvas))
        foot(canvas, y: canvas.room(for: 80, at: end + 40))
        return try canvas.finish()
    }

    private func head(_ canvas: PDFCanvas) {
        let lines = [
            facts.structure.name,
            "Sede legale: \(facts.structure.address)",
            "Tel. 011 0000000 - Fax 011 0000001",
            "PEC: \(facts.structure.pec) – Codice Fiscale/Partita Iva: \(facts.structure.vatNumber)",
        ]
        for (place, line) in lines.enumerated() {
            let x = PDFCanvas.width - Self.margin - canvas.width(of: line, size: 6)
            canvas.text(line, x: x, y: Self.margin + 8 * Double(place + 1), size: 6)
        }
        let title = "Certificato di condizione o malattia"
        let x = (PDFCanvas.width - canvas.width(of: title, size: 16, bold: true)) / 2
        canvas.text(title, x: x, y: 130, size: 16, bold: true)
    }

    /// The person's rows, whose cells break long names; returns where the next part begins.
    private func person(_ canvas: PDFCanvas) -> Double {
        let second = Self.margin + 0.4 * Self.inner
        canvas.text("L'assistito", x: Self.margin, y: 170, size: 10, bold: true)
        let width = 0.4 * Self.inner
        let family = "Cognome:  \(facts.patient.familyName)"
        let given = "Nome:  \(facts.patient.givenName)"
        let ends = [
            canvas.paragraph(family, x: Self.margin, y: 190, width: width, size: 10),
            canvas.paragraph(given, x: second, y: 190, width: width, size: 10),
        ]
        let y = 3.5 + (ends.max() ?? 202.5)
        canvas.text("Nato il:  \(facts.patient.birth.italian)", x: Self.margin, y: y, size: 10)
        canvas.text("Codice fiscale:  \(facts.patient.fiscalCode)", x: second, y: y, size: 10)
        return y + 30
    }

    private func statement(_ canvas: PDFCanvas, from start: Double) -> Double {
        var y = start
        let illness = "è affetto dalla seguente patologia/malattia rara/invalidità:"
        y = canvas.paragraph(illness, x: Self.margin, y: y, width: Self.inner, size: 10, bold: true) + 4
        y = canvas.paragraph(facts.note, x: Self.margin, y: y, width: Self.inner, size: 10) + 16
        let right =
            "Pertanto, si certifica il diritto del cittadino sopraindicato a beneficiare della seguente esenzione:"
        y = canvas.paragraph(right, x: Self.margin, y: y, width: Self.inner, size: 10, bold: true) + 4
        let isFictitious = facts.diagnosis.code.value.hasPrefix("F")
        let exemption = ("cod. \(facts.exemption.code)", facts.exemption.description)
        let diagnosis = isFictitious ? ("-", "-") : ("cod. \(facts.diagnosis.code)", facts.diagnosis.description)
        y = row(canvas, y, "Codice e descrizione esenzione", exemption)
        return row(canvas, y, "Codice e descrizione diagnosi", diagnosis)
    }

    /// One row of the table, 35, 20 and 45 parts of the width; returns its foot.
    private func row(_ canvas: PDFCanvas, _ y: Double, _ label: String, _ value: (code: String, text: String)) -> Double
    {
        let widths = [0.35, 0.2, 0.45].map { $0 * Self.inner }
        let cells = zip([label, value.code, value.text], widths).map { text, width in
            canvas.lines(text, width: width - 8, size: 9)
        }
        let height = 10 + 11.5 * Double(cells.map(\.count).max() ?? 1)
        let y = canvas.room(for: height, at: y)
        var x = Self.margin
        for (lines, width) in zip(cells, widths) {
            canvas.frame(x: x, y: y, width: width, height: height)
            for (place, line) in lines.enumerated() {
                canvas.text(line, x: x + 4, y: y + 13 + 11.5 * Double(place), size: 9)
            }
            x += width
        }
        return y + height
    }

    /// A table of two columns and two rows: labels above, values below. In the newer pages the date stands at the height of
    /// the second label.
    private func foot(_ canvas: PDFCanvas, y: Double) {
        let right = Self.margin + 0.55 * Self.inner
        canvas.text("Data Emissione:", x: Self.margin, y: y, size: 10)
        canvas.text(facts.issued.italian, x: Self.margin, y: y + (facts.serial.isMultiple(of: 2) ? 14 : 26), size: 10)
        canvas.text("Il Medico di Medicina Generale o", x: right, y: y, size: 10)
        canvas.text("Medico Specialista di struttura pubblica:", x: right, y: y + 13, size: 10)
        let width = 0.45 * Self.inner
        let end = canvas.paragraph(facts.doctor.registerName, x: right, y: y + 26, width: width, size: 10)
        if facts.serial.isMultiple(of: 3) { canvas.text("firmato digitalmente", x: right, y: end, size: 10) }
    }
}
