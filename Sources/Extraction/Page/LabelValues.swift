// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import PDFReading

extension PageContext {
    /// Where the value of a label may stand, the likeliest place first: after it in its cell, in the next cell, in the cell
    /// below, in the cell above.
    func places(of label: Cue) -> [[Int]] {
        if let before = before(label) { return [before] }
        let own = own(label)
        if !own.isEmpty { return [own] }
        let cell = layout.cellOf[label.last]
        if let head = underHead(label) { return [head] }
        guard label.endsCell else { return [] }
        if let next = streams.flowing.overLine(cell, layout) {
            let tokens = layout.cells[next].tokens
            let value = Array(untilLabel(tokens.lowerBound, tokens.upperBound))
            if !value.isEmpty { return [value] }
        }
        let first = layout.cellOf[label.first]
        // A label of two lines has its value beside the first.
        let beside = first == cell ? [right(cell)] : [between(first, cell), right(first), right(cell)]
        let above = [isUnderHeading(label, first) ? [] : column(first, below: false)]
        // Under a row, what ends in a colon is perhaps the label of the next.
        let isRow = beside.contains { !$0.isEmpty }
        let below = [column(cell, below: true, isRow: isRow)]
        let places = hasCaptions ? above + beside + below : hasHeads ? below + beside + above : beside + below + above
        return places.filter { !$0.isEmpty }
    }

    /// `DATI CLINICI` above `Diagnosi:` is no value of it.
    private func isUnderHeading(_ label: Cue, _ cell: Int) -> Bool {
        guard label.hasColon, !hasCaptions, let above = columnCell(cell, below: false) else { return false }
        let first = layout.cells[above].tokens.lowerBound
        return cue(at: first)?.meaning == .personTitle || Self.headings.contains(tokens[first].key)
    }

    /// `SEZIONE 2 - PATOLOGIA`
    func isHeading(_ token: Int) -> Bool {
        guard cell(of: token).tokens.lowerBound == token, Self.headings.contains(tokens[token].key),
            cell(of: token).tokens.contains(token + 1)
        else { return false }
        return tokens[token + 1].isNumber || tokens[token + 1].key.count == 1
    }

    private static let headings = Set(["DATI", "SEZIONE", "QUADRO", "PARTE", "CONDIZIONE"].map { [UInt8]($0.utf8) })

    /// Heads that stand close are one cell; the value of each begins where the head does.
    private func underHead(_ label: Cue) -> [Int]? {
        let cell = layout.cells[layout.cellOf[label.last]].tokens
        let isAmongHeads =
            (label.last + 1 < cell.upperBound
                && cue(at: label.last + 1).map { $0.isLabel || $0.range.count > 1 } ?? false)
            || (label.endsCell && label.first > cell.lowerBound && cue(at: label.first - 1) != nil)
        guard isAmongHeads, let first = below(label.first), cue(at: first).map({ !$0.isLabel }) ?? true else {
            return nil
        }
        let value = Array(untilLabel(first, self.cell(of: first).tokens.upperBound))
        return value.isEmpty ? nil : value
    }

    /// The same cells with all their words.
    func rawPlaces(of label: Cue) -> [[Int]] {
        let cell = layout.cellOf[label.last]
        let line = layout.lines[layout.cells[cell].line]
        let beside = cell + 1 < line.cells.upperBound ? cell + 1 : nil
        return [beside, columnCell(cell, below: true), columnCell(cell, below: false)].compactMap(\.self)
            .map { Array(layout.cells[$0].tokens) }
    }

    /// `Rossi (cognome) Maria (nome)`: what stands before a label in brackets, back to the one before.
    func before(_ label: Cue) -> [Int]? {
        guard isInBrackets(label) else { return nil }
        let cell = cell(of: label.first).tokens
        guard !bracketsLead(in: cell) else { return nil }
        var start = label.first
        while start > cell.lowerBound, !tokens[start - 1].after.contains(.close),
            cue(at: start - 1).map({ !$0.isLabel }) ?? true
        {
            start -= 1
        }
        return start < label.first ? Array(start..<label.first) : nil
    }

    private func isInBrackets(_ label: Cue) -> Bool {
        tokens[label.first].before.contains(.open) && tokens[label.last].after.contains(.close)
    }

    /// `il/la Sig./Sig.ra (cognome) Rossi (nome) Maria`: nothing that could be a value stands before the first of them, and
    /// something behind the last.
    private func bracketsLead(in cell: Range<Int>) -> Bool {
        let labels = cues.filter { cell.contains($0.first) && isInBrackets($0) }
        guard let first = labels.first, let last = labels.last, last.last + 1 < cell.upperBound else { return false }
        guard first.first > cell.lowerBound, let before = cue(at: first.first - 1) else { return false }
        return before.meaning == .personTitle || before.isLabel
    }

    /// What follows in the cell of the label, up to the next label.
    private func own(_ label: Cue) -> [Int] {
        let end = layout.cells[layout.cellOf[label.last]].tokens.upperBound
        let value = Array(untilLabel(label.last + 1, end))
        guard label.namesPerson else { return value }
        // `Cognome __ Rossi __ Nome __ Mario __ Sesso __ M`: after one label for a name, the word for another is one too.
        return Array(value.prefix { token in !(cue(at: token).map { $0.isOfPerson && isCapitalised(token) } ?? false) })
    }

    /// The tokens from `start` before the next label, at most to `end`.
    ///
    /// - Parameter passesStops: words that end a sentence's value end none that has a cell of its own.
    func untilLabel(_ start: Int, _ end: Int, passesStops: Bool = false) -> Range<Int> {
        var token = start
        while token < end {
            if let cue = cue(at: token), !isExcluding(cue) {
                // The end of a label that began on the line above is no value.
                if cue.isLabel, cue.first != token, cue.first < start || cue.first >= end { break }
                if passesStops, cue.meaning == .stop, token > start {
                    token += 1
                    continue
                }
                if cue.first == token, cue.endsText, !isOfName(cue), token > start || !cue.opensCell || cue.isLabel {
                    break
                }
            }
            token += 1
        }
        return start..<token
    }

    /// `(ESCLUSO: SECONDARIO)` is part of a name, and so is `trombocitopenia assenza di radio`.
    func isExcluding(_ cue: Cue) -> Bool {
        guard cue.meaning == .conditionOff else { return false }
        if tokens[cue.first].before.contains(.open) { return true }
        return Self.absence.contains(tokens[cue.first].key) && cue.first > cell(of: cue.first).tokens.lowerBound
            && tokens[cue.first - 1].after.isEmpty
    }

    private static let absence = Set(["ASSENZA", "SENZA"].map { [UInt8]($0.utf8) })

    /// `malattia di Huntington`, `sindrome di Down` are no labels where a name goes on in the same cell.
    func isOfName(_ cue: Cue) -> Bool {
        // `Portatore di pacemaker` as the value of a label.
        if cue.meaning == .condition, cue.opensCell, !cue.hasColon, !cue.endsCell {
            return DiagnosisText.isBearer(tokens[cue.first])
        }
        guard cue.meaning == .diagnosis, !cue.hasColon, !cue.endsCell,
            DiagnosisText.nouns.contains(tokens[cue.first].key), let next = next(cue.last)
        else { return false }
        return DiagnosisText.links.contains(tokens[cue.last].key) || DiagnosisText.links.contains(tokens[next].key)
    }

    /// A few words and a colon: perhaps a label that is not known.
    func resemblesLabel(_ cell: PageLayout.Cell) -> Bool {
        guard isCapitalised(cell.tokens.lowerBound) else { return false }
        return cell.tokens.prefix(4).contains { tokens[$0].after.contains(.colon) }
    }

    private func right(_ cell: Int) -> [Int] {
        let line = layout.lines[layout.cells[cell].line]
        guard cell + 1 < line.cells.upperBound else { return around(cell) }
        let tokens = layout.cells[cell + 1].tokens
        return Array(untilLabel(tokens.lowerBound, tokens.upperBound))
    }

    /// Level with the gap between the two lines of a label.
    private func between(_ above: Int, _ below: Int) -> [Int] {
        let line = layout.cells[above].line + 1
        guard layout.cells[below].line == line + 1 else { return [] }
        let cell = layout.lines[line].cells.first { layout.cells[$0].box.left > layout.cells[above].box.right - 1 }
        guard let cell else { return [] }
        let tokens = layout.cells[cell].tokens
        return Array(untilLabel(tokens.lowerBound, tokens.upperBound))
    }

    /// A value of two lines whose label stands level with the gap between them.
    private func around(_ cell: Int) -> [Int] {
        let line = layout.cells[cell].line
        guard line > 0, line + 1 < layout.lines.count, layout.lines[line].cells.count == 1 else { return [] }
        for above in layout.lines[line - 1].cells {
            guard let below = streams.next[above], layout.cells[below].line == line + 1,
                layout.cells[above].box.left > layout.cells[cell].box.right,
                above == layout.lines[line - 1].cells.lowerBound, below == layout.lines[line + 1].cells.lowerBound
            else { continue }
            return Array(layout.cells[above].tokens) + Array(layout.cells[below].tokens)
        }
        return []
    }

    private func column(_ index: Int, below: Bool, isRow: Bool = false) -> [Int] {
        guard let found = columnCell(index, below: below), !(isRow && resemblesLabel(layout.cells[found])) else {
            return []
        }
        let tokens = layout.cells[found].tokens
        return Array(untilLabel(tokens.lowerBound, tokens.upperBound))
    }
}
