// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// Where days stand that need no words: behind the name of a place, at the head or the foot of a page, beside who signs.
extension IssueDateReading {
    /// Alone in its line, close above who signs.
    func isAboveSignature(_ date: FoundDate) -> Bool {
        let cell = context.cell(of: date.first)
        guard cell.tokens == date.first..<(date.last + 1), context.layout.lines[cell.line].cells.count == 1,
            isOwnEntry(date.first, cell)
        else { return false }
        return context.layout.lines[cell.line...].prefix(4).contains { line in
            line.page == cell.page
                && line.cells.contains { index in
                    let cue = context.cue(at: context.layout.cells[index].tokens.lowerBound)
                    return cue.map { $0.opensCell && ($0.meaning == .physician || $0.meaning == .physicianTitle) }
                        ?? false
                }
        }
    }

    /// `05/12/2025` at the left of the line in which somebody signs.
    func isBesideSigner(_ date: FoundDate) -> Bool {
        let cell = context.cell(of: date.first)
        let line = context.layout.lines[cell.line]
        guard cell.tokens == date.first..<(date.last + 1), line.cells.count == 2 else { return false }
        return line.cells.contains { other in
            let cue = context.cue(at: context.layout.cells[other].tokens.lowerBound)
            return cue.map { $0.meaning == .physician || $0.meaning == .physicianTitle } ?? false
        }
    }

    /// Alone in its line below the name of the house, or at the end of the line that names it, before anything is said of anybody.
    func isInHead(_ date: FoundDate) -> Bool {
        let cell = context.cell(of: date.first)
        guard cell.tokens == date.first..<(date.last + 1) else { return false }
        let line = context.layout.lines[cell.line].cells
        guard line.count == 1 || (line.count == 2 && namesHouse(line.lowerBound)) else { return false }
        if let before = context.previous(date.first), context.cue(at: before)?.meaning == .common,
            !context.isCapitalised(before)
        {
            return false
        }
        let above = context.layout.lines[...cell.line].filter { $0.page == cell.page }
        let cues = above.flatMap(\.cells).flatMap { context.layout.cells[$0].tokens }.compactMap { context.cue(at: $0) }
        return cues.contains { $0.meaning == .structureStart }
            && !cues.contains { $0.isLabel && !Self.ofHead.contains($0.meaning) }
    }

    private func namesHouse(_ cell: Int) -> Bool {
        context.cue(at: context.layout.cells[cell].tokens.lowerBound)?.meaning == .structureStart
    }

    private static let ofHead: Set<WordingMeaning> = [
        .otherNumber, .otherLabel, .structure, .structureCode, .otherPhysician,
    ]

    /// Alone in the last line that a page has, where letters without a place are dated.
    func closesPage(_ date: FoundDate) -> Bool {
        let cell = context.cell(of: date.first)
        guard cell.tokens == date.first..<(date.last + 1), context.layout.lines[cell.line].cells.count == 1,
            isOwnEntry(date.first, cell)
        else { return false }
        return !context.layout.lines[(cell.line + 1)...].contains { $0.page == cell.page }
    }

    /// `non più valida dal` / `18 aprile 2024` goes on from the line above.
    func isOwnEntry(_ first: Int, _ cell: PageLayout.Cell) -> Bool {
        guard let before = context.previous(first) else { return true }
        let above = context.cell(of: before)
        return context.tokens[before].after.contains(.stop) || above.page != cell.page
            || cell.box.top - above.box.bottom > cell.box.height
    }

    /// `Torino, 12 marzo 2025`, `Borgo San Dalmazzo 12/03/2025` in a cell of its own, or close before who signs; in a narrow
    /// column over two lines.
    func isLetterDate(_ date: FoundDate) -> Bool {
        let cell = context.cell(of: date.first)
        guard endsLine(date) else { return false }
        guard date.first > cell.tokens.lowerBound else { return isBelowPlace(date) }
        guard date.first - cell.tokens.lowerBound <= 7 else { return false }
        var start = cell.tokens.lowerBound
        // `In fede, Torino 12/03/2025`
        if let cue = context.cue(at: start), cue.meaning == .physician || cue.meaning == .stop { start = cue.last + 1 }
        return isPlace(start..<max(start, date.first))
    }

    /// `del 12/03/2025` goes on from the line before.
    func isPlace(_ tokens: Range<Int>) -> Bool {
        tokens.allSatisfy(isOfPlace)
            && tokens.contains { context.isCapitalised($0) && context.tokens[$0].key.count > 2 }
    }

    func endsLine(_ date: FoundDate) -> Bool {
        let (cell, end) = (context.cell(of: date.first).tokens, context.cell(of: date.last).tokens)
        // `il 18 aprile` / `2025`
        if cell != end { return date.tokens.contains(cell.upperBound - 1) && end.upperBound == date.last + 1 }
        guard end.contains(date.last + 1) else { return true }
        guard let cue = context.cue(at: date.last + 1) else { return false }
        return [.physician, .physicianTitle].contains(cue.meaning) && context.isCapitalised(cue.first)
            && date.first > cell.lowerBound
    }

    /// `Cuneo, il` / `30.08.2026`, `Savigliano,` / `06/07/2026`
    func isBelowPlace(_ date: FoundDate) -> Bool {
        guard let last = context.previous(date.first) else { return false }
        let (above, cell) = (context.cell(of: last), context.cell(of: date.first))
        return above.page == cell.page && cell.box.top - above.box.bottom < 0.6 * cell.box.height
            && (Self.before.contains(context.tokens[last].key) || context.tokens[last].after.contains(.comma))
            && above.tokens.count <= 6 && isPlace(above.tokens)
            && context.cell(of: date.last).tokens == cell.tokens
    }

    private static let before = Set(["IL", "LI", "ADDI"].map { [UInt8]($0.utf8) })

    func isOfPlace(_ token: Int) -> Bool {
        let piece = context.tokens[token]
        return !piece.hasDigit && !piece.after.contains(.colon)
            && context.cue(at: token).map { !$0.isLabel } ?? true
            && (context.isCapitalised(token) || piece.key.count <= 3 || context.cue(at: token)?.meaning == .filler
                || Self.ofNames.contains(piece.key))
    }

    /// `Vallo della Lucania`
    private static let ofNames = Set(keys: "DELLA DELLE DEGLI DELLO NELLA SULLA")

    /// `Luogo e data: Savigliano` and the day beside it, `Rilasciato in Torino il 12/03/2025`.
    func isPlaced(_ date: FoundDate) -> Bool {
        let index = context.layout.cellOf[date.first]
        let cell = context.layout.cells[index]
        let line = context.layout.lines[cell.line]
        var start = cell.tokens.lowerBound
        var left = index
        while left > line.cells.lowerBound, !isDateLabel(start) {
            left -= 1
            start = context.layout.cells[left].tokens.lowerBound
        }
        guard let cue = context.cue(at: start), cue.first == start, isDateLabel(start) else { return false }
        let between = (cue.last + 1)..<max(cue.last + 1, date.first)
        return (1...6).contains(between.count) && between.allSatisfy(isOfPlace)
    }

    /// `Luogo e data`, `Data:`
    func isDateLabel(_ token: Int) -> Bool {
        guard let cue = context.cue(at: token) else { return false }
        return cue.meaning == .issueDate ? cue.range.count > 1 : cue.meaning == .plainDate && cue.hasColon
    }
}
