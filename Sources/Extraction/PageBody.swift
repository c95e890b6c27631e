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
        for next in lines.indices.dropFirst(row + 1) {
            guard let last = pieces.last, let piece = column.piece(of: lines[next]), piece.labels.isEmpty else { break }
            switch relation(of: piece, next, to: last, column) {
            case .goesOn: pieces.append(piece)
            case .goesOnPerhaps: pieces.append(piece.doubted)
            case .endsPerhaps: return PageCell(joining: pieces)?.doubted ?? cell
            case .ends: return PageCell(joining: pieces) ?? cell
            }
        }
        return PageCell(joining: pieces) ?? cell
    }

    private enum Relation {
        case goesOn, goesOnPerhaps, endsPerhaps, ends
    }

    /// Whether `piece`, on the line `next`, goes on with what ends in `last`.
    private func relation(of piece: PageCell, _ next: Int, to last: PageCell, _ column: PageColumn) -> Relation {
        let demandsFullLine = column.demandsFullLine(before: piece)
        if demandsFullLine, !hadNoRoom(piece, after: last, column.right) { return .ends }
        guard let gap = gap(before: next, after: last), gap < 2 * last.box.height else { return .ends }
        // Wide as it is, the gap may be that of lines set far apart.
        if gap > 0.9 * last.box.height { return .endsPerhaps }
        guard demandsFullLine else { return .goesOn }
        if piece.resemblesLabel, !isInParagraph(piece, after: last) { return .endsPerhaps }
        return isBrokenForRoom(last, besides: next) ? .goesOn : .goesOnPerhaps
    }

    /// What is blank above a line; none where the page is turned, and nothing where text stands between.
    private func gap(before next: Int, after last: PageCell) -> Double? {
        let line = lines[next]
        if line.page == last.page { return line.box.top - last.box.bottom }
        return line.page == last.page + 1 && lines[next - 1].page == last.page ? 0 : nil
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
    private func isBrokenForRoom(_ last: PageCell, besides next: Int) -> Bool {
        if last.box.right > evenMargin - 6 * last.box.height { return true }
        let least = last.box.right - 2 * last.box.height
        return lines.indices.contains { lines[$0].box.right > least && $0 != next && !lines[$0].holds(last) }
    }
}

extension PageLine {
    fileprivate func holds(_ cell: PageCell) -> Bool { page == cell.page && abs(box.top - cell.box.top) < 1 }
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
