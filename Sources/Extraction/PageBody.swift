// SPDX-License-Identifier: EUPL-1.2

import PDFReading

/// The lines of a document from its first page to its last.
struct PageBody {
    let lines: [PageLine]
    /// The right end of the longest line.
    private let rightMargin: Double

    init(_ pages: [PDFPage]) {
        lines = pages.bodyLines
        rightMargin = lines.map(\.box.right).max() ?? 0
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
                guard piece.hadNoRoom(after: last, before: min(column.right, rightMargin)) else { break }
                if piece.resemblesLabel {
                    isUnsure = true
                    break
                }
                isUnsure = isUnsure || !hasOtherLine(reaching: last, besides: row...next)
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

    /// Whether any line outside the value is about as long, which shows that lines are broken there.
    private func hasOtherLine(reaching last: PageCell, besides own: ClosedRange<Int>) -> Bool {
        lines.indices.contains {
            !own.contains($0) && lines[$0].box.right > last.box.right - 2 * last.box.height
        }
    }
}

extension PageCell {
    /// The first word had no room on the line before, give or take two letters.
    fileprivate func hadNoRoom(after last: PageCell, before margin: Double) -> Bool {
        guard let first = words.first else { return false }
        let blank = 0.25 * first.box.height
        let width = first.box.right - first.box.left
        return last.box.right + blank + width > margin - 2 * first.box.height
    }

    /// It begins with a few words and a colon, so it may be a label that is not known.
    fileprivate var resemblesLabel: Bool {
        let start = words.prefix(4).map(\.text)
        guard let colon = start.firstIndex(where: { $0.hasSuffix(":") }), start[0].first?.isUppercase ?? false else {
            return false
        }
        return !start[...colon].contains { $0.contains("(") || $0.contains(")") }
    }
}
