// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// A label and the words that belong to it.
struct LabelledValue {
    let label: PageLabel
    /// The label ends with a colon.
    let isAnnounced: Bool
    /// Right of the label in its own cell, or the next cell of the line, or the cell below.
    let value: PageCell
    /// The next cell of the line after the value: in a table, the description of a code.
    let following: PageCell?
}

extension [PageLine] {
    /// Every label that is understood, with its value; labels without one are left out.
    var labelledValues: [LabelledValue] {
        indices.flatMap { row in self[row].cells.indices.flatMap { labelled(row: row, cell: $0) } }
    }

    private func labelled(row: Int, cell: Int) -> [LabelledValue] {
        let place = self[row].cells[cell]
        let marks = place.labels
        return marks.indices.compactMap { index in
            let mark = marks[index]
            let next = index + 1 < marks.count ? marks[index + 1].start : place.words.count
            let end = mark.hasColon ? next : Swift.min(next, mark.end + 1)
            if let own = PageCell(page: place.page, words: Array<PDFWord>(place.words[mark.end..<end])) {
                return LabelledValue(
                    label: mark.label,
                    isAnnounced: mark.hasColon,
                    value: own,
                    following: self[row].cells.dropFirst(cell + 1).first
                )
            }
            // A label alone in its cell: the value is to the right, or else below.
            guard index + 1 == marks.count, let value = neighbour(row: row, cell: cell) else { return nil }
            return LabelledValue(
                label: mark.label,
                isAnnounced: mark.hasColon,
                value: value.cell,
                following: value.following
            )
        }
    }

    private func neighbour(row: Int, cell: Int) -> (cell: PageCell, following: PageCell?)? {
        let right = self[row].cells.dropFirst(cell + 1)
        if let next = right.first, next.labels.isEmpty { return (next, right.dropFirst().first) }
        let place = self[row].cells[cell]
        guard row + 1 < count, self[row + 1].box.top - place.box.bottom < 1.5 * place.box.height else { return nil }
        let below = self[row + 1].cells.first { $0.box.sharesColumn(with: place.box) }
        guard let below, below.labels.isEmpty else { return nil }
        return (below, nil)
    }
}
