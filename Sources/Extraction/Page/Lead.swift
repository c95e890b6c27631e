// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// A phrase that announces a value, and how it stands to it.
struct Lead {
    enum Way {
        /// Before it in the text or in its cell.
        case text
        /// In the cell to its left.
        case left
        case above
        /// Below, as the captions of forms do.
        case below
    }

    let cue: Cue
    let way: Way
    /// Words between the two that mean nothing known.
    let distance: Int
}

extension PageContext {
    /// The phrases that may announce what stands from `first` to `last`, the most binding first.
    ///
    /// - Parameters:
    ///   - reach: the most unknown words between.
    ///   - columnReach: the most words before it in its cell for a label above or below to count.
    ///   - meanings: of the phrases that say anything about such a value, for or against.
    ///   - isBarrier: tokens that a phrase cannot announce anything beyond, such as another value of the kind.
    func leads(
        first: Int, last: Int, reach: Int, among meanings: Set<WordingMeaning>, columnReach: Int = 0,
        isBarrier: (Int) -> Bool = { _ in false }
    ) -> [Lead] {
        let isRelevant = { (cue: Cue, distance: Int) in
            guard meanings.contains(cue.meaning) else { return false }
            // *Esami* and *dal* inside a sentence announce nothing but what follows at once.
            let isLoose = [.otherNumber, .otherDate, .eventDate, .diagnosis].contains(cue.meaning)
            return !isLoose || cue.isLabel || distance == 0 || isHead(cue)
        }
        if let cue = labelInBrackets(after: last), meanings.contains(cue.meaning) {
            return [Lead(cue: cue, way: .text, distance: 0)]
        }
        var leads: [Lead] = []
        let cell = layout.cellOf[first]
        let inCell = textLead(first, reach: reach, within: cell, isRelevant, isBarrier)
        if let lead = inCell.lead { leads.append(lead) }
        if inCell.reachedStart, hasCaptions, inCell.distance <= max(1, columnReach),
            let lead = captionLead(cell) ?? columnLead(cell, .below)
        {
            return leads + [lead]
        }
        // The column beside has labels of its own.
        if inCell.reachedStart, hasHeads, leads.isEmpty, inCell.distance <= max(1, columnReach),
            let lead = columnLead(cell, .above), lead.cue.isLabel
        {
            return [lead]
        }
        if inCell.reachedStart {
            // Under heads, what is left of a cell belongs to the column beside.
            if let lead = leftLead(cell, distance: inCell.distance, reach: reach),
                !hasHeads || meanings.contains(lead.cue.meaning)
            {
                leads.append(lead)
            }
            if leads.isEmpty, let lead = textLead(first, reach: reach, within: nil, isRelevant, isBarrier).lead {
                leads.append(lead)
            }
            // `ICD-9-CM` at the end of the line before says what it is, not a heading below.
            let isAnnounced = leads.contains { $0.way == .text && $0.distance == 0 && $0.cue.isLabel }
            if inCell.distance <= columnReach,
                let lead = columnLead(cell, .above) ?? (isAnnounced ? nil : loneCaption(cell))
            {
                leads.append(lead)
            }
        }
        return leads
    }

    /// `12/03/2025 (data di emissione)`: some forms have the label after the value.
    private func labelInBrackets(after last: Int) -> Cue? {
        guard last + 1 < tokens.count, layout.cellOf[last + 1] == layout.cellOf[last],
            tokens[last + 1].before.contains(.open), let cue = cue(at: last + 1), cue.first == last + 1,
            tokens[cue.last].after.contains(.close)
        else { return nil }
        return cue
    }

    /// `DIAGNOSI Enterite regionale (555)`: a label without a colon, before a capital.
    func isHead(_ cue: Cue) -> Bool {
        guard cue.meaning == .diagnosis, cue.opensCell, let next = next(cue.last) else { return false }
        return isCapitalised(next) && tokens[next].key.count > 2
    }

    private func textLead(
        _ first: Int, reach: Int, within cell: Int?, _ isRelevant: (Cue, Int) -> Bool, _ isBarrier: (Int) -> Bool
    ) -> (lead: Lead?, distance: Int, reachedStart: Bool) {
        var distance = 0
        var token = first
        while let before = previous(token) {
            if let cell, layout.cellOf[before] != cell { return (nil, distance, true) }
            let isEnd = ends(before, before: token) && !(distance == 0 && isMisreadColon(before, token))
            if isBarrier(before) || isEnd { return (nil, distance, false) }
            if let cue = cue(at: before) {
                if isRelevant(cue, distance) {
                    return (Lead(cue: cue, way: .text, distance: distance), distance, false)
                }
                if cue.meaning != .filler, !isSection(before) { distance += cue.range.count }
                if distance > reach { return (nil, distance, false) }
                token = cue.first
                guard previous(token) != nil else { break }
                continue
            }
            if !isSection(before) { distance += 1 }
            if distance > reach { return (nil, distance, false) }
            token = before
        }
        return (nil, distance, true)
    }

    /// `Esenzione (codice); 0A02`: behind a label that opens its cell a recognised semicolon is a colon.
    private func isMisreadColon(_ token: Int, _ next: Int) -> Bool {
        guard isRecognised(token), layout.cellOf[token] == layout.cellOf[next], let cue = cue(at: token) else {
            return false
        }
        return cue.last == token && cue.opensCell && cue.isLabel
    }

    /// The label at the end of the nearest cell to the left.
    private func leftLead(_ cell: Int, distance: Int, reach: Int) -> Lead? {
        let line = layout.lines[layout.cells[cell].line]
        guard distance <= reach else { return nil }
        if let lead = aroundLead(cell, distance: distance) { return lead }
        guard cell > line.cells.lowerBound else { return nil }
        let beside = layout.cells[cell - 1].tokens
        // `cod.` in a cell of its own announces nothing by itself.
        if beside.allSatisfy({ cue(at: $0)?.meaning == .filler }) {
            return leftLead(cell - 1, distance: distance, reach: reach)
        }
        if let birth = birthplaceLead(beside, before: cell) { return birth }
        var token = beside.upperBound - 1
        let start = beside.lowerBound
        while token >= start {
            if isMark(token), token > start {
                token -= 1
                continue
            }
            guard let cue = cue(at: token) else { return nil }
            // `sì` in the column beside announces nothing, nor does `Iperparatiroidismo primario`.
            if cue.meaning == .common { return nil }
            if cue.meaning == .otherPhysician, !cue.isLabel, cue.first > start, scalar(cue.first).isLowercase {
                return nil
            }
            if cue.meaning != .filler { return Lead(cue: cue, way: .left, distance: distance) }
            guard cue.first > start else { return nil }
            token = cue.first - 1
        }
        return nil
    }

    /// `Nato/a a Alessandria (AL)` | `il 9/9/1952`
    private func birthplaceLead(_ beside: Range<Int>, before cell: Int) -> Lead? {
        let first = layout.cells[cell].tokens.lowerBound
        guard tokens[first].key == Array("IL".utf8), let cue = cue(at: beside.lowerBound),
            cue.first == beside.lowerBound, cue.meaning == .birth
        else { return nil }
        return Lead(cue: cue, way: .left, distance: 0)
    }

    /// More no form has: what looks through a row for each of its cells must not cost the square of noise.
    private static let mostColumns = 40

    /// A label of two lines to the left, whose value stands level with the gap between them. Where the value's line has others,
    /// the label stands between it and the one before.
    private func aroundLead(_ cell: Int, distance: Int) -> Lead? {
        let line = layout.cells[cell].line
        guard line > 0, line + 1 < layout.lines.count else { return nil }
        let isFirst = cell == layout.lines[line].cells.lowerBound
        guard !isFirst || layout.lines[line].cells.count == 1, layout.lines[line - 1].cells.count <= Self.mostColumns
        else { return nil }
        let edge = isFirst ? -.infinity : layout.cells[cell - 1].box.right
        for above in layout.lines[line - 1].cells {
            guard let below = streams.next[above], layout.cells[below].line == line + 1,
                layout.cells[above].box.right < layout.cells[cell].box.left, layout.cells[above].box.left > edge,
                let cue = labelOfTwoLines(above, below)
            else { continue }
            return Lead(cue: cue, way: .left, distance: distance)
        }
        return nil
    }

    /// A label that fills a cell and goes on in the one below, which says nothing else.
    private func labelOfTwoLines(_ above: Int, _ below: Int) -> Cue? {
        let tokens = layout.cells[above].tokens
        guard let cue = cue(at: tokens.lowerBound), cue.first == tokens.lowerBound, cue.last >= tokens.upperBound - 1,
            cue.isLabel || cue.range.count > 1
        else { return nil }
        let rest = layout.cells[below].tokens
        let isRest =
            rest.count <= 3
            && rest.allSatisfy { token in
                (!self.tokens[token].hasDigit || cueOfLabel(cue, has: token))
                    && (self.cue(at: token).map { $0.first == cue.first || !$0.isLabel } ?? true)
            }
        return isRest ? cue : nil
    }

    private func cueOfLabel(_ cue: Cue, has token: Int) -> Bool { self.cue(at: token)?.first == cue.first }

    /// The label of the entry that a token is in, and where the entry begins: beside or above its first line.
    func entry(of token: Int) -> (label: Cue, start: Int)? {
        var cell = layout.cellOf[token]
        for _ in 0..<5 {
            let start = layout.cells[cell].tokens.lowerBound
            if let lead = leftLead(cell, distance: 0, reach: 0) ?? columnLead(cell, .above), lead.cue.isLabel {
                return (lead.cue, start)
            }
            guard let above = streams.previous[cell],
                !ends(layout.cells[above].tokens.upperBound - 1, before: start)
            else { return nil }
            cell = above
        }
        return nil
    }

    /// A cell above or below that is a label and nothing else. Other columns may have lines in between.
    private func columnLead(_ index: Int, _ way: Lead.Way) -> Lead? {
        let cell = layout.cells[index]
        let step = way == .above ? -1 : 1
        var edge = way == .above ? cell.box.top : cell.box.bottom
        var line = cell.line + step
        while layout.lines.indices.contains(line), layout.lines[line].page == cell.page, abs(line - cell.line) < 5 {
            let box = layout.lines[line].box
            let gap = way == .above ? edge - box.bottom : box.top - edge
            guard gap < max(way == .above || hasCaptions ? 2.2 : 1.2, hasHeads ? columnGap : 0) * cell.box.height
            else { return nil }
            let near = layout.lines[line].cells.filter { layout.cells[$0].box.sharesColumn(with: cell.box) }
            if let found = near.first {
                if way == .above, isRow(found, of: index) {
                    return columnLead(found, way)
                }
                guard near.count == 1 || way == .above,
                    let cue = soleCue(of: found) ?? endCue(of: found, over: cell.box) ?? headOfTwoLines(found, way),
                    isHeadRow(found, over: index, way) || !hasValueBeside(found)
                else { return nil }
                return Lead(cue: cue, way: way, distance: 0)
            }
            edge = way == .above ? min(edge, box.top) : max(edge, box.bottom)
            line += step
        }
        return nil
    }

    /// `Codice di esenzione` / `attribuibile`: small letters below a label, close to it, are the rest of a head.
    private func headOfTwoLines(_ rest: Int, _ way: Lead.Way) -> Cue? {
        let cell = layout.cells[rest]
        guard way == .above, cell.tokens.count <= 2, scalar(cell.tokens.lowerBound).properties.isLowercase,
            !cell.tokens.contains(where: { tokens[$0].hasDigit || cue(at: $0) != nil }),
            let above = streams.previous[rest],
            layout.cells[above].page == cell.page, abs(layout.cells[above].box.left - cell.box.left) < 2,
            cell.box.top - layout.cells[above].box.bottom < 0.6 * cell.box.height
        else { return nil }
        return soleCue(of: above).flatMap { $0.isLabel ? $0 : nil }
    }

    /// Where labels do not stand below their values, what follows a line of text is the heading of the next part: `Ernia iatale
    /// (553.3)`, `Patologia per la quale si richiede l'esenzione`.
    private func loneCaption(_ cell: Int) -> Lead? {
        columnLead(cell, .below).flatMap { lead in
            hasCaptions || !DiagnosisText.conditions.contains(lead.cue.meaning) ? lead : nil
        }
    }

    private func captionLead(_ cell: Int) -> Lead? {
        captionUnder(cell).flatMap { soleCue(of: $0) }.map { Lead(cue: $0, way: .below, distance: 0) }
    }

    /// Whether a cell is another value in the same column of a table, whose head stands further up.
    private func isRow(_ above: Int, of cell: Int) -> Bool {
        let (upper, lower) = (layout.cells[above], layout.cells[cell])
        // The cells of a row may stand on two lines, where those of several lines are centred beside the others.
        let cells = [upper, lower].map { layout.lines[$0.line].cells.count }
        return cells.contains { $0 >= 3 } && !cells.contains(1) && abs(upper.box.left - lower.box.left) < 2
            && soleCue(of: above) == nil
            && endCue(of: above, over: lower.box) == nil
    }

    /// The label at the end of a cell that begins where a value below it does: columns that stand close are one cell.
    private func endCue(of cell: Int, over value: PDFBox) -> Cue? {
        let aligned = layout.cells[cell].tokens.first { abs(tokens[$0].box.left - value.left) < 3 }
        guard let aligned, let cue = cue(at: aligned), cue.first == aligned else { return nil }
        let isLast = cue.last == layout.cells[cell].tokens.upperBound - 1
        // In a cell of phrases alone, each may be a head.
        let isHead =
            isLast
            || layout.cells[cell].tokens.allSatisfy { token in
                self.cue(at: token).map { !tokens[token].hasDigit || $0.meaning == .diagnosisCode } ?? false
            }
        return isHead && (cue.isLabel || cue.range.count > 1 || !isLast) ? cue : nil
    }

    /// A row of heads over a row of as many values that begin where they do.
    private func isHeadRow(_ head: Int, over value: Int, _ way: Lead.Way) -> Bool {
        let (upper, lower) = (layout.lines[layout.cells[head].line].cells, layout.lines[layout.cells[value].line].cells)
        return way == .above && upper.count >= 2 && upper.count == lower.count
            && zip(upper, lower).allSatisfy { abs(layout.cells[$0].box.left - layout.cells[$1].box.left) < 3 }
    }

    /// What stands to the right of a label is its value, unless that is a label too.
    private func hasValueBeside(_ cell: Int) -> Bool {
        let line = layout.lines[layout.cells[cell].line]
        guard cell + 1 < line.cells.upperBound, soleCue(of: cell + 1) == nil, !isBracketed(cell + 1) else {
            return false
        }
        let (own, beside) = (layout.cells[cell].box, layout.cells[cell + 1].box)
        // Lines of two columns, which only happen to be almost level.
        if abs(own.bottom - beside.bottom) > (hasHeads ? 0.2 : 0.3) * own.height { return false }
        return cue(at: layout.cells[cell + 1].tokens.lowerBound).map { !$0.isLabel } ?? true
    }

    /// `(eventuale scadenza)`: a caption, whatever it says.
    private func isBracketed(_ cell: Int) -> Bool {
        let own = layout.cells[cell].tokens
        return tokens[own.lowerBound].before.contains(.open) && tokens[own.upperBound - 1].after.contains(.close)
    }

    /// `B`, the letter of a section of a form, at the beginning of a line.
    func isSection(_ token: Int) -> Bool {
        let piece = tokens[token]
        return piece.key.count == 1 && !piece.hasDigit && piece.after.isEmpty && isCapitalised(token)
            && layout.lines[cell(of: token).line].cells.lowerBound == layout.cellOf[token]
            && cell(of: token).tokens.lowerBound == token
    }

    /// `5.` before a question or the name of a field.
    private func isNumbering(_ token: Int) -> Bool {
        tokens[token].isNumber && tokens[token].key.count <= 2
            && !tokens[token].after.isDisjoint(with: [.stop, .close, .dash, .hyphen])
    }

    /// The phrase that a cell consists of, fillers aside; of `Patologia e codice ICD-9-CM` the words for the code.
    func soleCue(of cell: Int) -> Cue? {
        var sole: Cue?
        var token = layout.cells[cell].tokens.lowerBound
        if isNumbering(token) { token += 1 }
        while token < layout.cells[cell].tokens.upperBound {
            if isMark(token) {
                token += 1
                continue
            }
            guard let cue = cue(at: token) else { return nil }
            switch (sole?.meaning, cue.meaning) {
            case (_, .filler): break
            case (nil, _), (.diagnosis, .diagnosisCode): sole = cue
            case (.diagnosis, .common), (.diagnosisCode, .common), (.diagnosisCode, .diagnosis): break
            default: return nil
            }
            token = cue.last + 1
        }
        return sole
    }

    /// `(2)` behind a label that occurs once more.
    private func isMark(_ token: Int) -> Bool { tokens[token].isFootnoteMark }
}
