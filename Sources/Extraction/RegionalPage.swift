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

    /// The free text between the sentence on the illness and the one on the exemption.
    private func readNote(into reading: inout SourceReading) {
        let texts = lines.map { $0.cells.map(\.text).joined(separator: " ").foldedToASCII }
        guard let start = texts.firstIndex(where: { $0.contains("AFFETTO DALLA SEGUENTE PATOLOGIA") }),
            let end = texts[start...].firstIndex(where: { $0.hasPrefix("PERTANTO, SI CERTIFICA") }), end > start + 1
        else { return }
        let cells = lines[(start + 1)..<end].flatMap(\.cells)
        guard let first = cells.first else { return }
        let words = cells.map(\.text).joined(separator: " ")
        let box = cells.dropFirst().reduce(first.box) { $0.union($1.box) }
        reading.fields[.pathologyNote] = ExtractedField(
            value: words,
            confidence: .probable,
            source: FieldSource(.text, page: first.page, box: box.corners),
            asWritten: words
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
