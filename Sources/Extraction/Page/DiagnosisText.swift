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
        return ValueBlocks(context: context).after(token).flatMap { bounded($0) }
    }

    /// In a table with a column for the code and one for the words: what stands under the head of that, in the row of the code.
    private func inRow(of token: Int, _ lead: Lead) -> ValueBlock? {
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
        guard let cell = cell(inRowOf: token, at: left, under: context.cell(of: head.first).line) else { return nil }
        let blocks = ValueBlocks(context: context)
        let words = blocks.wholeAbove(Array(context.layout.cells[cell].tokens), alone: true)
        return bounded(blocks.whole(words, left: left, isCell: true), isCell: true)
    }

    /// The code is the first of its cell, right below a head of one line or several.
    private func isHead(_ cue: Cue, over token: Int) -> Bool {
        let (head, value) = (context.cell(of: cue.last), context.cell(of: token))
        return head.line < value.line && value.tokens.lowerBound == token && head.tokens.upperBound == cue.last + 1
            && head.box.sharesColumn(with: value.box) && context.layout.lines[value.line].cells.count > 1
    }

    /// `ICD-9-` over `CM`: heads of two lines stand beside those of one, which are centred.
    private func headLines(_ line: Int) -> [Int] {
        let lines = context.layout.lines
        return [line - 1, line, line + 1].filter {
            lines.indices.contains($0) && lines[$0].page == lines[line].page
                && abs(lines[$0].box.middle - lines[line].box.middle) < lines[line].box.height
        }
    }

    /// The cell of a row that begins at a place; a value of two lines stands around the others, which are centred beside it.
    private func cell(inRowOf token: Int, at left: Double, under head: Int) -> Int? {
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
    private func inCell(before token: Int, _ lead: Lead) -> ValueBlock? {
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
    private func isUnderCondition(_ token: Int) -> Bool {
        let line = context.layout.lines[context.cell(of: token).line]
        guard let above = context.streams.previous[line.cells.lowerBound] else { return false }
        let label = context.layout.cells[above].tokens
        return !context.tokens[label.upperBound - 1].after.contains(.colon)
            && context.cue(at: label.lowerBound).map { $0.isLabel && Self.conditions.contains($0.meaning) } ?? false
    }

    /// `è affetto da Diabete mellito (ICD-9-CM 250.00)`.
    private func before(_ token: Int, _ lead: Lead) -> ValueBlock? {
        let condition: Cue
        switch lead.cue.meaning {
        case .condition, .diagnosis, .dischargeDiagnosis, .conditionOff, .familyCondition:
            guard lead.way == .text else { return nil }
            condition = lead.cue
        case .diagnosisCode:
            let found = context.cuesBefore(context.next(token) == lead.cue.first ? token : lead.cue.first).first {
                $0.isLabel && Self.conditions.contains($0.meaning)
            }
            guard let found else {
                // `Con quale codice ICD-9-CM | 250.00`: what stands before the label belongs to it.
                if lead.way != .text { return nil }
                return sentence(before: context.next(token) == lead.cue.first ? token : lead.cue.first)
            }
            condition = found
        default: return nil
        }
        let isNamedBefore = lead.cue.meaning == .diagnosisCode && context.next(token) != lead.cue.first
        let end = isNamedBefore ? lead.cue.first : token
        var tokens: [Int] = []
        var current = context.next(condition.last)
        while let token = current, token != end {
            if let cue = context.cue(at: token), cue.endsText { break }
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

    /// `affetto, in forma stabile, da schizofrenia`: the words before the comma say how.
    private func behindAside(_ tokens: [Int]) -> [Int] {
        guard let first = tokens.first, Self.asides.contains(context.tokens[first].key) else { return tokens }
        let opening = tokens.prefix(7).indices.dropFirst().first { place in
            Self.introducing.contains(context.tokens[tokens[place]].key)
                && context.tokens[tokens[place - 1]].after.contains(.comma)
        }
        guard let opening, opening + 1 < tokens.count else { return tokens }
        return Array(tokens[(opening + 1)...])
    }

    private static let asides = Set(["IN", "ORMAI", "ATTUALMENTE", "DA"].map { Array($0.utf8) })
    private static let introducing = Set(["DA", "DAL", "DALLA", "DI"].map { Array($0.utf8) })

    private func upToNote(_ tokens: [Int]) -> [Int] {
        guard let note = tokens.dropFirst().firstIndex(where: opensNote) else { return tokens }
        return Array(tokens[..<note])
    }

    /// The words of the sentence before a code, back to the last phrase that is known.
    private func sentence(before token: Int) -> ValueBlock? {
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
            tokens.insert(before, at: 0)
            current = before
        }
        // `Pantoprazolo 20 mg al mattino`
        if tokens.contains(where: { context.cue(at: $0)?.meaning == .otherNumber }) { return nil }
        tokens = behindColon(upToNote(tokens))
        while let last = tokens.last, context.cue(at: last)?.meaning == .filler { tokens.removeLast() }
        return tokens.contains { context.tokens[$0].key.count > 3 } ? ValueBlock(tokens: tokens) : nil
    }

    /// Something stands before it in the same sentence, and no capital says that another begins.
    private func isInSentence(_ cue: Cue) -> Bool {
        guard let before = context.previous(cue.first) else { return false }
        return !context.isCapitalised(cue.first) && !context.ends(before, before: cue.first)
    }

    /// What follows a phrase, in its cell, beside it or below.
    func behind(_ cue: Cue) -> ValueBlock? {
        if let before = context.before(cue) { return bounded(ValueBlock(tokens: before)) }
        let cell = context.cell(of: cue.last)
        let own = context.untilLabel(cue.last + 1, cell.tokens.upperBound)
        let blocks = ValueBlocks(context: context)
        if let other = wordsForCode(behind: own, in: cell.tokens) { return beside(other, blocks) }
        if !own.isEmpty {
            return bounded(
                blocks.whole(
                    withNoun(Array(own), of: cue), left: context.tokens[own.lowerBound].box.left, isCell: false))
        }
        guard cell.tokens.upperBound == cue.last + 1 else { return nil }
        return beside(cue, blocks)
    }

    private func beside(_ cue: Cue, _ blocks: ValueBlocks) -> ValueBlock? {
        let line = context.cell(of: cue.last).line
        for place in context.places(of: cue) {
            guard let first = place.first else { continue }
            let own = context.cell(of: first).line
            // What a sentence goes on with never stands above it.
            if cue.meaning == .condition, own < line { continue }
            let value = own > line ? place : blocks.wholeAbove(place, alone: own == line)
            let left = context.layout.words[context.tokens[first].word].box.left
            let block = blocks.whole(afterCode(ofCell(value)), left: left, isCell: own == line)
            if let bounded = bounded(block, isCell: true) { return bounded }
        }
        return setApart(behind: cue)
    }

    /// `è stata posta diagnosi di` at the end of a line, and the condition alone in the next, set in the middle of the page.
    private func setApart(behind cue: Cue) -> ValueBlock? {
        let cell = context.cell(of: cue.last)
        let below = cell.line + 1
        guard cue.meaning == .condition, context.layout.lines.indices.contains(below) else { return nil }
        let line = context.layout.lines[below]
        guard context.layout.lines[cell.line].cells.count == 1, line.page == cell.page, line.cells.count == 1,
            line.box.top - cell.box.bottom < 1.5 * cell.box.height
        else { return nil }
        return bounded(ValueBlock(tokens: Array(context.layout.cells[line.cells.lowerBound].tokens)), isCell: true)
    }

    /// All that stands before the next label, where the place is the beginning of a cell: `iperparatiroidismo in follow-up`.
    private func ofCell(_ place: [Int]) -> [Int] {
        guard let first = place.first, context.cell(of: first).tokens.lowerBound == first else { return place }
        let cell = context.untilLabel(first, context.cell(of: first).tokens.upperBound, passesStops: true)
        return cell.count > place.count && cell.count <= Self.mostOfCell ? Array(cell) : place
    }

    private static let mostOfCell = 12

    /// `250.60 neuropatia diabetica`: the words behind the code that opens a place.
    private func afterCode(_ place: [Int]) -> [Int] {
        guard place.count > 1, codes.contains(place[0]) else { return place }
        return Array(place.dropFirst())
    }

    /// `Patologia certificata e codice ICD-9-CM` is one label: the words for the code end it.
    private func wordsForCode(behind own: Range<Int>, in cell: Range<Int>) -> Cue? {
        guard own.upperBound < cell.upperBound, let other = context.cue(at: own.upperBound),
            other.meaning == .diagnosisCode, other.endsCell || context.cell(of: other.last).tokens != cell,
            own.allSatisfy({ token in
                context.cue(at: token).map { $0.meaning == .common || $0.meaning == .filler } ?? false
            })
        else { return nil }
        return other
    }

    /// `Malattia di Crohn`: the word that announces the condition is the first of its name.
    private func withNoun(_ tokens: [Int], of cue: Cue) -> [Int] {
        if let bearer = bearer(cue), tokens.first == cue.last + 1 { return bearer + tokens }
        guard !cue.hasColon, let first = tokens.first, first == cue.last + 1,
            Self.nouns.contains(context.tokens[cue.last].key), Self.links.contains(context.tokens[first].key)
        else { return tokens }
        return [cue.last] + tokens
    }

    /// `Diagnosi: portatrice di protesi valvolare`: as the value of a label it says what the condition is.
    private func bearer(_ cue: Cue) -> [Int]? {
        guard let word = (cue.first...cue.last).first(where: { context.tokens[$0].key.starts(with: "PORTAT".utf8) })
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

    /// `Quadro clinico: ipotiroidismo`: the first words were a label that is not known.
    private func behindColon(_ tokens: [Int]) -> [Int] {
        guard let colon = tokens.prefix(3).firstIndex(where: { context.tokens[$0].after.contains(.colon) }),
            colon + 1 < tokens.count
        else { return tokens }
        return Array(tokens[(colon + 1)...])
    }

    /// Only at the beginning, as `bearer` puts it there.
    private func isBearer(_ cue: Cue, at place: Int) -> Bool { place < cue.range.count && bearer(cue) != nil }

    /// Words that names of conditions begin with, and those that join them to the rest.
    static let nouns = Set(["MALATTIA", "SINDROME", "MORBO", "STATO", "PAZIENTE"].map { Array($0.utf8) })
    static let links = Set(["DI", "DEL", "DELLA", "DELLO", "DELL", "IN", "CON"].map { Array($0.utf8) })

    /// Up to the end of the sentence or to a bracket that holds no part of the name; nothing where no letters are left.
    ///
    /// - Parameter isCell: the words have a place of their own, where `in follow-up` is part of what they say.
    private func bounded(_ block: ValueBlock, isCell: Bool = false) -> ValueBlock? {
        var tokens: [Int] = []
        let all = behindColon(inBracket(behindAside(block.tokens)))
        for (place, token) in all.enumerated() {
            if context.cue(at: token).map({ ends($0, at: place, isCell) }) ?? false { break }
            if codes.contains(token) || opensNote(token) || announcesCode(token) || addsItsKind(token) { break }
            tokens.append(token)
            let next = place + 1 < all.count ? all[place + 1] : nil
            if let next, ends(token, before: next, isCell) { break }
        }
        let isWhole = isCell && tokens.count == all.count
        while let last = tokens.last, isWhole ? isFiller(last) : isLoose(last) { tokens.removeLast() }
        if tokens.allSatisfy(isOfDuration) || tokens.first.map(context.isHeading) ?? false { return nil }
        let isSaid = tokens.contains { token in
            context.tokens[token].key.count > 1 && !context.tokens[token].hasDigit && !days.contains(token)
                && context.cue(at: token).map { $0.meaning != .common && $0.meaning != .filler } ?? true
        }
        return isSaid ? ValueBlock(tokens: tokens, isUnsure: block.isUnsure) : nil
    }

    private func ends(_ cue: Cue, at place: Int, _ isCell: Bool) -> Bool {
        if cue.meaning == .stop { return !isCell || place == 0 }
        return cue.isLabel && !isBearer(cue, at: place) && !context.isOfName(cue)
            && !(place > 0 && context.isExcluding(cue))
    }

    /// The lines of a cell are one value, however short the first of them is.
    private func ends(_ token: Int, before next: Int, _ isCell: Bool) -> Bool {
        if isCell, context.layout.cellOf[token] != context.layout.cellOf[next],
            context.tokens[token].after.isDisjoint(with: [.stop, .semicolon, .colon])
        {
            return false
        }
        return context.ends(token, before: next)
    }

    /// `malattia di Huntington, patologia a carattere cronico`: what kind of condition it is, no part of its name.
    private func addsItsKind(_ token: Int) -> Bool {
        guard Self.kinds.contains(context.tokens[token].key), let before = context.previous(token) else { return false }
        return context.tokens[before].after.contains(.comma)
    }

    private static let kinds = Set(["PATOLOGIA", "CONDIZIONE", "AFFEZIONE"].map { Array($0.utf8) })

    /// `24 mesi`, `illimitata`: the value of the column beside.
    private func isOfDuration(_ token: Int) -> Bool {
        context.tokens[token].isNumber || Self.durations.contains(context.tokens[token].key)
    }

    private static let durations = Set(
        ["MESI", "MESE", "ANNI", "ANNO", "ILLIMITATA", "ILLIMITATO", "PERMANENTE", "SENZA", "LIMITI", "DI", "TEMPO"].map
        {
            Array($0.utf8)
        })

    /// `056 (tiroidite cronica)`: the words for the condition stand in brackets behind a code.
    private func inBracket(_ tokens: [Int]) -> [Int] {
        guard tokens.count > 1, context.tokens[tokens[0]].hasDigit, context.tokens[tokens[1]].before.contains(.open)
        else {
            return tokens
        }
        return Array(tokens.dropFirst())
    }

    /// `(codice nosologico 696.0)`: a bracket that begins with the word for a number holds no part of a name.
    private func opensNote(_ token: Int) -> Bool {
        guard context.tokens[token].before.contains(.open), let cue = context.cue(at: token) else { return false }
        return cue.meaning == .filler || cue.meaning == .otherNumber || cue.meaning == .diagnosisCode
    }

    /// `, codice 048` or ` - cod. 4019` goes on with a code.
    private func announcesCode(_ token: Int) -> Bool {
        guard context.cue(at: token)?.meaning == .filler, let next = context.next(token),
            let before = context.previous(token)
        else { return false }
        return context.tokens[next].hasDigit && context.tokens[next].key.count >= 3
            && (context.tokens[before].after.contains(.comma) || context.tokens[token].before.contains(.dash))
    }

    /// What joins words ends none, but `CHILD-PUGH A` may end a cell that was not cut.
    private func isFiller(_ token: Int) -> Bool { context.cue(at: token)?.meaning == .filler }

    /// A filler, or a small word that joined what was cut off.
    private func isLoose(_ token: Int) -> Bool {
        guard let cue = context.cue(at: token), !isNumeral(token),
            context.tokens[token].after.isDisjoint(with: [.comma, .stop, .close, .semicolon]) || cue.meaning == .filler
        else { return false }
        return cue.meaning == .filler || (cue.meaning == .common && context.tokens[token].key.count <= 3)
    }

    /// `Ospedale Umberto I`, `tipo I`: no article, which would be a small letter.
    private func isNumeral(_ token: Int) -> Bool {
        guard context.tokens[token].key == Array("I".utf8), let before = context.previous(token) else { return false }
        return context.isCapitalised(token)
            && (!context.isCapital([before]) || Self.graded.contains(context.tokens[before].key))
    }

    static let graded = Set(["TIPO", "CLASSE", "STADIO", "GRADO", "FASE", "GRUPPO", "NYHA"].map { Array($0.utf8) })

    /// `tipo Il`, `classe NYHA II-Ill`, as pictures of `II` and `III` are recognised: behind such words strokes are Roman figures.
    private static func withFigures(_ text: String) -> String {
        var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        for place in words.indices.dropFirst() where graded.contains(Array(words[place - 1].uppercased().utf8)) {
            let pieces = words[place].split(separator: "-", omittingEmptySubsequences: false)
            words[place] = pieces.map { figures(String($0)) }.joined(separator: "-")
        }
        return words.joined(separator: " ")
    }

    /// Strokes at the beginning of a word that has nothing else but signs.
    private static func figures(_ word: String) -> String {
        let strokes = word.prefix { "Ili|".contains($0) }
        let rest = word.dropFirst(strokes.count)
        guard (1...3).contains(strokes.count), rest.allSatisfy({ !$0.isLetter && !$0.isNumber }) else { return word }
        return String(repeating: "I", count: strokes.count) + rest
    }

    /// As printed, with the bracket closed that was opened.
    func string(_ tokens: [Int]) -> String {
        guard let first = tokens.first, let last = tokens.last else { return "" }
        let printed = context.text(tokens)
        let text = context.isRecognised(first) ? Self.withFigures(printed) : printed
        guard text.utf8.contains(UInt8(ascii: "(")) else { return text }
        let opens = text.count { $0 == "(" } - text.count { $0 == ")" }
        return opens > 0 && context.tokens[last].after.contains(.close) ? text + ")" : text
    }
}
