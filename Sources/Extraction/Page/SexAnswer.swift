// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

extension PageContext {
    /// An empty box stands before it, in its cell or as a cell of its own, or another row of its table is the marked one.
    func isUnticked(_ token: Int) -> Bool { tokens[token].before.contains(.box) || rows.passedOver.contains(token) }

    /// A ticked box stands before it, or a cross in brackets, or its row is the marked one of a table.
    func isTicked(_ token: Int) -> Bool {
        if tokens[token].before.contains(.tick) || rows.marked.contains(token) { return true }
        guard token > 0, tokens[token - 1].key == Array("X".utf8), tokens[token - 1].before.contains(.open) else {
            return false
        }
        return cell(of: token - 1).line == cell(of: token).line
    }
}

/// The answer to the label *Sesso*: one letter or word, or two with one of them ticked.
struct SexAnswer {
    let sex: Sex
    let token: Int

    /// Words that answer the label and are no names.
    static let words = Set(["MASCHIO", "MASCHILE", "FEMMINA", "FEMMINILE"].map { [UInt8]($0.utf8) })

    private enum Part {
        /// Crossed where its cross is one word with it.
        case answer(Sex, Int, isCrossed: Bool = false)
        /// With the cross that stands for it as a word of its own.
        case tick(Int?)
        case box
    }

    init?(_ context: PageContext, _ label: Cue) {
        let parts =
            context.before(label).map { $0.compactMap { Self.part(context, $0) }.flatMap(\.self) }
            ?? Self.parts(context, label)
        let answers = parts.compactMap { part -> (Sex, Int)? in
            if case .answer(let sex, let token, _) = part { return (sex, token) }
            return nil
        }
        guard let first = answers.first else { return nil }
        if Set(answers.map(\.0)).count == 1 {
            // A form has squares for both, of which a picture's reading may lack one letter: whose mark it is, is not known then.
            guard answers.count == parts.count || !context.isRecognised(first.1) else { return nil }
            self.init(sex: first.0, token: first.1)
        } else if let ticked = Self.ticked(context, parts) {
            self.init(sex: ticked.0, token: ticked.1)
        } else {
            return nil
        }
    }

    /// Whether both answers stand behind a label, in it or beside it, without a mark that chooses one.
    static func isOpen(_ context: PageContext, _ label: Cue) -> Bool {
        let own = answers(context, in: label).flatMap { part(context, $0) ?? [] }
        let sexes = (own + parts(context, label)).compactMap { part -> Sex? in
            if case .answer(let sex, _, _) = part { return sex }
            return nil
        }
        return Set(sexes).count > 1
    }

    /// `02.06.1987 F`, `F; 13/9/2000`: a letter right beside the day of birth, in its line.
    init?(_ context: PageContext, beside birth: FoundDate) {
        let line = context.cell(of: birth.first).line
        // `ROSSI ANNA F n. il 9 febbraio 1995`
        let label = birth.first > 0 ? context.cue(at: birth.first - 1) : nil
        let beforeLabel = label.flatMap { $0.meaning == .birth ? $0.first - 1 : nil }
        let beside = [birth.last + 1, birth.first - 1, beforeLabel].compactMap(\.self).filter { token in
            context.tokens.indices.contains(token) && context.cell(of: token).line == line
                && context.tokens[token].key.count == 1 && !context.tokens[token].after.contains(.stop)
                && context.isCapitalised(token) && context.cue(at: token) == nil && !Self.isBoxed(context, token)
        }
        for token in beside {
            for case .answer(let sex, _, _) in Self.part(context, token) ?? [] {
                self.init(sex: sex, token: token)
                return
            }
        }
        return nil
    }

    /// `☒ M ☐ F` without a label, which a form has once for its person.
    init?(unlabelledIn context: PageContext) {
        let pairs = context.tokens.indices.dropLast().compactMap { token -> (Sex, Int)? in
            guard Self.isBoxed(context, token), Self.isBoxed(context, token + 1),
                context.cell(of: token).line == context.cell(of: token + 1).line,
                let first = Self.part(context, token), let second = Self.part(context, token + 1)
            else { return nil }
            let answers = Set((first + second).compactMap { if case .answer(let sex, _, _) = $0 { sex } else { nil } })
            return answers.count == 2 ? Self.ticked(context, first + second) : nil
        }
        guard pairs.count == 1, let (sex, token) = pairs.first else { return nil }
        self.init(sex: sex, token: token)
    }

    /// `Sesso ☒ M FF`, `☐ MEF`: of two squares a picture shows one as such, and the code agrees with its mark.
    init?(_ context: PageContext, halfShown labels: [Cue], _ code: FiscalCode?) {
        guard let sex = code?.decodedBirth?.sex else { return nil }
        for label in labels {
            let answer = label.last + 1
            guard context.tokens.indices.contains(answer), context.isRecognised(answer),
                context.cell(of: answer).line == context.cell(of: label.last).line
            else { continue }
            let piece = context.tokens[answer]
            let isBoth = piece.key.count == 3 && piece.key.last == Self.female
            guard piece.key.first == Self.male, piece.key.count == 1 || isBoth,
                piece.before.contains(.tick) != piece.before.contains(.box),
                sex == (piece.before.contains(.tick) ? .male : .female)
            else { continue }
            self.init(sex: sex, token: answer)
            return
        }
        return nil
    }

    private static let male = UInt8(ascii: "M")
    private static let female = UInt8(ascii: "F")

    /// A letter or word that is all of its cell.
    init?(_ context: PageContext, alone token: Int) {
        for case .answer(let sex, _, _) in Self.part(context, token) ?? [] {
            self.init(sex: sex, token: token)
            return
        }
        return nil
    }

    private init(sex: Sex, token: Int) {
        self.sex = sex
        self.token = token
    }

    /// Marks stand before their answers where the first thing after the label is a mark, else after them.
    private static func ticked(_ context: PageContext, _ parts: [Part]) -> (Sex, Int)? {
        let crossed = parts.compactMap { part in
            if case .answer(let sex, let token, true) = part { (sex, token) } else { nil }
        }
        let ticks = parts.indices.filter { if case .tick = parts[$0] { true } else { false } }
        if crossed.count == 1, ticks.isEmpty { return crossed[0] }
        guard crossed.isEmpty, ticks.count == 1, let first = parts.first else { return nil }
        var place = ticks[0] + 1
        if case .answer = first { place = ticks[0] - 1 }
        if let nearer = nearer(context, parts, ticks[0]) { place = nearer }
        guard parts.indices.contains(place), case .answer(let sex, let token, _) = parts[place] else { return nil }
        return (sex, token)
    }

    /// `M      X F`: of two answers beside a cross, the one that is much nearer.
    private static func nearer(_ context: PageContext, _ parts: [Part], _ tick: Int) -> Int? {
        guard case .tick(let cross?) = parts[tick], parts.indices.contains(tick - 1), parts.indices.contains(tick + 1),
            case .answer(_, let left, _) = parts[tick - 1], case .answer(_, let right, _) = parts[tick + 1],
            [left, right].allSatisfy({ context.cell(of: $0).line == context.cell(of: cross).line })
        else { return nil }
        let box = context.tokens[cross].box
        let (before, after) = (box.left - context.tokens[left].box.right, context.tokens[right].box.left - box.right)
        if 1.5 * after < before { return tick + 1 }
        return 1.5 * before < after ? tick - 1 : nil
    }

    /// What follows the label on its line, up to something that is no part of an answer.
    private static func parts(_ context: PageContext, _ label: Cue) -> [Part] {
        let line = context.layout.lines[context.cell(of: label.last).line]
        let end = context.layout.cells[line.cells.upperBound - 1].tokens.upperBound
        var parts: [Part] = []
        // `Sesso M F` is a label, but not where its letters have boxes.
        let own = answers(context, in: label)
        let start = own.contains { isBoxed(context, $0) } ? own.lowerBound : label.last + 1
        for token in start..<max(end, start) {
            guard let more = part(context, token) else { break }
            parts += more
        }
        if !parts.isEmpty { return parts }
        let rows = context.places(of: label).lazy.compactMap(\.first).map { row(context, from: $0) }
        return rows.first { !$0.isEmpty } ?? under(context, label)
    }

    /// The words of a label that may be its answers: behind *Sesso*, or all of `M F`.
    private static func answers(_ context: PageContext, in label: Cue) -> Range<Int> {
        let isAnswer = part(context, label.first) != nil
        return (isAnswer ? label.first : label.first + 1)..<label.last + 1
    }

    private static func isBoxed(_ context: PageContext, _ token: Int) -> Bool {
        let signs = context.tokens[token].before.union(context.tokens[token].after)
        return signs.contains(.tick) || signs.contains(.box)
    }

    /// What stands under the label in a row whose columns are so close that they are one cell.
    private static func under(_ context: PageContext, _ label: Cue) -> [Part] {
        guard let cell = context.columnCell(context.layout.cellOf[label.last], below: true) else { return [] }
        let tokens = context.layout.cells[cell].tokens
        let parts = tokens.compactMap { part(context, $0) }
        // `M ☐  F ☒` under a narrow head
        if parts.count == tokens.count { return parts.flatMap(\.self) }
        let box = context.tokens[label.first].box.union(context.tokens[label.last].box)
        return tokens.filter { context.tokens[$0].box.sharesColumn(with: box) }
            .compactMap { part(context, $0) }.flatMap(\.self)
    }

    /// The answers that stand in one line from a place on, with their marks.
    private static func row(_ context: PageContext, from start: Int) -> [Part] {
        let line = context.layout.lines[context.cell(of: start).line]
        let end = context.layout.cells[line.cells.upperBound - 1].tokens.upperBound
        var parts: [Part] = []
        for token in start..<max(start, end) {
            guard let more = part(context, token) else { break }
            parts += more
        }
        return parts
    }

    private static func part(_ context: PageContext, _ token: Int) -> [Part]? {
        let piece = context.tokens[token]
        var parts: [Part] = []
        if piece.before.contains(.tick) { parts.append(.tick(nil)) }
        if piece.before.contains(.box) { parts.append(.box) }
        switch String(decoding: piece.key, as: UTF8.self) {
        case "M", "MASCHIO", "MASCHILE", "UOMO": parts.append(.answer(.male, token))
        case "F", "FEMMINA", "FEMMINILE", "DONNA": parts.append(.answer(.female, token))
        case "X": parts.append(.tick(token))
        // A cross close beside its letter is one word with it.
        case "XM": parts.append(.answer(.male, token, isCrossed: true))
        case "XF": parts.append(.answer(.female, token, isCrossed: true))
        default: return nil
        }
        if piece.after.contains(.tick) { parts.append(.tick(nil)) }
        if piece.after.contains(.box) { parts.append(.box) }
        return parts
    }
}
