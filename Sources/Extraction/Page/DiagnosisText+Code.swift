// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// Where the words stand that go with a code: in its row, in its cell, or in the sentence before it.
extension DiagnosisText {
    /// In a table with a column for the code and one for the words: what stands under the head of that, in the row of the code.
    func inRow(of token: Int, _ lead: Lead) -> ValueBlock? {
        guard lead.way == .above || isHead(lead.cue, over: token) else { return nil }
        let heads = headLines(context.cell(of: lead.cue.first).line).flatMap { context.layout.lines[$0].cells }.flatMap
        {
            context.layout.cells[$0].tokens.compactMap { context.cue(at: $0) }
        }
        // Beside the name of the exemption, which is further from the code.
        let place = context.tokens[token].box.left
        let named = heads.filter { $0.meaning == .diagnosis || $0.meaning == .dischargeDiagnosis }
        let nearest = named.min {
            abs(context.tokens[$0.first].box.left - place) < abs(context.tokens[$1.first].box.left - place)
        }
        guard let head = nearest else { return nil }
        let left = context.tokens[head.first].box.left
        guard let named = cell(inRowOf: token, at: left, under: context.cell(of: head.first).line) else { return nil }
        let cell = isRank(named) ? described(token, by: heads) ?? named : named
        let blocks = ValueBlocks(context: context)
        let words = blocks.wholeAbove(Array(context.layout.cells[cell].tokens), alone: true)
        let start = cell == named ? left : context.layout.cells[cell].box.left
        return bounded(blocks.whole(words, left: start, isCell: true), isCell: true)
    }

    /// `Principale`: how much the condition of the row weighs, not what it is.
    private func isRank(_ cell: Int) -> Bool {
        let tokens = context.layout.cells[cell].tokens
        return tokens.count == 1 && DiagnosisReading.ranks.contains(context.tokens[tokens.lowerBound].key)
    }

    /// Under the head *Descrizione*.
    private func described(_ token: Int, by heads: [Cue]) -> Int? {
        let head = heads.first { $0.meaning == .otherLabel && context.tokens[$0.first].key.starts(with: "DESCRI".utf8) }
        guard let head else { return nil }
        return cell(inRowOf: token, at: context.tokens[head.first].box.left, under: context.cell(of: head.first).line)
    }

    /// The code is the first of its cell, right below a head of one line or several.
    func isHead(_ cue: Cue, over token: Int) -> Bool {
        let (head, value) = (context.cell(of: cue.last), context.cell(of: token))
        return head.line < value.line && value.tokens.lowerBound == token && head.tokens.upperBound == cue.last + 1
            && head.box.sharesColumn(with: value.box) && context.layout.lines[value.line].cells.count > 1
    }

    /// `ICD-9-` over `CM`: heads of two lines stand beside those of one, which are centred.
    func headLines(_ line: Int) -> [Int] {
        let lines = context.layout.lines
        return [line - 1, line, line + 1].filter {
            lines.indices.contains($0) && lines[$0].page == lines[line].page
                && abs(lines[$0].box.middle - lines[line].box.middle) < lines[line].box.height
        }
    }

    /// The cell of a row that begins at a place; a value of two lines stands around the others, which are centred beside it.
    func cell(inRowOf token: Int, at left: Double, under head: Int) -> Int? {
        let line = context.cell(of: token).line
        let places = [line, line - 1].filter {
            $0 > head && context.layout.lines[$0].page == context.layout.lines[line].page
        }
        return places.lazy.flatMap { context.layout.lines[$0].cells }.first {
            abs(context.layout.cells[$0].box.left - left) < 3 && context.layout.cellOf[token] != $0
        }
    }

    /// Phrases that announce a condition, the patient's own or not.
    static let conditions: Set<WordingMeaning> = [
        .condition, .diagnosis, .dischargeDiagnosis, .conditionOff, .familyCondition,
    ]

    /// `Diabete mellito [250.00]` as the value of a label beside or above.
    func inCell(before token: Int, _ lead: Lead) -> ValueBlock? {
        guard lead.way != .text else { return nil }
        let start = context.entry(of: token)?.start ?? context.cell(of: token).tokens.lowerBound
        var tokens: [Int] = []
        var current: Int? = start
        while let next = current, next != token {
            if let cue = context.cue(at: next), cue.isLabel, cue.hasColon { tokens = [] } else { tokens.append(next) }
            current = context.next(next)
        }
        guard current == token else { return nil }
        if tokens.first == context.cell(of: token).tokens.lowerBound, isUnderCondition(token) {
            tokens = ValueBlocks(context: context).wholeAbove(tokens)
        }
        while let last = tokens.last, context.cue(at: last)?.meaning == .filler { tokens.removeLast() }
        return tokens.contains { !context.tokens[$0].hasDigit && context.tokens[$0].key.count > 1 }
            ? ValueBlock(tokens: tokens) : nil
    }

    /// `Patologia certificata e cod.` over `ICD9`: the line of the code is the second of a value beside both.
    func isUnderCondition(_ token: Int) -> Bool {
        let line = context.layout.lines[context.cell(of: token).line]
        guard let above = context.streams.previous[line.cells.lowerBound] else { return false }
        let label = context.layout.cells[above].tokens
        return !context.tokens[label.upperBound - 1].after.contains(.colon)
            && context.cue(at: label.lowerBound).map { $0.isLabel && Self.conditions.contains($0.meaning) } ?? false
    }

    /// `è affetto da Diabete mellito (ICD-9-CM 250.00)`.
    func before(_ token: Int, _ lead: Lead) -> ValueBlock? {
        let condition: Cue
        switch lead.cue.meaning {
        case .condition, .diagnosis, .dischargeDiagnosis, .conditionOff, .familyCondition:
            guard lead.way == .text else { return nil }
            condition = ofWhole(lead.cue) ?? lead.cue
        case .diagnosisCode:
            let found = context.cuesBefore(context.next(token) == lead.cue.first ? token : lead.cue.first).first {
                $0.isLabel && Self.conditions.contains($0.meaning)
            }
            guard let found else {
                // `Con quale codice ICD-9-CM | 250.00`: what stands before the label belongs to it.
                if lead.way != .text { return nil }
                let start = context.next(token) == lead.cue.first ? token : lead.cue.first
                return sentence(before: start) ?? underHeading(before: start)
            }
            condition = found
        default: return nil
        }
        let isNamedBefore = lead.cue.meaning == .diagnosisCode && context.next(token) != lead.cue.first
        let end = isNamedBefore ? lead.cue.first : token
        var tokens: [Int] = []
        let first = behindHint(condition.last + 1, in: context.cell(of: condition.last).tokens)
        var current = first == condition.last + 1 ? context.next(condition.last) : first
        while let token = current, token != end {
            if let cue = context.cue(at: token), cue.endsText, !goesOn(cue, behind: tokens.last) { break }
            tokens.append(token)
            current = context.next(token)
        }
        tokens = withNoun(upToNote(behindAside(tokens)), of: condition)
        while let last = tokens.last, context.cue(at: last)?.meaning == .filler { tokens.removeLast() }
        let isSaid = tokens.contains {
            context.cue(at: $0).map { $0.meaning != .common && $0.meaning != .filler } ?? true
        }
        return isSaid ? ValueBlock(tokens: tokens) : nil
    }

    /// `affetto da sindrome bipolare con pregressi viraggi maniacali (296.7)`: what is past belongs to the condition.
    private func ofWhole(_ past: Cue) -> Cue? {
        guard past.meaning == .conditionOff, let joint = context.previous(past.first),
            context.tokens[joint].key == Self.with, !context.ends(joint, before: past.first)
        else { return nil }
        return context.cuesBefore(joint).first { $0.isLabel && Self.certified.contains($0.meaning) }
    }

    private static let with = Array("CON".utf8)
    private static let certified: Set<WordingMeaning> = [.condition, .diagnosis, .dischargeDiagnosis]

    /// `fibrillazione atriale in terapia con DOAC (427.31)`: no sign parts what is said of the condition from its name, and the
    /// code stands behind both.
    private func goesOn(_ cue: Cue, behind last: Int?) -> Bool {
        guard let last, cue.meaning == .stop else { return false }
        if last >= cue.first, last < cue.last { return true }
        guard context.next(last) == cue.first else { return false }
        return context.tokens[last].after.isEmpty && context.tokens[cue.first].before.isEmpty
            && Self.states.contains(context.tokens[cue.first].key)
    }

    private static let states = Set(["IN", "FOLLOW"].map { Array($0.utf8) })

    /// `affetto, in forma stabile, da schizofrenia`: the words before the comma say how.
    func behindAside(_ tokens: [Int]) -> [Int] {
        guard let first = tokens.first, Self.asides.contains(context.tokens[first].key) else { return tokens }
        let opening = tokens.prefix(7).indices.dropFirst().first { place in
            Self.introducing.contains(context.tokens[tokens[place]].key)
                && context.tokens[tokens[place - 1]].after.contains(.comma)
        }
        guard let opening, opening + 1 < tokens.count else { return tokens }
        return Array(tokens[(opening + 1)...])
    }

    static let asides = Set(["IN", "ORMAI", "ATTUALMENTE", "DA"].map { Array($0.utf8) })
    static let introducing = Set(["DA", "DAL", "DALLA", "DI"].map { Array($0.utf8) })

    func upToNote(_ tokens: [Int]) -> [Int] {
        guard let note = tokens.dropFirst().firstIndex(where: opensNote) else { return tokens }
        return Array(tokens[..<note])
    }

    /// The words of the sentence before a code, back to the last phrase that is known.
    func sentence(before token: Int) -> ValueBlock? {
        var tokens: [Int] = []
        var current = token
        while let before = context.previous(current), !context.ends(before, before: current) {
            if let cue = context.cue(at: before), cue.endsText || Self.conditions.contains(cue.meaning) {
                // `artrite reumatoide, in trattamento con metotrexato (714.0)`: the words stand before what is said of them.
                if cue.meaning == .stop, isInSentence(cue) {
                    tokens = []
                    current = cue.first
                    continue
                }
                // `Terapia in atto: …; codice diagnosi 582.1`
                if cue.isLabel, cue.hasColon, !Self.conditions.contains(cue.meaning), cue.meaning != .diagnosisCode {
                    return nil
                }
                tokens = withNoun(tokens, of: cue)
                break
            }
            // `Rossi Mario, 01/02/1960, RSSMRA60B01L219X` / `sindrome di Sjögren (710.2)`
            if days.contains(before) || FiscalCodeShape.resembles(context.tokens[before].key) { break }
            tokens.insert(before, at: 0)
            current = before
        }
        // `Pantoprazolo 20 mg al mattino`
        if tokens.contains(where: { context.cue(at: $0)?.meaning == .otherNumber }) { return nil }
        tokens = behindCause(behindColon(upToNote(tokens)))
        while let last = tokens.last, context.cue(at: last)?.meaning == .filler { tokens.removeLast() }
        return tokens.contains { context.tokens[$0].key.count > 3 } ? ValueBlock(tokens: tokens) : nil
    }

    /// `CONCLUSIONI` / `Morbo di Crohn ileale. ICD-9-CM 555.0.`: the code is a sentence of its own, behind the only other one
    /// under its heading.
    private func underHeading(before label: Int) -> ValueBlock? {
        guard let last = context.previous(label), context.tokens[last].after.contains(.stop) else { return nil }
        var tokens = [last]
        while let before = context.previous(tokens[0]), tokens.count <= Self.longestSentence {
            if let cue = context.cue(at: before), cue.isLabel, cue.opensCell {
                let isHeading = cue.endsCell || cue.hasColon
                return isHeading && !Self.apart.contains(cue.meaning) ? bounded(ValueBlock(tokens: tokens)) : nil
            }
            if context.tokens[before].after.contains(.stop), context.ends(before, before: tokens[0]) { return nil }
            tokens.insert(before, at: 0)
        }
        return nil
    }

    private static let longestSentence = 25
    /// What stands under such a heading is not certified.
    private static let apart: Set<WordingMeaning> = [.conditionOff, .familyCondition, .otherNumber]

    /// Something stands before it in the same sentence, and no capital says that another begins.
    func isInSentence(_ cue: Cue) -> Bool {
        guard let before = context.previous(cue.first) else { return false }
        return !context.isCapitalised(cue.first) && !context.ends(before, before: cue.first)
    }
}
