// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import PDFReading

/// Words that are one value, over as many lines as it has.
struct ValueBlock {
    var tokens: [Int]
    /// Where the value ends could not be told for sure.
    var isUnsure = false
}

/// Takes values of words whole: the rest of a cell with the lines below that belong to it.
struct ValueBlocks {
    let context: PageContext

    /// What follows a code: the rest of its cell, else the next cell of the line.
    func after(_ token: Int) -> ValueBlock? {
        let index = context.layout.cellOf[token]
        let cell = context.layout.cells[index]
        let own = context.untilLabel(token + 1, cell.tokens.upperBound)
        if !own.isEmpty { return whole(Array(own), left: context.tokens[own.lowerBound].box.left, isCell: false) }
        guard cell.tokens.upperBound == token + 1, let next = nextCell(index) else { return nil }
        let tokens = context.untilLabel(next.tokens.lowerBound, next.tokens.upperBound)
        return tokens.isEmpty ? nil : whole(Array(tokens), left: next.box.left, isCell: true)
    }

    private func nextCell(_ cell: Int) -> PageLayout.Cell? {
        let line = context.layout.lines[context.layout.cells[cell].line]
        return cell + 1 < line.cells.upperBound ? context.layout.cells[cell + 1] : nil
    }

    /// `first` with the lines that go on from it.
    ///
    /// - Parameters:
    ///   - left: where the value begins.
    ///   - isCell: it is a cell of its own, whose lines all begin there and need not be full.
    func whole(_ first: [Int], left: Double, isCell: Bool) -> ValueBlock {
        var block = ValueBlock(tokens: first)
        guard let last = first.last else { return block }
        var cell = context.layout.cellOf[last]
        guard context.layout.cells[cell].tokens.upperBound == last + 1 else { return block }
        while let next = context.streams.next[cell] ?? underLabel(cell) {
            switch relation(of: next, to: cell, left, isCell) {
            case .ends: return block
            case .endsPerhaps:
                block.isUnsure = true
                return block
            case .goesOn(let isSure):
                let tokens = context.layout.cells[next].tokens
                let part = context.untilLabel(tokens.lowerBound, tokens.upperBound)
                block.tokens += Array(part)
                if !isSure { block.isUnsure = true }
                if part.upperBound < tokens.upperBound { return block }
            }
            cell = next
        }
        if !isCell, isFullBeforeGap(cell) { block.isUnsure = true }
        return block
    }

    /// `Diagnosi ....... diabete mellito tipo 2 con` over `polineuropatia`: a value in the same line as its label may go on below
    /// that; it does where more must follow.
    private func underLabel(_ cell: Int) -> Int? {
        let value = context.layout.cells[cell]
        let lines = context.layout.lines
        guard isOpen(value.tokens.upperBound - 1), cell > lines[value.line].cells.lowerBound,
            lines.indices.contains(value.line + 1), lines[value.line + 1].page == value.page
        else { return nil }
        let label = context.layout.cells[cell - 1]
        return lines[value.line + 1].cells.first {
            abs(context.layout.cells[$0].box.left - label.box.left) < label.box.height
                && context.cue(at: context.layout.cells[$0].tokens.lowerBound).map { !$0.isLabel } ?? true
        }
    }

    /// `last` with the lines that lead to it, for a value that stands above its caption or around the line of its label.
    ///
    /// - Parameter alone: only lines that have nothing else.
    func wholeAbove(_ last: [Int], alone: Bool = false) -> [Int] {
        guard let first = last.first else { return last }
        var tokens = last
        var cell = context.layout.cellOf[first]
        guard context.layout.cells[cell].tokens.lowerBound == first else { return last }
        while let before = context.streams.previous[cell] {
            let (above, below) = (context.layout.cells[before], context.layout.cells[cell])
            guard above.page == below.page, below.box.top - above.box.bottom < 0.5 * above.box.height,
                abs(leftEdge(of: above) - leftEdge(of: below)) < 3,
                isFull(above, before: below) || context.scalar(below.tokens.lowerBound).properties.isLowercase,
                !alone || context.layout.lines[above.line].cells.count == 1,
                above.tokens.allSatisfy({ context.cue(at: $0).map { !$0.isLabel } ?? true })
            else { break }
            tokens = Array(above.tokens) + tokens
            cell = before
        }
        return tokens
    }

    /// The line is full, and the next one stands further below than lines of one text do.
    private func isFullBeforeGap(_ index: Int) -> Bool {
        let cell = context.layout.cells[index]
        guard context.streams.next[index] == nil, context.layout.lines.indices.contains(cell.line + 1) else {
            return false
        }
        let line = context.layout.lines[cell.line + 1]
        guard line.page == cell.page, line.box.top - cell.box.bottom < 2 * cell.box.height else { return false }
        let below = context.layout.cells[line.cells.lowerBound]
        guard context.cue(at: below.tokens.lowerBound).map({ !$0.endsText }) ?? true else { return false }
        return below.box.sharesColumn(with: cell.box) && isFull(cell, before: below)
    }

    private enum Relation {
        case goesOn(isSure: Bool)
        case ends, endsPerhaps
    }

    private func relation(of next: Int, to cell: Int, _ left: Double, _ isCell: Bool) -> Relation {
        let (above, below) = (context.layout.cells[cell], context.layout.cells[next])
        // The blank that the value was filled into is over.
        if above.line == below.line { return .ends }
        if gradesOn(above.tokens.upperBound - 1, below.tokens.lowerBound) { return .goesOn(isSure: true) }
        let isOpen = isOpen(above.tokens.upperBound - 1)
        if let cue = context.cue(at: below.tokens.lowerBound), cue.endsText, !context.isExcluding(cue),
            !isOpen || (cue.isLabel && (cue.hasColon || (cue.endsCell && context.isCapitalised(cue.first))))
        {
            return .ends
        }
        let gap = below.page == above.page ? below.box.top - above.box.bottom : 0
        guard gap < 2 * above.box.height else { return .ends }
        if isOpen, underLabel(cell) == next { return .goesOn(isSure: true) }
        if isCell {
            guard abs(leftEdge(of: below) - left) < 3, !isNextRow(below, after: above), !isBehindDash(below),
                !hasNeighbourLeft(next, of: left) || isRestOfRow(below, of: above, isOpen: isOpen)
            else { return .ends }
            return gap < 0.9 * above.box.height || isOpen || isRestOfColumn(below, of: above, left)
                ? .goesOn(isSure: true) : .endsPerhaps
        }
        let isRest = isOpen || (gap < 0.5 * above.box.height && isRestOfColumn(below, of: above, left))
        guard isRest || isFull(above, before: below) else { return .ends }
        if gap > 0.9 * above.box.height, !isOfText(below, under: above) { return .endsPerhaps }
        if isRest { return .goesOn(isSure: true) }
        if context.resemblesLabel(below) { return .endsPerhaps }
        return .goesOn(isSure: isBrokenForRoom(above, cell))
    }

    /// Lines set wide apart, of which the one before or the one after stands as far: a text with its own leading, that goes on in
    /// small letters.
    private func isOfText(_ below: PageLayout.Cell, under above: PageLayout.Cell) -> Bool {
        guard context.scalar(below.tokens.lowerBound).properties.isLowercase, above.page == below.page else {
            return false
        }
        let gap = below.box.top - above.box.bottom
        let lines = context.layout.lines
        return [(above.line - 1, above.line), (below.line, below.line + 1)].contains { first, second in
            guard lines.indices.contains(first), lines.indices.contains(second),
                lines[first].page == lines[second].page,
                abs(lines[first].box.left - lines[second].box.left) < 3
            else { return false }
            return abs(lines[second].box.top - lines[first].box.bottom - gap) < 0.15 * gap
        }
    }

    /// `per BAV di III` / `grado`
    private func gradesOn(_ last: Int, _ first: Int) -> Bool {
        DiagnosisText.graded.contains(context.tokens[first].key)
            && DiagnosisText.ordinals.contains(context.tokens[last].key)
            && context.tokens[last].after.isEmpty
    }

    /// `Sclerosi laterale amiotrofica ad`, `post-`: more must follow.
    private func isOpen(_ token: Int) -> Bool {
        let piece = context.tokens[token]
        if context.layout.endsInHyphen(token) { return true }
        guard piece.after.isEmpty else { return false }
        // `stadio` / `4`
        if DiagnosisText.graded.contains(piece.key) { return true }
        return Self.joining.contains(piece.key)
            && context.layout.words[piece.word].scalars[piece.range.lowerBound].properties.isLowercase
    }

    private static let joining = Set(
        [
            "A", "AD", "AL", "ALLA", "ALLE", "AI", "AGLI", "CON", "DA", "DAL", "DALLA", "DEI", "DEGLI", "DEL", "DELLA",
            "DELLE", "DELLO", "DI", "E", "ED", "IN", "NEL", "NELLA", "O", "PER", "SENZA", "SU", "SUL", "SULLA",
        ].map { [UInt8]($0.utf8) })

    /// `a basso` / `rischio`: small letters below, where the value begins, with nothing to their left.
    private func isRestOfColumn(_ below: PageLayout.Cell, of above: PageLayout.Cell, _ left: Double) -> Bool {
        guard below.page == above.page, abs(leftEdge(of: below) - left) < 3, abs(leftEdge(of: above) - left) < 3
        else { return false }
        return context.scalar(below.tokens.lowerBound).properties.isLowercase
            && context.layout.lines[below.line].box.left >= left - 3
    }

    /// `-   Ansia   -`: a row of its own, whose first column has only a dash.
    private func isBehindDash(_ cell: PageLayout.Cell) -> Bool {
        let first = context.tokens[cell.tokens.lowerBound]
        return first.before.contains(.dash) && first.range.lowerBound == 0
    }

    /// As many cells below those of a table's row.
    private func isNextRow(_ below: PageLayout.Cell, after above: PageLayout.Cell) -> Bool {
        let (upper, lower) = (context.layout.lines[above.line].cells, context.layout.lines[below.line].cells)
        return upper.count > 1 && upper.count == lower.count
            && zip(upper, lower).allSatisfy { cell, next in
                abs(leftEdge(of: context.layout.cells[cell]) - leftEdge(of: context.layout.cells[next])) < 3
            }
    }

    /// A line of a table's row: all that stands in it goes on below a cell of the line above, and not every cell goes on. A row of
    /// its own would have all of them.
    private func isRestOfRow(_ below: PageLayout.Cell, of above: PageLayout.Cell, isOpen: Bool) -> Bool {
        guard below.page == above.page, below.box.top - above.box.bottom < 0.5 * above.box.height,
            isOpen || isFull(above, before: below) || context.scalar(below.tokens.lowerBound).properties.isLowercase
        else { return false }
        let (upper, lower) = (context.layout.lines[above.line].cells, context.layout.lines[below.line].cells)
        let goingOn = lower.compactMap { cell in
            upper.first { abs(leftEdge(of: context.layout.cells[$0]) - leftEdge(of: context.layout.cells[cell])) < 3 }
        }
        return goingOn.count == lower.count && lower.count < upper.count
    }

    /// Signs before the first letter included.
    private func leftEdge(of cell: PageLayout.Cell) -> Double {
        context.layout.words[context.tokens[cell.tokens.lowerBound].word].box.left
    }

    /// Something stands left of the cell, so that it is another row of a table.
    private func hasNeighbourLeft(_ cell: Int, of left: Double) -> Bool {
        let line = context.layout.lines[context.layout.cells[cell].line]
        return line.box.left < left - 3
    }

    /// The first word of the next line had no room on this one, give or take two letters.
    func isFull(_ line: PageLayout.Cell, before next: PageLayout.Cell) -> Bool {
        let first = context.tokens[next.tokens.lowerBound]
        if context.tokens[line.tokens.upperBound - 1].after.contains(.hyphen) { return true }
        let width = context.layout.words[first.word].box.width
        return line.box.right + 0.25 * first.box.height + width > rightEnd(of: line) - 2 * first.box.height
    }

    /// Where the column of a cell ends: before the next cell of its line, else where the longest line of those ends that begin
    /// where it does, or of the page.
    private func rightEnd(of cell: PageLayout.Cell) -> Double {
        let line = context.layout.lines[cell.line]
        let index = context.layout.cellOf[cell.tokens.lowerBound]
        if index + 1 < line.cells.upperBound { return context.layout.cells[index + 1].box.left }
        let all = context.layout.cells.filter { $0.page == cell.page }
        let own = all.filter { abs($0.box.left - cell.box.left) < 1 }
        return (own.count >= Self.linesOfText ? own : all).map(\.box.right).max() ?? cell.box.right
    }

    /// Fewer lines may all be short.
    private static let linesOfText = 6

    /// Whether another line of the page is about as long, so that lines are broken there.
    private func isBrokenForRoom(_ line: PageLayout.Cell, _ index: Int) -> Bool {
        let least = line.box.right - 2 * line.box.height
        return context.layout.cells.indices.contains {
            context.layout.cells[$0].page == line.page && context.layout.cells[$0].box.right > least && $0 != index
        }
    }
}
