// SPDX-License-Identifier: EUPL-1.2

import PDFReading

/// The lines of a document from its first page to its last.
struct PageBody {
    let lines: [PageLine]
    /// The right end of the longest line.
    private let rightMargin: Double
    /// Where the lines would end if the margins were equal.
    private let evenMargin: Double
    /// How far the lines that open with a label stand from the ones above them, at the least.
    private let entryPitch: Double

    init(_ pages: [PDFPage]) {
        lines = pages.bodyLines
        rightMargin = lines.map(\.box.right).max() ?? 0
        evenMargin = (pages.map(\.width).max() ?? 0) - (lines.map(\.box.left).min() ?? 0)
        let pitches = zip(lines, lines.dropFirst()).filter { $0.page == $1.page && !($1.cells[0].labels.isEmpty) }
        entryPitch = pitches.map { $1.box.top - $0.box.top }.min() ?? 0
    }
}

extension PageBody {
    /// `cell`, which begins on the line `row`, with the lines below that belong to it.
    func whole(_ cell: PageCell, row: Int, _ column: PageColumn) -> PageCell {
        var pieces = [cell]
        var isUnsure = false
        for next in lines.indices.dropFirst(row + 1) {
            guard let last = pieces.last, follows(next, last), let piece = column.piece(of: lines[next]),
                piece.labels.isEmpty
            else { break }
            if column.demandsFullLine(before: piece) {
                guard hadNoRoom(piece, after: last, column.right) else { break }
                if piece.resemblesLabel, !isInParagraph(piece, after: last) {
                    isUnsure = true
                    break
                }
                isUnsure = isUnsure || !isBrokenForRoom(last, besides: row...next)
            }
            pieces.append(piece)
        }
        return PageCell(joining: pieces, isUnsure: isUnsure) ?? cell
    }

    /// The next line of the text: close below, or the first of the next page after the last of this one.
    private func follows(_ next: Int, _ last: PageCell) -> Bool {
        let line = lines[next]
        guard line.page == last.page else { return line.page == last.page + 1 && lines[next - 1].page == last.page }
        return line.box.top - last.box.bottom < 0.9 * last.box.height
    }

    /// Whether the first word of a line had no room on the one before, give or take two letters.
    func hadNoRoom(_ next: PageCell, after last: PageCell, _ columnEnd: Double = .infinity) -> Bool {
        guard let first = next.words.first else { return false }
        let blank = 0.25 * first.box.height
        let width = first.box.right - first.box.left
        return last.box.right + blank + width > min(columnEnd, rightMargin) - 2 * first.box.height
    }

    /// Lines of one paragraph stand closer than the lines that open with labels, where the page makes that difference.
    private func isInParagraph(_ next: PageCell, after last: PageCell) -> Bool {
        guard let above = last.words.last?.box, next.page == last.page else { return false }
        return next.box.top - above.top < entryPitch - 1
    }

    /// Whether the page shows that lines are broken where this one ends: it reaches an even margin, or a line outside the
    /// value is about as long.
    private func isBrokenForRoom(_ last: PageCell, besides own: ClosedRange<Int>) -> Bool {
        if last.box.right > evenMargin - 6 * last.box.height { return true }
        return lines.indices.contains {
            !own.contains($0) && lines[$0].box.right > last.box.right - 2 * last.box.height
        }
    }
}

extension PageCell {
    /// It begins with a few words and a colon, so it may be a label that is not known.
    fileprivate var resemblesLabel: Bool {
        let start = words.prefix(4).map(\.text)
        guard let colon = start.firstIndex(where: { $0.hasSuffix(":") }), start[0].first?.isUppercase ?? false else {
            return false
        }
        return !start[...colon].contains { $0.contains("(") || $0.contains(")") }
    }
}
