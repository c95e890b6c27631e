// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// The names of the patient as far as a page tells them.
struct PersonNames {
    var family: [Int] = []
    var given: [Int] = []
    /// The fiscal code agrees with both.
    var isProven = false
}

/// Finds the patient's names: behind labels, and behind or before the words that go with persons in sentences.
///
/// A fiscal code proves names: where one is known, the words that give its first six letters are looked for among all that
/// may be names, so that neither the order nor the layout matters. Without one, only labels that part the two are believed.
struct PersonNameSearch {
    let context: PageContext
    /// Tokens that are codes or days, spaced or not: no names.
    let taken: Set<Int>

    /// - Parameter code: the patient's code, if known.
    func names(of code: FiscalCode?) -> PersonNames {
        let labelled = labelled
        guard let code, code.kind == .personal else { return labelled.isComplete ? labelled : bestGuess(labelled) }
        let bytes = [UInt8](code.value.utf8)
        if let proven = proven(bytes) { return proven }
        return labelled.isComplete ? labelled : bestGuess(labelled)
    }

    private func bestGuess(_ labelled: PersonNames) -> PersonNames {
        for run in fullNames + runs.filter(isTitled) {
            if let guess = guessed(run) { return guess }
        }
        return labelled
    }

    /// Parted where the words at one end are given names and the one at the other end is none.
    private func guessed(_ run: [Int]) -> PersonNames? {
        let isGiven = run.map { GivenNames.contains(context.tokens[$0].key) }
        let head = isGiven.prefix { $0 }.count
        let tail = isGiven.reversed().prefix { $0 }.count
        guard (head == 0) != (tail == 0), head + tail < run.count else { return nil }
        let (family, given) =
            head > 0
            ? (Array(run[head...]), Array(run[..<head]))
            : (Array(run[..<(run.count - tail)]), Array(run[(run.count - tail)...]))
        return PersonNames(family: family, given: given)
    }

    /// Before the words for a birth, or behind those for a patient.
    private func isTitled(_ run: [Int]) -> Bool {
        guard let last = run.last, let next = context.next(last) else { return false }
        return context.cue(at: next)?.meaning == .birth && context.role(of: run[0]) != .physician
    }

    private func proven(_ code: [UInt8]) -> PersonNames? {
        let families = values(of: .familyName)
        let givens = values(of: .givenName)
        for family in families + rawValues(of: .familyName)
        where NameLetters.isFamily(family.map { context.tokens[$0].key }, of: code) {
            for given in givens + rawValues(of: .givenName)
            where NameLetters.isGiven(given.map { context.tokens[$0].key }, of: code) {
                return PersonNames(family: family, given: given, isProven: !isTorn(family) && !isTorn(given))
            }
        }
        for run in fullNames + runs {
            if let names = parted(run, code) { return names }
        }
        return nil
    }

    /// The run, or the part of it between words that are no names, parted so that both halves give the code's letters.
    private func parted(_ run: [Int], _ code: [UInt8]) -> PersonNames? {
        for part in trimmings(run) {
            if let names = split(part, code) { return names }
        }
        return nil
    }

    /// Between words that mean something else first, since such a word at the end of a name may leave the code's letters
    /// as they are: `SIG. ROSSI GIANFRANCO NATO`. Then with them, since they may be part of it: `LI CALZI`, `DAL POZZO`.
    private func trimmings(_ run: [Int]) -> [[Int]] {
        // A single letter is an initial at best, and may be the answer to another label.
        let cuts = run.indices.filter {
            (context.cue(at: run[$0]) != nil && !isParticle(run, $0)) || context.tokens[run[$0]].key.count == 1
        }
        let edges = [-1] + cuts + [run.count]
        var parts: [[Int]] = []
        for length in 1..<edges.count {
            for start in 0..<(edges.count - length) {
                parts.append(Array(run[(edges[start] + 1)..<edges[start + length]]))
                // A particle may open the name.
                if start > 0 { parts.append(Array(run[edges[start]..<edges[start + length]])) }
            }
        }
        return parts.filter { (2...12).contains($0.count) }
    }

    /// `DI` in `BARBERIS DI CASTELNUOVO`: written as the names on both sides of it.
    private func isParticle(_ run: [Int], _ place: Int) -> Bool {
        guard place > 0, place + 1 < run.count, context.cue(at: run[place])?.meaning == .common else { return false }
        let (before, after) = (run[place - 1], run[place + 1])
        return context.cue(at: before) == nil && context.cue(at: after) == nil
            && isCapital([run[place]]) == isCapital([before]) && context.tokens[before].after.isEmpty
    }

    /// Letters stand right after a name as if a wide setting had torn them off it: `PELLEGRI NO`.
    private func isTorn(_ name: [Int]) -> Bool {
        guard let last = name.last else { return false }
        if tornOff(last) != nil { return true }
        guard context.cell(of: last).tokens.contains(last + 1), !name.contains(last + 1) else { return false }
        let next = context.tokens[last + 1]
        guard next.key.count <= 4, !next.hasDigit, context.tokens[last].after.isEmpty else { return false }
        let isLikeName = context.isCapitalised(last + 1) && isCapital([last + 1]) == isCapital(name)
        guard let cue = context.cue(at: last + 1) else { return isLikeName || !context.isCapitalised(last + 1) }
        return isLikeName && !cue.isLabel && cue.range.count == 1
    }

    private func split(_ run: [Int], _ code: [UInt8]) -> PersonNames? {
        let keys = run.map { context.tokens[$0].key }
        var ways: [PersonNames] = []
        for place in run.indices.dropFirst() {
            let (head, tail) = (keys[..<place], keys[place...])
            if NameLetters.isFamily(head, of: code), NameLetters.isGiven(tail, of: code) {
                ways.append(PersonNames(family: Array(run[..<place]), given: Array(run[place...]), isProven: true))
            }
            if NameLetters.isGiven(head, of: code), NameLetters.isFamily(tail, of: code) {
                ways.append(PersonNames(family: Array(run[place...]), given: Array(run[..<place]), isProven: true))
            }
        }
        guard ways.count == 1 else { return nil }
        ways[0].isProven = !isTorn(run)
        return ways[0]
    }
}

extension PersonNames {
    var isComplete: Bool { !family.isEmpty && !given.isEmpty }
}

extension PersonNameSearch {
    /// Family and given name each behind its own label, of the patient.
    private var labelled: PersonNames {
        PersonNames(family: values(of: .familyName).first ?? [], given: values(of: .givenName).first ?? [])
    }

    /// What the labels of one kind announce, as far as it may be a name and is not said to be somebody else's.
    private func values(of meaning: WordingMeaning) -> [[Int]] {
        context.cues.filter { $0.meaning == meaning && isPatient($0) }
            .flatMap { context.places(of: $0) }
            .flatMap { place in withRest(prefix(place)) + acrossBlanks(prefix(place)) }
            .filter(isName)
    }

    /// With the next cells of the line, where blanks are set so wide that they part the words of a name.
    private func acrossBlanks(_ name: [Int]) -> [[Int]] {
        guard let last = name.last else { return [] }
        let line = context.layout.lines[context.cell(of: last).line]
        var whole = name
        var cell = context.layout.cellOf[last]
        while context.layout.cells[cell].tokens.upperBound == (whole.last ?? 0) + 1, cell + 1 < line.cells.upperBound {
            let (left, right) = (context.layout.cells[cell], context.layout.cells[cell + 1])
            guard right.box.left - left.box.right < 2.5 * left.box.height, right.tokens.allSatisfy(isWholePart) else {
                break
            }
            whole += Array(right.tokens)
            cell += 1
        }
        return whole.count > name.count ? [whole] : []
    }

    /// The cells beside, below and above labels whatever they say: `DATA` and `NOME` are names too, if the code says so.
    private func rawValues(of meaning: WordingMeaning) -> [[Int]] {
        context.cues.filter { $0.meaning == meaning && isPatient($0) && $0.endsCell }
            .flatMap { context.rawPlaces(of: $0) }
            .filter { $0.allSatisfy { !context.tokens[$0].hasDigit } && isName($0) }
    }

    /// With the lines below on which the name goes on, in a narrow cell or for want of room, and without.
    private func withRest(_ name: [Int]) -> [[Int]] {
        guard let first = name.first, let last = name.last else { return [name] }
        if let rest = tornOff(last) { return [name + [rest], name] }
        let endsCell = context.cell(of: last).tokens.upperBound == last + 1
        // Columns that stand close are one cell.
        guard endsCell || context.cue(at: last + 1)?.isLabel == true else { return [name] }
        let more = restInColumn(of: first, of: name) ?? restUnderLabel(of: name) ?? (endsCell ? restOfLine(name) : [])
        guard let opening = more.first, isPart(opening), context.isCapitalised(opening), more.allSatisfy(isWholePart),
            more.count <= 4, isCapital(more) == isCapital(name)
        else { return [name] }
        return [name + more, name]
    }

    /// The rest of a word that a hyphen broke at the end of the line.
    private func tornOff(_ last: Int) -> Int? {
        guard context.tokens[last].after.contains(.hyphen), let next = context.next(last),
            context.layout.cellOf[next] != context.layout.cellOf[last], context.isHyphenated(last, next)
        else { return nil }
        return next
    }

    private func restInColumn(of first: Int, of name: [Int]) -> [Int]? {
        guard let rest = context.below(first), !name.contains(rest), context.cell(of: rest).tokens.lowerBound == rest,
            !context.isBesideLabel(context.layout.cellOf[rest])
        else { return nil }
        let more = prefix(Array(context.untilLabel(rest, context.cell(of: rest).tokens.upperBound)))
        return endsAsNames(more) ? more : nil
    }

    /// A cell ends with the name, or goes on with what is said of persons.
    private func endsAsNames(_ name: [Int]) -> Bool {
        // Words before a colon are a label that is not known.
        guard let last = name.last, !name.contains(where: { context.tokens[$0].after.contains(.colon) }) else {
            return false
        }
        if context.cell(of: last).tokens.upperBound == last + 1 { return true }
        return context.cue(at: last + 1).map { $0.namesPerson || Self.ofPersons.contains($0.meaning) } ?? false
    }

    private static let ofPersons: Set<WordingMeaning> = [.birth, .personCode, .sex, .condition]

    /// The next line begins under the label: a cell of its own, close below.
    private func restUnderLabel(of name: [Int]) -> [Int]? {
        guard name[0] > 0, let label = context.cue(at: name[0] - 1), label.isLabel,
            context.layout.cellOf[name[0]] == context.layout.cellOf[label.first],
            let rest = context.below(label.first)
        else {
            return nil
        }
        let cell = context.cell(of: rest)
        let line = context.layout.lines[context.cell(of: label.first).line]
        let end = context.layout.cells[line.cells.upperBound - 1].tokens.upperBound
        let isLast = !(name[0]..<end).contains { context.cue(at: $0)?.isLabel ?? false }
        // Under several labels, a lone cell may go on from any of them.
        guard isLast || context.layout.lines[cell.line].cells.count > 1 else { return nil }
        let isClose = cell.box.top - context.tokens[name[0]].box.bottom < 0.5 * cell.box.height
        return isClose && cell.tokens.lowerBound == rest && cell.tokens.allSatisfy(isPart) ? Array(cell.tokens) : nil
    }

    /// The line was full and the next begins at the margin.
    private func restOfLine(_ name: [Int]) -> [Int] {
        let block = ValueBlocks(context: context).whole(name, left: context.tokens[name[0]].box.left, isCell: false)
        let rest = Array(block.tokens.dropFirst(name.count))
        guard let first = rest.first, !context.isBesideLabel(context.layout.cellOf[first]), !block.isUnsure else {
            return []
        }
        let more = prefix(rest)
        return endsAsNames(more) ? more : []
    }

    /// A single letter is an answer in the row below, and what ends in a colon its label.
    private func isWholePart(_ token: Int) -> Bool {
        let isSingle = context.tokens[token].key.count == 1 && context.cue(at: token)?.meaning != .common
        return isPart(token) && !isSingle && !context.tokens[token].after.contains(.colon)
    }

    /// A word of a name, or one that joins its words: `DELLA`, `E`.
    private func isPart(_ token: Int) -> Bool {
        mayBeName(token)
            || context.cue(at: token).map { $0.meaning == .common && !context.tokens[token].hasDigit } ?? false
    }

    /// Written in capitals only: a name is so throughout, or not at all.
    private func isCapital(_ name: [Int]) -> Bool { context.text(name) == context.text(name).uppercased() }

    /// Full names behind their labels.
    private var fullNames: [[Int]] {
        context.cues.filter { ($0.meaning == .fullName || $0.meaning == .personTitle) && isPatient($0) }
            .flatMap { context.places(of: $0) }
            .flatMap { place in acrossBlanks(prefix(place)) + withRest(prefix(place)) }
            .filter { isName($0) && $0.count >= 2 }
    }

    private func isPatient(_ label: Cue) -> Bool {
        switch context.role(of: label.first) {
        case .patient, .unknown: true
        case .other, .physician: false
        }
    }

    /// The words at the start that may be names, up to a sign that ends them.
    private func prefix(_ tokens: [Int]) -> [Int] {
        var name: [Int] = []
        for token in tokens {
            if context.tokens[token].hasDigit || taken.contains(token) { break }
            if !name.isEmpty, context.tokens[token].before.contains(.open) || changesCase(name[0], token) { break }
            name.append(token)
            if !context.tokens[token].after.isDisjoint(with: [.semicolon, .open, .hyphen]) { break }
        }
        return name
    }

    /// Capitals after a name in small letters, or the reverse.
    private func changesCase(_ first: Int, _ token: Int) -> Bool {
        let isLong = context.tokens[first].key.count > 1 && context.tokens[token].key.count > 1
        return isLong && context.isCapitalised(token) && isCapital([first]) != isCapital([token])
    }

    private func isName(_ tokens: [Int]) -> Bool {
        (1...12).contains(tokens.count) && tokens.contains { context.tokens[$0].key.count >= 2 }
    }

    /// Every run of words that may be names, in the order of reading: in sentences, in tables, anywhere.
    private var runs: [[Int]] {
        var runs: [[Int]] = []
        for stream in context.streams.streams {
            var run: [Int] = []
            for (place, token) in stream.enumerated() {
                let isPart = mayBeName(token)
                if isPart { run.append(token) }
                let ends = !isPart || place + 1 == stream.count || endsRun(token, stream[place + 1])
                guard ends else { continue }
                if run.count >= 2 { runs.append(run) }
                run = []
            }
        }
        return runs
    }

    /// What no name is, label or not.
    private static let never: Set<WordingMeaning> = [.familyName, .givenName, .fullName, .sex, .personCode]

    private func mayBeName(_ token: Int) -> Bool {
        guard !context.tokens[token].hasDigit, !taken.contains(token), context.isCapitalised(token) else {
            return false
        }
        guard let cue = context.cue(at: token) else { return true }
        return cue.range.count == 1 && !cue.isLabel && !Self.never.contains(cue.meaning)
    }

    private func endsRun(_ token: Int, _ next: Int) -> Bool {
        let signs = context.tokens[token].after
        return !signs.isDisjoint(with: [.semicolon, .colon, .close, .comma])
            || context.tokens[next].before.contains(.open)
    }
}
