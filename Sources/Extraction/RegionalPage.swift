// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// The parts of the regional certificate's page that no label announces (domain.md §4.4).
struct RegionalPage {
    let lines: [PageLine]

    func read(into reading: inout SourceReading) {
        readNote(into: &reading)
        readStructure(into: &reading)
    }

    /// `pathologyNote`: the free text between the sentence on the illness and the one on the exemption, overleaf if need be.
    private func readNote(into reading: inout SourceReading) {
        let texts = lines.map(\.text.foldedToASCII)
        guard let start = texts.firstIndex(where: { $0.contains("AFFETTO DALLA SEGUENTE PATOLOGIA") }),
            let end = texts[start...].firstIndex(where: { $0.hasPrefix("PERTANTO, SI CERTIFICA") }), end > start + 1
        else { return }
        guard let note = PageCell(joining: lines[(start + 1)..<end].flatMap(\.cells)) else { return }
        reading.fields[.pathologyNote] = ExtractedField(
            value: note.text,
            confidence: .probable,
            source: FieldSource(note),
            asWritten: note.text
        )
    }

    /// The name of the ASL stands alone above its address.
    private func readStructure(into reading: inout SourceReading) {
        guard reading.fields[.structureName] == nil,
            let address = lines.firstIndex(where: {
                $0.cells.contains { $0.text.foldedToASCII.hasPrefix("SEDE LEGALE") }
            }),
            address > 0, let cell = lines[address - 1].cells.last
        else { return }
        reading.fields[.structureName] = ExtractedField(
            value: cell.text,
            confidence: .probable,
            source: FieldSource(cell),
            asWritten: cell.text
        )
    }
}
