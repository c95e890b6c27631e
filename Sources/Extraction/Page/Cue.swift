// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// A phrase of the wording where it stands on a page.
struct Cue {
    let meaning: WordingMeaning
    let stream: Int
    /// Places in the stream.
    let range: Range<Int>
    /// Places in the layout's tokens.
    let first: Int
    let last: Int
    /// It begins its cell.
    let opensCell: Bool
    /// It ends its cell.
    let endsCell: Bool
    /// A colon follows.
    let hasColon: Bool
    /// One of its words alone names a patient: `Codice fiscale assistito`.
    let namesPatient: Bool
}

extension Cue {
    /// It announces a value, or names what stands under it. A single word inside a sentence does neither: *malattia*,
    /// *esami* and *dal* are parts of many names.
    var isLabel: Bool {
        switch meaning {
        case .filler, .common, .stop, .denied, .exemptionDenied, .personTitle, .physicianTitle, .structureStart: false
        case .exemption, .exemptionStrong, .exemptionOff, .diagnosisCode, .condition, .personCode, .physicianCode: true
        default: range.count > 1 || hasColon || (opensCell && endsCell)
        }
    }

    /// It ends a text of words before it.
    var endsText: Bool { isLabel || meaning == .stop || meaning == .exemptionDenied }
}

/// Finds the phrases of the wording in every stream, the longest at each place.
struct CueSearch {
    let layout: PageLayout
    let streams: PageStreams
    let vocabulary: Vocabulary

    /// In the order of streams, and within a stream from its start on.
    var cues: [Cue] {
        streams.streams.indices.flatMap { cues(in: $0) }
    }

    private func cues(in stream: Int) -> [Cue] {
        let tokens = streams.streams[stream]
        var cues: [Cue] = []
        var place = 0
        while place < tokens.count {
            if let (end, meaning) = longest(tokens, from: place) {
                let range = widened(place..<end, meaning, tokens)
                cues.append(cue(meaning, stream, range, tokens))
                place = range.upperBound
            } else {
                place += 1
            }
        }
        return cues
    }

    /// `Codice di esenzione richiesto`: what announces a code or a day goes on to the end of its cell where nothing in it is
    /// a value.
    private func widened(_ range: Range<Int>, _ meaning: WordingMeaning, _ tokens: [Int]) -> Range<Int> {
        if let noted = noted(range, meaning, tokens) ?? bracketed(range, meaning, tokens) { return noted }
        if let whole = translated(range, meaning, tokens) ?? doubled(range, meaning, tokens) { return whole }
        guard Self.ofCodes.contains(meaning), layout.tokens[tokens[range.lowerBound]].key.count > 2 else {
            return range
        }
        let cell = layout.cells[layout.cellOf[tokens[range.lowerBound]]].tokens
        guard cell.lowerBound == tokens[range.lowerBound], tokens[range.upperBound - 1] < cell.upperBound - 1 else {
            return range
        }
        let rest = (tokens[range.upperBound - 1] + 1)..<cell.upperBound
        let isLabel =
            rest.count <= 3
            && rest.allSatisfy { token in
                let piece = layout.tokens[token]
                let own = vocabulary.next(0, piece.term).flatMap { vocabulary.meaning($0) }
                return !piece.hasDigit && piece.key.count > 2 && (own == nil || own == .common)
            }
        let signs = layout.tokens[tokens[range.upperBound - 1]].after
        // `Data di nascita del` goes on in the next line.
        let ending = rest.last.flatMap { vocabulary.next(0, layout.tokens[$0].term) }.flatMap(vocabulary.meaning)
        guard isLabel, ending != .common || rest.last.map({ layout.tokens[$0].key.count > 4 }) ?? false,
            signs.isDisjoint(with: [.colon, .comma, .semicolon])
        else { return range }
        return range.lowerBound..<(range.upperBound + rest.count)
    }

    /// `Cognome (alla nascita)`, `Data di nascita (giorno mese anno)`: a bracket right behind a label belongs to it.
    private func noted(_ range: Range<Int>, _ meaning: WordingMeaning, _ tokens: [Int]) -> Range<Int>? {
        guard Self.ofCodes.contains(meaning) || Self.ofPersons.contains(meaning), range.upperBound < tokens.count,
            layout.tokens[tokens[range.upperBound]].before.contains(.open),
            layout.tokens[tokens[range.upperBound - 1]].after.isDisjoint(with: [.colon, .comma, .semicolon]),
            layout.cells[layout.cellOf[tokens[range.lowerBound]]].tokens.lowerBound == tokens[range.lowerBound]
        else { return nil }
        return closed(range, tokens)
    }

    /// `(codice di esenzione proposto)`: a bracket that begins with a label is one.
    private func bracketed(_ range: Range<Int>, _ meaning: WordingMeaning, _ tokens: [Int]) -> Range<Int>? {
        guard Self.ofCodes.contains(meaning) || Self.ofPersons.contains(meaning),
            layout.tokens[tokens[range.lowerBound]].before.contains(.open),
            !layout.tokens[tokens[range.upperBound - 1]].after.contains(.close)
        else { return nil }
        return closed(range, tokens)
    }

    /// Up to the end of the bracket, if no value stands in it; a law may: `(DPCM 12.01.2017)`.
    private func closed(_ range: Range<Int>, _ tokens: [Int]) -> Range<Int>? {
        let isLaw = range.upperBound < tokens.count && longest(tokens, from: range.upperBound)?.meaning == .otherDate
        for place in range.upperBound..<min(range.upperBound + (isLaw ? 7 : 5), tokens.count) {
            let piece = layout.tokens[tokens[place]]
            if piece.hasDigit, !isLaw { return nil }
            if piece.after.contains(.close) { return range.lowerBound..<(place + 1) }
        }
        return nil
    }

    /// `Surname / Cognome`: the same label in another language first.
    private func doubled(_ range: Range<Int>, _ meaning: WordingMeaning, _ tokens: [Int]) -> Range<Int>? {
        guard Self.announcing.contains(meaning) else { return nil }
        let cell = layout.cells[layout.cellOf[tokens[range.lowerBound]]].tokens
        for place in (range.upperBound - 1)..<min(range.upperBound + 2, tokens.count - 1) {
            guard cell.contains(tokens[place + 1]), place < range.upperBound || !layout.tokens[tokens[place]].hasDigit
            else { return nil }
            guard layout.tokens[tokens[place]].after.contains(.slash) else { continue }
            guard let (end, other) = longest(tokens, from: place + 1), other == meaning else { return nil }
            return range.lowerBound..<end
        }
        return nil
    }

    /// `Codice diagnosi / Diagnosis code:`: the same label in another language, up to the colon.
    private func translated(_ range: Range<Int>, _ meaning: WordingMeaning, _ tokens: [Int]) -> Range<Int>? {
        let (first, last) = (tokens[range.lowerBound], tokens[range.upperBound - 1])
        let cell = layout.cells[layout.cellOf[first]].tokens
        guard cell.lowerBound == first, Self.announcing.contains(meaning), range.upperBound < tokens.count,
            cell.contains(last + 1), tokens[range.upperBound] == last + 1,
            layout.tokens[last + 1].before.contains(.dash)
                || !layout.tokens[last].after.isDisjoint(with: [.slash, .hyphen])
        else { return nil }
        let hasCellBeside =
            layout.cellOf[first] + 1 < layout.lines[layout.cells[layout.cellOf[first]].line].cells.upperBound
        for place in range.upperBound..<min(range.upperBound + 6, tokens.count) {
            let token = tokens[place]
            guard cell.contains(token), !layout.tokens[token].isNumber else { return nil }
            if layout.tokens[token].after.contains(.colon) { return range.lowerBound..<(place + 1) }
            let isWhole = token == cell.upperBound - 1 && layout.tokens[last].after.contains(.slash) && hasCellBeside
            if isWhole, longest(tokens, from: range.upperBound).map({ $0.meaning == meaning }) ?? true {
                return range.lowerBound..<(place + 1)
            }
        }
        return nil
    }

    private static let announcing: Set<WordingMeaning> = [
        .familyName, .givenName, .fullName, .personCode, .birth, .sex, .issueDate, .plainDate, .exemption,
        .exemptionStrong, .diagnosisCode, .diagnosis, .physician, .structure,
    ]

    private static let ofPersons: Set<WordingMeaning> = [.familyName, .givenName, .fullName, .personCode]

    private static let ofCodes: Set<WordingMeaning> = [
        .exemption, .exemptionStrong, .diagnosisCode, .issueDate, .birth,
    ]

    private func cue(_ meaning: WordingMeaning, _ stream: Int, _ range: Range<Int>, _ tokens: [Int]) -> Cue {
        let (first, last) = (tokens[range.lowerBound], tokens[range.upperBound - 1])
        return Cue(
            meaning: meaning, stream: stream, range: range, first: first, last: last,
            opensCell: layout.cells[layout.cellOf[first]].tokens.lowerBound == first,
            endsCell: layout.cells[layout.cellOf[last]].tokens.upperBound == last + 1,
            hasColon: layout.tokens[last].after.contains(.colon),
            namesPatient: range.contains { means(.personTitle, tokens[$0]) })
    }

    /// Whether a word means something by itself.
    private func means(_ meaning: WordingMeaning, _ token: Int) -> Bool {
        vocabulary.next(0, layout.tokens[token].term).flatMap(vocabulary.meaning) == meaning
    }

    private func longest(_ tokens: [Int], from start: Int) -> (end: Int, meaning: WordingMeaning)? {
        var node = 0
        var found: (end: Int, meaning: WordingMeaning)?
        var place = start
        while place < tokens.count {
            if place > start, parts(tokens[place - 1], tokens[place], found?.end == place ? found?.meaning : nil) {
                break
            }
            if let next = vocabulary.next(node, layout.tokens[tokens[place]].term) {
                node = next
            } else if let next = broken(tokens, place).flatMap({ vocabulary.next(node, $0) }) {
                node = next
                place += 1
            } else if node != 0, let since = since(tokens, place) {
                place = since
                continue
            } else {
                break
            }
            if let meaning = vocabulary.meaning(node) { found = (place + 1, meaning) }
            place += 1
        }
        return found
    }

    /// Where a phrase goes on behind the year since when it is so: `è affetta dal 2019 da`.
    private func since(_ tokens: [Int], _ place: Int) -> Int? {
        guard place + 2 < tokens.count, Self.sinces.contains(layout.tokens[tokens[place]].key) else { return nil }
        let year = layout.tokens[tokens[place + 1]]
        return year.isNumber && year.key.count == 4 ? place + 2 : nil
    }

    private static let sinces = Set(["DAL", "DALL"].map { [UInt8]($0.utf8) })

    /// The word that a hyphen broke at the end of a line: `esen-` `zione`.
    private func broken(_ tokens: [Int], _ place: Int) -> Int? {
        guard place + 1 < tokens.count, layout.tokens[tokens[place]].after.contains(.hyphen),
            layout.cellOf[tokens[place]] != layout.cellOf[tokens[place + 1]]
        else { return nil }
        return vocabulary.term(layout.tokens[tokens[place]].key + layout.tokens[tokens[place + 1]].key)
    }

    /// Whether no phrase goes on from `left` to `right`. Labels stand below each other, so one that is whole at the end of a
    /// line goes on in the next only where that begins in small letters.
    private func parts(_ left: Int, _ right: Int, _ found: WordingMeaning?) -> Bool {
        if !layout.tokens[left].after.isDisjoint(with: [.colon, .comma, .semicolon]) { return true }
        let word = layout.words[layout.tokens[right].word]
        let isSmall = word.scalars[layout.tokens[right].range.lowerBound].isLowercase
        // A full stop after a word too long for an abbreviation ends a sentence.
        if layout.tokens[left].after.contains(.stop), layout.tokens[left].key.count > 5, !isSmall { return true }
        if layout.cellOf[left] != layout.cellOf[right], areRows(layout.cellOf[left], layout.cellOf[right]) {
            return true
        }
        guard layout.cellOf[left] != layout.cellOf[right], let found, found != .filler, found != .common else {
            return false
        }
        return !isSmall && !isHeadOfColumn(layout.cellOf[left], layout.cellOf[right])
    }

    /// Two cells below each other that each have another beside them, level with each other: labels of two rows.
    private func areRows(_ above: Int, _ below: Int) -> Bool {
        let isFollowed = [above, below].allSatisfy { $0 + 1 < layout.lines[layout.cells[$0].line].cells.upperBound }
        let ends = [above, below].map { layout.tokens[layout.cells[$0].tokens.upperBound - 1].after.contains(.colon) }
        guard isFollowed, ends != [false, true], layout.cells[above].page == layout.cells[below].page,
            [above, below].allSatisfy({ beginsUnknown($0 + 1) })
        else { return false }
        return abs(layout.cells[above + 1].box.left - layout.cells[below + 1].box.left) < 3
    }

    /// The cell is no label, as far as its first word tells.
    private func beginsUnknown(_ cell: Int) -> Bool {
        vocabulary.next(0, layout.tokens[layout.cells[cell].tokens.lowerBound].term) == nil
    }

    /// Two cells close below each other in the head of a table: `NOME` over `ASSISTITO:`, each in a row of several.
    private func isHeadOfColumn(_ above: Int, _ below: Int) -> Bool {
        let (upper, lower) = (layout.cells[above], layout.cells[below])
        guard layout.lines[upper.line].cells.count >= 3, layout.lines[lower.line].cells.count >= 2,
            lower.box.top - upper.box.bottom < 0.4 * upper.box.height
        else { return false }
        return !layout.tokens[upper.tokens.upperBound - 1].after.contains(.colon)
            && layout.tokens[lower.tokens.upperBound - 1].after.contains(.colon)
    }
}
