// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// The name of the structure at the head of a paper, where no label announces it.
struct Letterhead {
    let lines: [PageLine]

    /// Above the first label, a line of its own that begins as the names of public health companies and hospitals do. Of
    /// several the first is taken, since departments follow their company, and it is not trusted.
    func read(into reading: inout SourceReading) {
        guard reading.fields[.structureName] == nil else { return }
        let head = lines.prefix { $0.page == lines[0].page && $0.cells.allSatisfy(\.labels.isEmpty) }
        let names = head.filter { $0.cells.count == 1 && Self.isStructure($0.text) }
        guard let name = names.first?.cells.first else { return }
        reading.fields[.structureName] = ExtractedField(
            value: name.text,
            confidence: names.count == 1 ? .probable : .doubtful,
            source: FieldSource(name),
            asWritten: name.text
        )
    }

    private static func isStructure(_ text: String) -> Bool {
        let folded = text.foldedToASCII
        return folded.count <= 80 && beginnings.contains { folded.hasPrefix($0 + " ") }
    }

    private static let beginnings = [
        "ASL", "A.S.L.", "ASLTO", "AZIENDA SANITARIA", "AZIENDA OSPEDALIERA", "AZIENDA OSPEDALIERO-UNIVERSITARIA", "AO",
        "A.O.", "AOU", "A.O.U.", "OSPEDALE", "PRESIDIO OSPEDALIERO", "POLICLINICO", "IRCCS", "ISTITUTO DI RICOVERO",
    ]
}
