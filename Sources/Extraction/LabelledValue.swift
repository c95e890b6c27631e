// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// A label and the words that belong to it.
struct LabelledValue {
    /// Where the value may stand.
    struct Place {
        let value: PageCell
        /// The next cell of the line after the value: in a table, the description of a code.
        let following: PageCell?
    }

    let label: PageLabel
    /// The label ends with a colon.
    let isAnnounced: Bool
    /// Right of the label in its own cell; else the next cell of the line; else the cell below. After a colon, a value that
    /// proves itself by its shape is looked for below also where another column's text is next to the label.
    let places: [Place]
}

extension PageBody {
    /// Every label that is understood, with its value; labels without one are left out.
    var labelledValues: [LabelledValue] {
        lines.indices.flatMap { row in lines[row].cells.indices.flatMap { labelled(row: row, cell: $0) } }
    }

    private func labelled(row: Int, cell: Int) -> [LabelledValue] {
        let marks = lines[row].cells[cell].labels
        return marks.indices.compactMap { index in
            let mark = marks[index]
            let places = places(row: row, cell: cell, marks, index)
            guard let first = places.first else { return nil }
            return LabelledValue(
                label: mark.label,
                isAnnounced: mark.hasColon,
                places: mark.label.provesItself && mark.hasColon ? places : [first]
            )
        }
    }

    private func places(row: Int, cell: Int, _ marks: [PageCell.Mark], _ index: Int) -> [LabelledValue.Place] {
        if let own = own(row: row, cell: cell, marks, index) { return [own] }
        // A label alone at the end of its cell: the value is to the right, or else below.
        guard index + 1 == marks.count else { return [] }
        let label = marks[index].label
        return [right(row: row, cell: cell, label), below(row: row, cell: cell, label)].compactMap(\.self)
    }

    private func own(row: Int, cell: Int, _ marks: [PageCell.Mark], _ index: Int) -> LabelledValue.Place? {
        let place = lines[row].cells[cell]
        let mark = marks[index]
        let next = index + 1 < marks.count ? marks[index + 1].start : place.words.count
        let end = mark.hasColon ? next : min(next, mark.end + 1)
        guard let own = PageCell(page: place.page, words: Array(place.words[mark.end..<end])) else { return nil }
        let following = tableCell(row: row, cell: cell + 1)
        guard mark.label.isWorded, mark.hasColon else {
            return LabelledValue.Place(value: own, following: following)
        }
        return LabelledValue.Place(
            value: whole(own, row: row, column(of: own, row: row, cell: cell, marks, index)),
            following: following
        )
    }

    /// The column of a value that stands right of its label in one cell.
    private func column(of own: PageCell, row: Int, cell: Int, _ marks: [PageCell.Mark], _ index: Int) -> PageColumn {
        let place = lines[row].cells[cell]
        // A sentence that ends in a label begins before it.
        let start = place.words[index == 0 ? 0 : marks[index].start].box.left
        let isLast = index + 1 == marks.count
        let right = isLast ? rightEnd(of: lines[row], cell) : place.words[marks[index + 1].start].box.left
        if marks.count > 1, isRunningText(row: row, place) {
            // Only the last of several values in one paragraph goes on below.
            return isLast
                ? PageColumn(left: own.box.left, right: right, kind: .paragraph(start: place.box.left))
                : PageColumn(left: own.box.left, right: own.box.left, kind: .cell)
        }
        let isAlone = marks.count == 1 && lines[row].cells.count == 1
        return PageColumn(
            left: own.box.left,
            right: right,
            kind: isAlone ? .paragraph(start: start) : .labelledCell(start: start)
        )
    }

    /// Labels and values that follow each other in a paragraph, not in columns: the line is full, and the next one goes on.
    private func isRunningText(row: Int, _ place: PageCell) -> Bool {
        guard row + 1 < lines.count, let next = lines[row + 1].cells.first, next.labels.isEmpty else { return false }
        return hadNoRoom(next, after: place)
    }

    private func right(row: Int, cell: Int, _ label: PageLabel) -> LabelledValue.Place? {
        guard let next = lines[row].cells.dropFirst(cell + 1).first, next.labels.isEmpty else { return nil }
        return LabelledValue.Place(
            value: label.isWorded ? tableCell(row: row, cell: cell + 1) ?? next : next,
            following: tableCell(row: row, cell: cell + 2)
        )
    }

    /// The first cell below that shares the column; lines of other columns may stand between. A value that proves itself may
    /// stand as far below as the second line of a label beside it (domain.md §4.4: date and physician).
    private func below(row: Int, cell: Int, _ kind: PageLabel) -> LabelledValue.Place? {
        let label = lines[row].cells[cell]
        let reach = (kind.provesItself ? 2.5 : 1.5) * label.box.height
        for next in lines.indices.dropFirst(row + 1) {
            let line = lines[next]
            guard line.page == label.page, line.box.top - label.box.bottom < reach else { return nil }
            guard let place = line.cells.firstIndex(where: { $0.box.sharesColumn(with: label.box) }) else { continue }
            let found = line.cells[place]
            guard found.labels.isEmpty else { return nil }
            let column = PageColumn(left: found.box.left, right: rightEnd(of: line, place), kind: .below)
            return LabelledValue.Place(value: kind.isWorded ? whole(found, row: next, column) : found, following: nil)
        }
        return nil
    }

    /// A cell of a table with all its lines.
    private func tableCell(row: Int, cell: Int) -> PageCell? {
        let line = lines[row]
        guard line.cells.indices.contains(cell) else { return nil }
        let found = line.cells[cell]
        return whole(found, row: row, PageColumn(left: found.box.left, right: rightEnd(of: line, cell), kind: .cell))
    }

    private func rightEnd(of line: PageLine, _ cell: Int) -> Double {
        line.cells.dropFirst(cell + 1).first?.box.left ?? .infinity
    }
}
