// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// Where names may stand: behind their labels, over as many lines and cells as they have, and anywhere in sentences.
extension PersonNameSearch {
    /// Family and given name each behind its own label, of the patient.
    var labelled: PersonNames {
        PersonNames(family: values(of: .familyName).first ?? [], given: values(of: .givenName).first ?? [])
    }

    /// Whether names behind the patient's labels have the letters of a code.
    func labelledNames(agreeWith found: FoundFiscalCode) -> Bool {
        guard let code = found.sound, code.kind == .personal else { return false }
        let bytes = [UInt8](code.value.utf8)
        let hasFamily = values(of: .familyName).contains { NameLetters.isFamily(keys($0), of: bytes) }
        let hasGiven = values(of: .givenName).contains { NameLetters.isGiven(keys($0), of: bytes) }
        return (hasFamily && hasGiven) || fullNames.contains { parted($0, bytes) != nil }
    }

    private func keys(_ tokens: [Int]) -> [[UInt8]] { tokens.map { context.tokens[$0].key } }

    /// What the labels of one kind announce, as far as it may be a name and is not said to be somebody else's.
    func values(of meaning: WordingMeaning) -> [[Int]] {
        context.cues.filter { $0.meaning == meaning && isPatient($0) }
            .flatMap { context.places(of: $0) }
            .flatMap { place in withRest(prefix(place)) + acrossBlanks(prefix(place)) }
            .flatMap { withoutLetter($0) + [$0] }
            .filter(isName)
    }

    /// Without a letter that stands before the name as those of a form's sections do.
    private func withoutLetter(_ name: [Int]) -> [[Int]] {
        guard name.count > 1, context.tokens[name[0]].key.count == 1, context.tokens[name[1]].key.count > 1,
            !context.tokens[name[1]].isGlued
        else { return [] }
        return [Array(name.dropFirst())]
    }

    /// With the next cells of the line, where blanks are set so wide that they part the words of a name.
    func acrossBlanks(_ name: [Int]) -> [[Int]] {
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
    func rawValues(of meaning: WordingMeaning) -> [[Int]] {
        context.cues.filter { $0.meaning == meaning && isPatient($0) && $0.endsCell }
            .flatMap { context.rawPlaces(of: $0) }
            .filter { $0.allSatisfy { !context.tokens[$0].hasDigit } && isName($0) }
    }

    /// With the lines below on which the name goes on, in a narrow cell or for want of room, and without.
    private func withRest(_ name: [Int]) -> [[Int]] {
        guard let first = name.first, let last = name.last else { return [name] }
        if let rest = tornOff(last) { return [name + [rest], name] }
        if let rest = secondOfTwo(last) { return [name + [rest], name] }
        let endsCell = context.cell(of: last).tokens.upperBound == last + 1
        // Columns that stand close are one cell.
        guard endsCell || taken.contains(last + 1) || context.cue(at: last + 1)?.isLabel == true else { return [name] }
        let more = restInColumn(of: first, of: name) ?? restUnderLabel(of: name) ?? (endsCell ? restOfLine(name) : [])
        guard let opening = more.first, isPart(opening), context.isCapitalised(opening), more.allSatisfy(isWholePart),
            !context.tokens[opening].before.contains(.open),
            more.count <= 4, context.isCapital(more) == context.isCapital(name)
        else { return [name] }
        return isShared(more[0], with: name) ? [name, name + more] : [name + more, name]
    }

    /// Where sentences run over the whole width, a lone cell below goes on from the last label of the line.
    private func isShared(_ rest: Int, with name: [Int]) -> Bool {
        let line = context.layout.lines[context.cell(of: name[0]).line]
        let last = context.layout.cells[line.cells.upperBound - 1]
        let isLast = !(name[0]..<last.tokens.upperBound).contains { context.cue(at: $0)?.isLabel ?? false }
        let below = context.cell(of: rest)
        return !isLast && context.layout.lines[below.line].cells.count == 1 && context.below(name[0]) != rest
            && ValueBlocks(context: context).isFull(last, before: below)
    }

    /// The rest of a word that a hyphen broke at the end of the line.
    func tornOff(_ last: Int) -> Int? {
        guard context.tokens[last].after.contains(.hyphen), let next = context.next(last),
            context.layout.cellOf[next] != context.layout.cellOf[last], context.isHyphenated(last, next)
        else { return nil }
        return next
    }

    /// `ROSSI-` at the end of a line, `FERRERO` on the next.
    private func secondOfTwo(_ last: Int) -> Int? {
        guard context.tokens[last].after.contains(.hyphen), let next = context.next(last), mayBeName(next),
            context.layout.cellOf[next] != context.layout.cellOf[last],
            context.isCapital([next]) == context.isCapital([last])
        else { return nil }
        return next
    }

    private func restInColumn(of first: Int, of name: [Int]) -> [Int]? {
        guard let rest = context.below(first), !name.contains(rest), context.cell(of: rest).tokens.lowerBound == rest,
            !context.isBesideLabel(context.layout.cellOf[rest]), !isOfNextRow(rest, below: first)
        else { return nil }
        let more = prefix(Array(context.untilLabel(rest, context.cell(of: rest).tokens.upperBound)))
        return endsAsNames(more) ? more : nil
    }

    /// `Nome | Margherita` over `A | Reggio di Calabria`: below the label stands another, known or not.
    private func isOfNextRow(_ rest: Int, below first: Int) -> Bool {
        let own = context.layout.cellOf[first]
        let line = context.layout.lines[context.layout.cells[own].line]
        guard own > line.cells.lowerBound, context.soleCue(of: own - 1)?.isLabel == true else { return false }
        let label = context.layout.cells[own - 1].box
        let below = context.layout.lines[context.cell(of: rest).line]
        return below.cells.contains {
            $0 < context.layout.cellOf[rest] && abs(context.layout.cells[$0].box.left - label.left) < label.height
        }
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
        let isClose = cell.box.top - context.tokens[name[0]].box.bottom < 0.5 * cell.box.height
        // `GENEREM` of a picture is a label and its letter: words below count only where the name's line had no room.
        let hasRoom =
            context.isRecognised(rest) && !ValueBlocks(context: context).isFull(context.cell(of: name[0]), before: cell)
        return isClose && !hasRoom && cell.tokens.lowerBound == rest && cell.tokens.allSatisfy(isPart)
            ? Array(cell.tokens) : nil
    }

    /// The line was full and the next begins at the margin.
    private func restOfLine(_ name: [Int]) -> [Int] {
        // What stands at the margin below a right column belongs to the left one.
        let cell = context.cell(of: name[0])
        guard
            context.layout.lines[cell.line].cells.lowerBound == context.layout.cellOf[name[0]]
                || context.isBesideLabel(context.layout.cellOf[name[0]])
                || context.streams.flowing.contains(cell.line)
        else { return [] }
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

    /// Full names behind their labels.
    var fullNames: [[Int]] {
        context.cues.filter { ($0.meaning == .fullName || $0.meaning == .personTitle) && isPatient($0) }
            .flatMap { context.places(of: $0) }
            // `Pietro SERRA`: the two names may differ in their letters.
            .flatMap { place in [prefix(place), prefix(place, acrossCases: true)] }
            .flatMap { name in acrossBlanks(name) + withRest(name) }
            .filter { isName($0) && $0.count >= 2 }
    }

    /// Two words behind `Nome e cognome` stand in that order, and in the other behind every other label.
    var orderedByLabel: PersonNames? {
        for label in context.cues where label.meaning == .fullName && isPatient(label) {
            guard let run = context.places(of: label).map({ prefix($0) }).first(where: { $0.count == 2 && isName($0) })
            else {
                continue
            }
            let isGivenFirst = context.tokens[label.first].key.starts(with: "NOME".utf8)
            return PersonNames(family: [run[isGivenFirst ? 1 : 0]], given: [run[isGivenFirst ? 0 : 1]])
        }
        return nil
    }

    private func isPatient(_ label: Cue) -> Bool {
        // `Il sottoscritto Dott. Bruno certifica che il Sig. …`
        if label.meaning == .personTitle { return context.role(of: label.first) != .other }
        return switch context.role(of: label.first) {
        case .patient, .unknown: true
        case .other, .physician: false
        }
    }

    /// The words at the start that may be names, up to a sign that ends them.
    private func prefix(_ tokens: [Int], acrossCases: Bool = false) -> [Int] {
        var name: [Int] = []
        for token in tokens {
            if context.tokens[token].hasDigit || taken.contains(token)
                || SexAnswer.words.contains(context.tokens[token].key)
            {
                break
            }
            if !name.isEmpty, context.tokens[token].before.contains(.open) || endsName(token, after: name[0]) { break }
            if !name.isEmpty, acrossCases ? !isCapitalOrParticle(token) : changesCase(name[0], token) { break }
            name.append(token)
            if !context.tokens[token].after.isDisjoint(with: [.semicolon, .open, .hyphen]) { break }
        }
        return name
    }

    /// `ROSSI CGT. BIANCHI`, `Rossi, identificato`: a name has no words in small letters but its particles.
    private func endsName(_ token: Int, after first: Int) -> Bool {
        if Self.marital.contains(context.tokens[token].key) { return true }
        let isSmall = context.isCapitalised(first) && !context.isCapitalised(token) && !context.tokens[token].isGlued
        return isSmall && context.tokens[token].key.count > 3 && context.cue(at: token)?.meaning != .common
    }

    /// Between a woman's own name and her husband's.
    private static let marital = Set(["CGT", "CGTA", "CONIUGATA", "CONIUGATO", "VED", "IN"].map { [UInt8]($0.utf8) })

    private func isCapitalOrParticle(_ token: Int) -> Bool {
        context.isCapitalised(token) || context.cue(at: token)?.meaning == .common
    }

    /// `Femmina` is the value of another label.
    private func isAnswer(_ token: Int) -> Bool { SexAnswer.words.contains(context.tokens[token].key) }

    /// Capitals after a name in small letters, or the reverse.
    private func changesCase(_ first: Int, _ token: Int) -> Bool {
        let isLong = context.tokens[first].key.count > 1 && context.tokens[token].key.count > 1
        return isLong && context.isCapitalised(token) && context.isCapital([first]) != context.isCapital([token])
    }

    private func isName(_ tokens: [Int]) -> Bool {
        (1...12).contains(tokens.count) && tokens.contains { context.tokens[$0].key.count >= 2 }
    }

    /// Every run of words that may be names, in the order of reading: in sentences, in tables, anywhere.
    var runs: [[Int]] {
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

    /// Two cells of a row that may be names and nothing else, whose captions a picture may have lost: `GARRONE | PASQUALE`. Only
    /// a code can tell.
    var runsBesideEachOther: [[Int]] {
        context.layout.lines.flatMap { line -> [[Int]] in
            zip(line.cells, line.cells.dropFirst()).compactMap { left, right in
                let run = Array(context.layout.cells[left].tokens) + Array(context.layout.cells[right].tokens)
                return run.count <= Self.mostNames && run.allSatisfy(mayBeName) ? run : nil
            }
        }
    }

    private static let mostNames = 6

    /// The names at the end of a line with those at the beginning of the next, where a comma, a bracket or the words for a
    /// birth follow: wide blanks of justified lines make other cells the next in reading order.
    var runsOverLines: [[Int]] {
        let lines = context.layout.lines
        return zip(lines, lines.dropFirst()).compactMap { above, below in
            guard above.page == below.page else { return nil }
            let head = context.layout.cells[above.cells.upperBound - 1].tokens.reversed().prefix { token in
                mayBeName(token) && context.tokens[token].after.isEmpty
            }
            // Beside a column the text goes on in its own.
            let goesOn = below.cells.first { goesOnInColumn(above.cells.upperBound - 1, $0) }
            let start = context.layout.cells[goesOn ?? below.cells.lowerBound].tokens.lowerBound
            var tail: [Int] = []
            for token in start..<context.layout.cells[below.cells.upperBound - 1].tokens.upperBound where tail.count < 4
            {
                guard mayBeName(token), !context.tokens[token].before.contains(.open) else { break }
                // What stands beside it in the line is another value.
                if let last = tail.last, context.layout.cellOf[last] != context.layout.cellOf[token] { break }
                tail.append(token)
                if endsRun(token, token + 1 < context.tokens.count ? token + 1 : token) { break }
            }
            guard let last = tail.last, !head.isEmpty, isFollowedByPerson(last) else { return nil }
            return head.reversed() + tail
        }
    }

    /// Lines of several words each, one below the other, beside a column at their left.
    private func goesOnInColumn(_ above: Int, _ below: Int) -> Bool {
        let (upper, lower) = (context.layout.cells[above], context.layout.cells[below])
        return context.layout.lines[upper.line].cells.lowerBound < above && abs(upper.box.left - lower.box.left) < 3
            && upper.tokens.count >= Self.leastOfText && lower.tokens.count >= Self.leastOfText
    }

    private static let leastOfText = 4

    private func isFollowedByPerson(_ last: Int) -> Bool {
        if context.tokens[last].after.contains(.comma) { return true }
        // In another cell it is of another column.
        guard context.cell(of: last).tokens.contains(last + 1) else { return false }
        if context.tokens[last + 1].before.contains(.open) { return true }
        return context.cue(at: last + 1).map { Self.ofPersons.contains($0.meaning) } ?? false
    }

    /// What no name is, label or not.
    private static let never: Set<WordingMeaning> = [.familyName, .givenName, .fullName, .sex, .personCode]

    private func mayBeName(_ token: Int) -> Bool {
        guard !context.tokens[token].hasDigit, !taken.contains(token), context.isCapitalised(token), !isAnswer(token),
            !Self.headings.contains(context.tokens[token].key), !Self.marital.contains(context.tokens[token].key)
        else { return false }
        guard let cue = context.cue(at: token) else { return true }
        return cue.range.count == 1 && !cue.isLabel && !Self.never.contains(cue.meaning)
    }

    /// Words that stand alone above what a paper says.
    private static let headings = Set(
        ["CERTIFICAZIONE", "CERTIFICATO", "ATTESTAZIONE", "DICHIARAZIONE", "RELAZIONE", "CONCLUSIONI", "OGGETTO"].map {
            [UInt8]($0.utf8)
        })

    private func endsRun(_ token: Int, _ next: Int) -> Bool {
        let signs = context.tokens[token].after
        return !signs.isDisjoint(with: [.semicolon, .colon, .close, .comma])
            || context.tokens[next].before.contains(.open) || isOtherEntry(next, after: token)
    }

    /// It stands beside the label of something else than a name.
    private func isOtherEntry(_ next: Int, after token: Int) -> Bool {
        let cell = context.layout.cellOf[next]
        guard context.layout.cellOf[token] != cell, context.isBesideLabel(cell) else { return false }
        let label = context.cue(at: context.layout.cells[cell - 1].tokens.upperBound - 1)
        return label.map { !$0.namesPerson } ?? false
    }
}
