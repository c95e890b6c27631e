// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

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
        let guess = labelled.isComplete ? labelled : bestGuess(labelled)
        return guess.isComplete ? guess : titled ?? identified ?? guess
    }

    private func bestGuess(_ labelled: PersonNames) -> PersonNames {
        for run in fullNames + runs.filter(isTitled) {
            if let guess = guessed(run) { return guess }
        }
        return orderedByLabel ?? labelled
    }

    /// `la Sig.ra BOUAZZA FATIMA`, `Paziente: Bouazza Fatima`, whom no name of the code's fits: told, so that the contradiction is seen. Which of the words is
    /// the family name is a guess.
    private var titled: PersonNames? {
        for title in context.cues where title.meaning == .personTitle || title.meaning == .fullName {
            guard ![.other, .physician].contains(context.role(of: title.first)) else { continue }
            let cell = context.cell(of: title.last).tokens
            let beside = Array(title.last + 1..<max(title.last + 1, cell.upperBound))
            let place = beside.isEmpty && title.meaning == .fullName ? context.places(of: title).first ?? [] : beside
            let run = Array(
                place.prefix { token in
                    context.isCapitalised(token) && !context.tokens[token].hasDigit && !taken.contains(token)
                        && context.cue(at: token) == nil
                })
            // The sentence goes on with the code, or the words are all that a label announces.
            let isWhole = title.opensCell && run == place
            guard isWhole || context.cuesAfter(title.last, limit: 25).contains(where: { $0.meaning == .personCode })
            else { continue }
            if (2...4).contains(run.count), isPlain(run) {
                return PersonNames(family: [run[0]], given: Array(run.dropFirst()))
            }
        }
        return nil
    }

    /// `Certifico che BOUAZZA Fatima (C.F. …)`, likewise.
    private var identified: PersonNames? {
        for label in context.cues where label.meaning == .personCode {
            guard ![.other, .physician].contains(context.role(of: label.first)) else { continue }
            var run: [Int] = []
            var current = label.first
            while let before = context.previous(current), !context.ends(before, before: current),
                context.isCapitalised(before), !context.tokens[before].hasDigit, !taken.contains(before),
                context.cue(at: before) == nil
            {
                run.insert(before, at: 0)
                current = before
            }
            if (2...4).contains(run.count), isPlain(run) {
                return PersonNames(family: [run[0]], given: Array(run.dropFirst()))
            }
        }
        return nil
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
        for family in (families + rawValues(of: .familyName)).filter(isPlain)
        where NameLetters.isFamily(family.map { context.tokens[$0].key }, of: code) {
            for given in (givens + rawValues(of: .givenName)).filter(isPlain)
            where NameLetters.isGiven(given.map { context.tokens[$0].key }, of: code)
                && Set(family).isDisjoint(with: given)
            {
                let whole = PersonNames(
                    family: widened(family, besides: given) { NameLetters.isFamily($0, of: code) },
                    given: widened(given, besides: family) { NameLetters.isGiven($0, of: code) })
                return PersonNames(
                    family: whole.family, given: whole.given,
                    isProven: whole.family == family && whole.given == given && !isTorn(family) && !isTorn(given)
                        && !isParticlesOnly(family) && !isLongerElsewhere(family, given, code))
            }
        }
        for run in runsOverLines + fullNames + runs + runsBesideEachOther {
            if var names = parted(run, code) {
                if isLongerElsewhere(names.family, names.given, code) { names.isProven = false }
                return names
            }
        }
        return nil
    }

    /// With the words in the next cell, where the code's letters allow them: a wide setting parts the words of a name.
    private func widened(_ name: [Int], besides other: [Int], fits: ([[UInt8]]) -> Bool) -> [Int] {
        acrossBlanks(name).first { whole in
            Set(whole).isDisjoint(with: other) && context.isCapital(whole) == context.isCapital(name)
                && fits(whole.map { context.tokens[$0].key })
        } ?? name
    }

    /// The page has the same names with more words elsewhere, which the code proves as well: `Giovanni` here and `Giovanni
    /// Battista` there.
    private func isLongerElsewhere(_ family: [Int], _ given: [Int], _ code: [UInt8]) -> Bool {
        let own = (letters(family), letters(given))
        return runs.contains { run in
            guard let names = parted(run, code) else { return false }
            let theirs = (letters(names.family), letters(names.given))
            return theirs.0.starts(with: own.0) && theirs.1.starts(with: own.1) && theirs != own
        }
    }

    private func letters(_ name: [Int]) -> [UInt8] { name.flatMap { context.tokens[$0].key } }

    /// The run, or the part of it between words that are no names, parted so that both halves give the code's letters.
    func parted(_ run: [Int], _ code: [UInt8]) -> PersonNames? {
        for part in trimmings(run) {
            if let names = split(part, code) { return names }
        }
        return nil
    }

    /// Between words that mean something else first, since such a word at the end of a name may leave the code's letters
    /// as they are: `SIG. ROSSI GIANFRANCO NATO`. Then with them, since they may be part of it: `LI CALZI`, `DAL POZZO`.
    private func trimmings(_ run: [Int]) -> [[Int]] {
        // A single letter is an initial at best, and may be the answer to another label.
        let cuts = run.indices.filter { place in
            // `Dall'Ò` is one word.
            if place > 0, context.tokens[run[place]].word == context.tokens[run[place - 1]].word { return false }
            return (context.cue(at: run[place]) != nil && !isParticle(run, place))
                || context.tokens[run[place]].key.count == 1
                // `BOTTINO DOMENICO Corso Alessandria`: an address beside or below, which leaves the code's letters as they are.
                || (place > 0 && StreetWords.keys.contains(context.tokens[run[place]].key))
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
            && context.isCapital([run[place]]) == context.isCapital([before]) && context.tokens[before].after.isEmpty
    }

    /// Letters stand right after a name as if a wide setting had torn them off it: `PELLEGRI NO`.
    private func isTorn(_ name: [Int]) -> Bool {
        guard let last = name.last else { return false }
        if context.tokens[last].after.contains(.hyphen) { return true }
        guard context.cell(of: last).tokens.contains(last + 1), !name.contains(last + 1) else { return false }
        let next = context.tokens[last + 1]
        guard next.key.count <= 4, !next.hasDigit, context.tokens[last].after.isEmpty, !next.before.contains(.open)
        else {
            return false
        }
        let isLikeName = context.isCapitalised(last + 1) && context.isCapital([last + 1]) == context.isCapital(name)
        guard let cue = context.cue(at: last + 1) else { return isLikeName || !context.isCapitalised(last + 1) }
        return isLikeName && !cue.isLabel && cue.range.count == 1
    }

    /// `Anna Provana di Collegno`: the rest may be part of the family name, or say where somebody is from.
    private func goesOnBehindParticle(_ name: [Int]) -> Bool {
        guard let last = name.last, context.tokens[last].after.isEmpty, let particle = context.next(last),
            Self.particles.contains(context.tokens[particle].key), !context.isCapitalised(particle),
            let rest = context.next(particle)
        else { return false }
        return context.isCapitalised(rest) && !context.tokens[rest].hasDigit && context.cue(at: rest) == nil
    }

    private static let particles = Set(["DA", "DAL", "DE", "DEI", "DEL", "DELLA", "DI"].map { [UInt8]($0.utf8) })

    /// No sign inside parts its words: `GIRAUDO, C.F` and `Maria Teresa Comune - Alba` are a name and something else.
    private func isPlain(_ name: [Int]) -> Bool {
        zip(name, name.dropFirst()).allSatisfy { left, right in
            !context.tokens[left].after.contains(.comma)
                && context.tokens[right].before.isDisjoint(with: [.dash, .open])
        }
    }

    /// `DELLA`, whose `VALLE` stands where nothing looks for it, gives the code's letters as the whole does.
    private func isParticlesOnly(_ name: [Int]) -> Bool {
        name.allSatisfy { context.cue(at: $0)?.meaning == .common }
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
        guard ways.count == 1, isPlain(ways[0].family), isPlain(ways[0].given) else { return nil }
        let isWhole = !isTorn(run) && !(ways[0].family.last == run.last && goesOnBehindParticle(run))
        ways[0].isProven = isWhole && !isParticlesOnly(ways[0].family)
        return ways[0]
    }
}

extension PersonNames {
    var isComplete: Bool { !family.isEmpty && !given.isEmpty }
}
