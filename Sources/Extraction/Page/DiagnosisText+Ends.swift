// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// Where words of a condition begin and end, and how they are written.
extension DiagnosisText {
    /// Up to the end of the sentence or to a bracket that holds no part of the name; nothing where no letters are left.
    ///
    /// - Parameter isCell: the words have a place of their own, where `in follow-up` is part of what they say.
    func bounded(_ block: ValueBlock, isCell: Bool = false) -> ValueBlock? {
        var tokens: [Int] = []
        let all = behindColon(inBracket(behindAside(block.tokens)))
        for (place, token) in all.enumerated() {
            if context.cue(at: token).map({ ends($0, at: place, isCell) }) ?? false { break }
            if isNumbering(token) || codes.contains(token) || opensNote(token) || announcesCode(token)
                || addsItsKind(token) || isCodeOfNextLine(token, behind: tokens)
            {
                break
            }
            tokens.append(token)
            let next = place + 1 < all.count ? all[place + 1] : nil
            if let next, ends(token, before: next, isCell) { break }
        }
        let isWhole = isCell && tokens.count == all.count
        while let last = tokens.last, isWhole ? isFiller(last) : isLoose(last) { tokens.removeLast() }
        if isLabelBelow(tokens) { tokens.removeLast() }
        if tokens.allSatisfy(isOfDuration) || tokens.first.map(context.isHeading) ?? false { return nil }
        let isSaid = tokens.contains { token in
            context.tokens[token].key.count > 1 && !context.tokens[token].hasDigit && !days.contains(token)
                && context.cue(at: token).map { $0.meaning != .common && $0.meaning != .filler } ?? true
        }
        return isSaid ? ValueBlock(tokens: tokens, isUnsure: block.isUnsure) : nil
    }

    /// `ho in cura … (C.F. …) per anemia emolitica`: what leads to a condition behind an aside is no part of its name.
    func behindCause(_ tokens: [Int]) -> [Int] {
        guard tokens.count > 1, let first = tokens.first, context.tokens[first].key == Array("PER".utf8) else {
            return tokens
        }
        return Array(tokens.dropFirst())
    }

    /// `GLAUCOMA` above `Tipo`, the label of the next row: no name of a condition ends with the word, least of all with a capital.
    private func isLabelBelow(_ tokens: [Int]) -> Bool {
        guard tokens.count > 1, let last = tokens.last else { return false }
        return Self.rowLabels.contains(context.tokens[last].key) && context.isCapitalised(last)
    }

    /// `046` alone in the next line is the value of a label of its own, if only of one that stands below it.
    private func isCodeOfNextLine(_ token: Int, behind tokens: [Int]) -> Bool {
        guard let last = tokens.last, context.tokens[token].hasDigit, context.tokens[token].key.count >= 3 else {
            return false
        }
        let cell = context.cell(of: token)
        return cell.tokens.count == 1 && context.cell(of: last).line != cell.line
    }

    private static let rowLabels = Set(keys: "TIPO TIPOLOGIA")

    /// `1) Cardiopatia ipertensiva`: the first of several.
    private func behindNumber(_ tokens: [Int]) -> [Int] {
        guard tokens.count > 1, let first = tokens.first, context.tokens[first].isNumber,
            context.tokens[first].key.count == 1, context.tokens[first].after.contains(.close)
        else { return tokens }
        return Array(tokens.dropFirst())
    }

    /// `5.` at the beginning of the next line numbers the entry that begins there.
    func isNumbering(_ token: Int) -> Bool {
        let piece = context.tokens[token]
        return piece.isNumber && piece.key.count <= 2 && context.cell(of: token).tokens.lowerBound == token
            && !piece.after.isDisjoint(with: [.stop, .close]) && context.cell(of: token).tokens.contains(token + 1)
            && context.cue(at: token + 1)?.opensCell ?? false
    }

    func ends(_ cue: Cue, at place: Int, _ isCell: Bool) -> Bool {
        // `condizione che dà diritto` is a clause of its own, wherever it stands.
        if cue.meaning == .stop { return !isCell || place == 0 || cue.range.count >= 4 }
        return cue.isLabel && !isBearer(cue, at: place) && !context.isOfName(cue) && !isNamedPast(cue)
            && !(place > 0 && context.isExcluding(cue))
    }

    /// `Patologia: pregresso ictus ischemico`: the first word of the value of a label, where no comma or colon parts it from
    /// the rest.
    func isNamedPast(_ cue: Cue) -> Bool {
        guard cue.meaning == .conditionOff, cue.first == cue.last, context.tokens[cue.first].after.isEmpty,
            context.tokens[cue.first].key.starts(with: "PREGRESS".utf8)
        else { return false }
        guard cue.opensCell else {
            return context.cue(at: cue.first - 1).map { isAnswered($0) && ($0.hasColon || $0.opensCell) } ?? false
        }
        return context.entry(of: cue.first).map { isAnswered($0.label) } ?? false
    }

    private func isAnswered(_ label: Cue) -> Bool {
        label.isLabel && (label.meaning == .diagnosis || label.meaning == .dischargeDiagnosis)
    }

    /// `Diagnosi Sindrome di Felty` above its code: the label is no part of the words.
    func withoutHead(_ block: ValueBlock) -> ValueBlock? {
        guard let first = block.tokens.first else { return nil }
        if isForeign(first) { return nil }
        guard block.tokens.count > 1, isHeadOfValue(first) else { return block }
        var rest = block
        rest.tokens.removeFirst()
        return rest
    }

    /// `Dr Ezio Sobrero`, `Addì 14/4/2026`: what stands beside a code and is of another kind.
    private func isForeign(_ token: Int) -> Bool {
        guard let cue = context.cue(at: token), cue.first == token, cue.opensCell else { return days.contains(token) }
        return [.physicianTitle, .issueDate, .otherDate].contains(cue.meaning)
            || (cue.meaning == .plainDate && days.contains(cue.last + 1))
    }

    /// The lines of a cell are one value, however short the first of them is.
    func ends(_ token: Int, before next: Int, _ isCell: Bool) -> Bool {
        if isCell, context.layout.cellOf[token] != context.layout.cellOf[next],
            context.tokens[token].after.isDisjoint(with: [.stop, .semicolon, .colon])
        {
            return false
        }
        return context.ends(token, before: next)
    }

    /// `malattia di Huntington, patologia a carattere cronico`: what kind of condition it is, no part of its name.
    func addsItsKind(_ token: Int) -> Bool {
        guard Self.kinds.contains(context.tokens[token].key), let before = context.previous(token) else { return false }
        return context.tokens[before].after.contains(.comma)
    }

    static let kinds = Set(["PATOLOGIA", "CONDIZIONE", "AFFEZIONE"].map { Array($0.utf8) })

    /// `24 mesi`, `illimitata`: the value of the column beside.
    func isOfDuration(_ token: Int) -> Bool {
        context.tokens[token].isNumber || Self.durations.contains(context.tokens[token].key)
    }

    static let durations = Set(
        ["MESI", "MESE", "ANNI", "ANNO", "ILLIMITATA", "ILLIMITATO", "PERMANENTE", "SENZA", "LIMITI", "DI", "TEMPO"].map
        {
            Array($0.utf8)
        })

    /// `056 (tiroidite cronica)`: the words for the condition stand in brackets behind a code.
    func inBracket(_ tokens: [Int]) -> [Int] {
        guard tokens.count > 1, context.tokens[tokens[0]].hasDigit, context.tokens[tokens[1]].before.contains(.open)
        else {
            return tokens
        }
        return Array(tokens.dropFirst())
    }

    /// `(codice nosologico 696.0)`: a bracket that begins with the word for a number holds no part of a name.
    func opensNote(_ token: Int) -> Bool {
        guard context.tokens[token].before.contains(.open), let cue = context.cue(at: token) else { return false }
        return cue.meaning == .filler || cue.meaning == .otherNumber || cue.meaning == .diagnosisCode
    }

    /// `, codice 048` or ` - cod. 4019` goes on with a code.
    func announcesCode(_ token: Int) -> Bool {
        guard context.cue(at: token)?.meaning == .filler, let next = context.next(token),
            let before = context.previous(token)
        else { return false }
        return context.tokens[next].hasDigit && context.tokens[next].key.count >= 3
            && (context.tokens[before].after.contains(.comma) || context.tokens[token].before.contains(.dash))
    }

    /// What joins words ends none, but `CHILD-PUGH A` may end a cell that was not cut.
    func isFiller(_ token: Int) -> Bool { context.cue(at: token)?.meaning == .filler }

    /// A filler, or a small word that joined what was cut off.
    func isLoose(_ token: Int) -> Bool {
        guard let cue = context.cue(at: token), !isNumeral(token),
            context.tokens[token].after.isDisjoint(with: [.comma, .stop, .close, .semicolon]) || cue.meaning == .filler
        else { return false }
        return cue.meaning == .filler || (cue.meaning == .common && context.tokens[token].key.count <= 3)
    }

    /// `Ospedale Umberto I`, `tipo I`: no article, which would be a small letter.
    func isNumeral(_ token: Int) -> Bool {
        guard context.tokens[token].key == Array("I".utf8), let before = context.previous(token) else { return false }
        return context.isCapitalised(token)
            && (!context.isCapital([before]) || Self.graded.contains(context.tokens[before].key))
    }

    static let graded = Set(["TIPO", "CLASSE", "STADIO", "GRADO", "FASE", "GRUPPO", "NYHA"].map { Array($0.utf8) })

    /// Figures that stand before such words: `III grado`.
    static let ordinals = Set(["I", "II", "III", "IV", "V", "1", "2", "3", "4"].map { Array($0.utf8) })

    /// `tipo Il`, `classe NYHA II-Ill`, as pictures of `II` and `III` are recognised: behind such words strokes are Roman figures.
    static func withFigures(_ text: String) -> String {
        var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        for place in words.indices.dropFirst() where isStaging(words[place - 1]) {
            if ["MO", "NO"].contains(words[place].filter(\.isLetter)) { words[place].replace("O", with: "0") }
        }
        for place in words.indices.dropFirst() where graded.contains(Array(words[place - 1].uppercased().utf8)) {
            let pieces = words[place].split(separator: "-", omittingEmptySubsequences: false)
            words[place] = pieces.map { figures(String($0)) }.joined(separator: "-")
        }
        return words.joined(separator: " ")
    }

    /// `pT2`, `N1`: parts of how far a tumour has grown, behind which `MO` is `M0`.
    private static func isStaging(_ word: String) -> Bool {
        let part = word.drop { "cpy".contains($0) }
        return part.count >= 2 && "TN".contains(part.prefix(1))
            && part.dropFirst().prefix(1).allSatisfy(\.isWholeNumber)
    }

    /// Strokes at the beginning of a word that has nothing else but signs.
    static func figures(_ word: String) -> String {
        let strokes = word.prefix { "Ili|".contains($0) }
        let rest = word.dropFirst(strokes.count)
        guard (1...3).contains(strokes.count), rest.allSatisfy({ !$0.isLetter && !$0.isNumber }) else { return word }
        return String(repeating: "I", count: strokes.count) + rest
    }

    /// As printed, with the bracket closed that was opened.
    func string(_ all: [Int]) -> String {
        let tokens = behindNumber(all)
        guard let first = tokens.first, let last = tokens.last else { return "" }
        let printed = context.text(tokens)
        let text = context.isRecognised(first) ? Self.withFigures(printed) : printed
        guard text.utf8.contains(UInt8(ascii: "(")) else { return text }
        let opens = text.count { $0 == "(" } - text.count { $0 == ")" }
        return opens > 0 && context.tokens[last].after.contains(.close) ? text + ")" : text
    }
}
