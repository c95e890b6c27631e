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

extension PageCell {
    /// Where a label stands among the words of the cell: from `start` up to `end`.
    struct Mark {
        let label: PageLabel
        let start: Int
        let end: Int
        let hasColon: Bool
    }

    /// A label at the start of the cell counts when a colon ends it, when it is the whole cell, or when the one word after
    /// it can be checked; further labels in the cell need their colon.
    var labels: [Mark] {
        let folded = words.map(\.text.foldedToASCII)
        var marks: [Mark] = []
        var index = 0
        while index < folded.count, index == 0 || !marks.isEmpty {
            if let mark = Self.mark(folded, at: index) {
                marks.append(mark)
                index = mark.end
            } else {
                index += 1
            }
        }
        return marks
    }

    private static func mark(_ words: [String], at start: Int) -> Mark? {
        for length in stride(from: min(PageLabel.longest, words.count - start), through: 1, by: -1) {
            var candidate = Array(words[start..<(start + length)])
            let next = start + length < words.count ? words[start + length] : nil
            let hasColon = candidate[length - 1].hasSuffix(":")
            if hasColon { candidate[length - 1].removeLast() }
            guard let label = PageLabel.all[candidate] else { continue }
            if hasColon { return Mark(label: label, start: start, end: start + length, hasColon: true) }
            if next == ":" { return Mark(label: label, start: start, end: start + length + 1, hasColon: true) }
            if start == 0, !label.needsColon, next == nil || label.isOneCheckedWord {
                return Mark(label: label, start: start, end: start + length, hasColon: false)
            }
        }
        return nil
    }
}
