// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// The words of a condition: beside its code, or behind the phrase that announces it.
struct DiagnosisText {
    let context: PageContext
    /// Where codes stand: words end before them.
    var codes: Set<Int> = []
    /// Where days stand, which are no words of a condition.
    var days: Set<Int> = []

    /// The words that go with a code: after it, or between the phrase and it where it stands in brackets after them.
    func beside(_ token: Int, lead: Lead) -> ValueBlock? {
        if let row = inRow(of: token, lead) { return row }
        if let before = before(token, lead) ?? inCell(before: token, lead) { return before }
        return behindCode(token)
    }

    /// The words that follow a code.
    func behindCode(_ token: Int) -> ValueBlock? {
        // `… 189.0. Si invia allo sportello`
        if let next = context.next(token), context.cell(of: token).tokens.contains(next),
            context.ends(token, before: next)
        {
            return nil
        }
        return ValueBlocks(context: context).after(token).flatMap {
            isUnderOtherHead($0, than: token) ? nil : bounded($0)
        }
    }

    /// `Codice diagnosi | Validità` over `250.02 | Secondo normativa`: the cell beside is another label's value.
    private func isUnderOtherHead(_ block: ValueBlock, than token: Int) -> Bool {
        guard let first = block.tokens.first, context.layout.cellOf[first] != context.layout.cellOf[token],
            let above = context.columnCell(context.layout.cellOf[first], below: false),
            let own = context.columnCell(context.layout.cellOf[token], below: false),
            context.layout.cells[above].line == context.layout.cells[own].line,
            context.soleCue(of: own)?.meaning == .diagnosisCode, let head = context.soleCue(of: above)
        else { return false }
        return head.isLabel && !Self.conditions.contains(head.meaning)
    }

    /// What follows a phrase, in its cell, beside it or below.
    func behind(_ cue: Cue) -> ValueBlock? {
        if let before = context.before(cue) { return bounded(ValueBlock(tokens: before)) }
        let cell = context.cell(of: cue.last)
        let start = behindHint(cue.last + 1, in: cell.tokens)
        let answer = answer(to: cue, in: cell.tokens)
        let own = answer ?? context.untilLabel(start, cell.tokens.upperBound)
        let blocks = ValueBlocks(context: context)
        if let other = wordsForCode(behind: own, in: cell.tokens) { return beside(other, blocks) }
        if !own.isEmpty {
            return bounded(
                blocks.whole(
                    withNoun(Array(own), of: cue), left: context.tokens[own.lowerBound].box.left, isCell: false),
                isCell: answer != nil)
        }
        guard cell.tokens.upperBound == cue.last + 1 else { return nil }
        return beside(cue, blocks)
    }

    /// What follows a colon in a sentence.
    func behind(colon token: Int) -> ValueBlock? {
        guard let first = context.next(token) else { return nil }
        let own = context.untilLabel(first, context.cell(of: first).tokens.upperBound)
        guard !own.isEmpty else { return nil }
        return bounded(
            ValueBlocks(context: context).whole(Array(own), left: context.tokens[first].box.left, isCell: false))
    }

    /// `è affetto/a da (diagnosi) tiroidite cronica`: a form says in brackets what its blank is for.
    func behindHint(_ start: Int, in cell: Range<Int>) -> Int {
        guard cell.contains(start), context.tokens[start].before.contains(.open),
            let end = cell[start...].prefix(4).first(where: { context.tokens[$0].after.contains(.close) }),
            (start...end).contains(where: { isOfCondition($0) }),
            (start...end).allSatisfy({ isOfHint($0) }), cell.contains(end + 1)
        else { return start }
        return end + 1
    }

    private func isOfCondition(_ token: Int) -> Bool {
        Self.conditionWords.contains(context.tokens[token].key)
    }

    private static let conditionWords = Set(keys: "DIAGNOSI PATOLOGIA MALATTIA CONDIZIONE")

    private func isOfHint(_ token: Int) -> Bool {
        isOfCondition(token) || context.cue(at: token) != nil
            || DiagnosisReading.orders.contains(context.tokens[token].key)
            || context.tokens[token].key.count <= 3
    }

    /// `Diagnosi: epatite cronica in terapia con entecavir`: all that a line has behind its label is the value, where it is one
    /// sentence and nothing else.
    private func answer(to label: Cue, in cell: Range<Int>) -> Range<Int>? {
        guard label.hasColon, label.meaning == .diagnosis || label.meaning == .dischargeDiagnosis else { return nil }
        let all = context.untilLabel(label.last + 1, cell.upperBound, passesStops: true)
        guard !all.isEmpty, all.upperBound == cell.upperBound,
            zip(all, all.dropFirst()).allSatisfy({ !context.ends($0, before: $1) })
        else { return nil }
        return all
    }

    func beside(_ cue: Cue, _ blocks: ValueBlocks) -> ValueBlock? {
        let line = context.cell(of: cue.last).line
        if let centred = centred(below: cue) { return centred }
        for place in context.places(of: cue) {
            guard let first = place.first else { continue }
            let own = context.cell(of: first).line
            // What a sentence goes on with never stands above it.
            if cue.meaning == .condition, own < line { continue }
            // `è affetta da:` above `Diagnosi Carcinoma del colon`, a label with its value.
            if cue.meaning == .condition, isHeadOfValue(context.cell(of: first).tokens.lowerBound) { return nil }
            let value = own > line ? place : blocks.wholeAbove(place, alone: own == line)
            let left = context.layout.words[context.tokens[first].word].box.left
            let block = blocks.whole(afterCode(ofCell(value)), left: left, isCell: own == line)
            if let bounded = bounded(block, isCell: true) { return bounded }
        }
        return setApart(behind: cue)
    }

    func isHeadOfValue(_ token: Int) -> Bool {
        guard let label = context.cue(at: token), label.first == token, context.isHead(label) else { return false }
        return context.tokens[token].key == Self.diagnosis || isLabelOfName(label)
    }

    /// `Patologia Trombosi venosa profonda`: the name has a capital of its own, as it has not behind `Patologia reumatica`.
    private func isLabelOfName(_ label: Cue) -> Bool {
        guard label.range.count == 1, context.tokens[label.first].key == Self.pathology,
            let next = context.next(label.last), context.cell(of: label.first).tokens.contains(next)
        else { return false }
        return context.isCapitalised(next) && !context.isCapital([next]) && !context.isCapital([label.first])
    }

    private static let diagnosis = Array("DIAGNOSI".utf8)
    private static let pathology = Array("PATOLOGIA".utf8)

    /// `è stata posta diagnosi di` at the end of a line, and the condition alone in the next, set in the middle of the page.
    func setApart(behind cue: Cue) -> ValueBlock? {
        let cell = context.cell(of: cue.last)
        let below = cell.line + 1
        guard cue.meaning == .condition, context.layout.lines.indices.contains(below) else { return nil }
        let line = context.layout.lines[below]
        guard context.layout.lines[cell.line].cells.count == 1, line.page == cell.page, line.cells.count == 1,
            // A colon leads on over a wider gap.
            line.box.top - cell.box.bottom < (cue.hasColon ? 3 : 1.5) * cell.box.height
        else { return nil }
        return bounded(ValueBlock(tokens: Array(context.layout.cells[line.cells.lowerBound].tokens)), isCell: true)
    }

    /// `presenta la` / `seguente patologia:`, and the condition alone in the middle of the next line.
    func centred(below cue: Cue) -> ValueBlock? {
        let cell = context.cell(of: cue.last)
        let lines = context.layout.lines
        guard cue.hasColon, lines[cell.line].cells.count == 1, lines.indices.contains(cell.line + 1) else { return nil }
        let line = lines[cell.line + 1]
        let isIndented =
            line.box.left > cell.box.left + 3 * cell.box.height && line.box.left > cell.box.right - cell.box.height
        // The lines above of a sentence begin where this one does.
        let isText = cell.line > 0 && lines[cell.line - 1].box.left < cell.box.left + cell.box.height
        guard line.page == cell.page, line.cells.count == 1, isIndented, isText,
            line.box.top - cell.box.bottom < 1.5 * cell.box.height
        else { return nil }
        return bounded(ValueBlock(tokens: Array(context.layout.cells[line.cells.lowerBound].tokens)), isCell: true)
    }

    /// All that stands before the next label, where the place is the beginning of a cell: `iperparatiroidismo in follow-up`.
    func ofCell(_ place: [Int]) -> [Int] {
        guard let first = place.first, context.cell(of: first).tokens.lowerBound == first else { return place }
        let cell = context.untilLabel(first, context.cell(of: first).tokens.upperBound, passesStops: true)
        return cell.count > place.count && cell.count <= Self.mostOfCell ? Array(cell) : place
    }

    static let mostOfCell = 12

    /// `250.60 neuropatia diabetica`: the words behind the code that opens a place.
    func afterCode(_ place: [Int]) -> [Int] {
        guard place.count > 1, codes.contains(place[0]) else { return place }
        return Array(place.dropFirst())
    }

    /// `Patologia certificata e codice ICD-9-CM` is one label: the words for the code end it.
    func wordsForCode(behind own: Range<Int>, in cell: Range<Int>) -> Cue? {
        guard own.upperBound < cell.upperBound, let other = context.cue(at: own.upperBound),
            other.meaning == .diagnosisCode, other.endsCell || context.cell(of: other.last).tokens != cell,
            own.allSatisfy({ token in
                context.cue(at: token).map { $0.meaning == .common || $0.meaning == .filler } ?? false
            })
        else { return nil }
        return other
    }

    /// `Malattia di Crohn`: the word that announces the condition is the first of its name.
    func withNoun(_ tokens: [Int], of cue: Cue) -> [Int] {
        if let bearer = bearer(cue), tokens.first == cue.last + 1 { return bearer + tokens }
        guard !cue.hasColon, let first = tokens.first, first == cue.last + 1,
            Self.nouns.contains(context.tokens[cue.last].key),
            Self.links.contains(context.tokens[first].key) || isDescribed(cue, by: tokens)
        else { return tokens }
        return [cue.last] + tokens
    }

    /// `affetto da malattia renale cronica`: the noun and the word behind it are one name.
    private func isDescribed(_ cue: Cue, by tokens: [Int]) -> Bool {
        let key = context.tokens[tokens[0]].key
        return cue.meaning == .condition && cue.range.count > 1 && key.count > 4
            && context.scalar(tokens[0]).properties.isLowercase && !Self.kindsOfIllness.contains(key)
            && context.tokens[cue.last].after.isEmpty && context.cue(at: tokens[0]) == nil
            && !tokens.prefix(4).contains { context.tokens[$0].after.contains(.colon) }
    }

    private static let kindsOfIllness = Set(
        ["CRONICA", "CRONICO", "RARA", "INVALIDANTE", "SEGUENTE", "CERTIFICATA", "DENOMINATA"].map { Array($0.utf8) })

    /// `Diagnosi: portatrice di protesi valvolare`: as the value of a label it says what the condition is.
    func bearer(_ cue: Cue) -> [Int]? {
        guard let word = (cue.first...cue.last).first(where: { Self.isBearer(context.tokens[$0]) })
        else {
            return nil
        }
        let cell = context.cell(of: word).tokens
        let isValue =
            word == cell.lowerBound
            ? context.entry(of: word).map { Self.conditions.contains($0.label.meaning) } ?? false
            : codes.contains(word - 1)
                || context.cue(at: word - 1).map { ($0.isLabel && $0.hasColon) || Self.conditions.contains($0.meaning) }
                    ?? false
        return isValue && word == cue.first ? Array(word...cue.last) : nil
    }

    /// `portatore`, `portatrice`
    static func isBearer(_ piece: PageToken) -> Bool { piece.key.starts(with: "PORTAT".utf8) }

    /// `Quadro clinico: ipotiroidismo`: the first words were a label that is not known.
    func behindColon(_ tokens: [Int]) -> [Int] {
        guard let colon = tokens.prefix(3).firstIndex(where: { context.tokens[$0].after.contains(.colon) }),
            colon + 1 < tokens.count
        else { return tokens }
        return Array(tokens[(colon + 1)...])
    }

    /// Only at the beginning, as `bearer` puts it there.
    func isBearer(_ cue: Cue, at place: Int) -> Bool { place < cue.range.count && bearer(cue) != nil }

    /// Words that names of conditions begin with, and those that join them to the rest.
    static let nouns = Set(["MALATTIA", "SINDROME", "MORBO", "STATO", "PAZIENTE"].map { Array($0.utf8) })
    static let links = Set(["DI", "DEL", "DELLA", "DELLO", "DELL", "IN", "CON"].map { Array($0.utf8) })
}
