// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// How far a label reaches beyond the words that the wording has for it.
extension CueSearch {
    /// `Codice di esenzione richiesto`: what announces a code or a day goes on to the end of its cell where nothing in it is
    /// a value.
    func widened(_ range: Range<Int>, _ meaning: WordingMeaning, _ tokens: [Int]) -> Range<Int> {
        if let noted = noted(range, meaning, tokens) ?? bracketed(range, meaning, tokens) { return noted }
        if let whole = translated(range, meaning, tokens) ?? doubled(range, meaning, tokens) { return whole }
        if let whole = ofWhat(range, meaning, tokens) ?? ofWhom(range, meaning, tokens)
            ?? forWhich(range, meaning, tokens)
        {
            return whole
        }
        guard Self.ofCodes.contains(meaning), layout.tokens[tokens[range.lowerBound]].key.count > 2 || range.count > 2
        else {
            return range
        }
        let cell = layout.cells[layout.cellOf[tokens[range.lowerBound]]].tokens
        guard cell.lowerBound == tokens[range.lowerBound], tokens[range.upperBound - 1] < cell.upperBound - 1 else {
            return range
        }
        let end = layout.tokens[cell.upperBound - 1].isFootnoteMark ? cell.upperBound - 1 : cell.upperBound
        let rest = (tokens[range.upperBound - 1] + 1)..<max(end, tokens[range.upperBound - 1] + 1)
        let isLabel =
            rest.count <= 3
            && rest.allSatisfy { token in
                let piece = layout.tokens[token]
                let own = vocabulary.next(0, piece.term).flatMap { vocabulary.meaning($0) }
                // `Codice di esenzione R` is that of a rare disease.
                if piece.key == Array("R".utf8), token == rest.last { return true }
                let isOwn = own == nil || own == .common || own == .filler
                return !piece.hasDigit && piece.key.count > 2 && isOwn
            }
        let signs = layout.tokens[tokens[range.upperBound - 1]].after
        // `Data di nascita del` goes on in the next line.
        let ending = rest.last.flatMap { vocabulary.next(0, layout.tokens[$0].term) }.flatMap(vocabulary.meaning)
        guard isLabel, ending != .common || rest.last.map({ layout.tokens[$0].key.count > 4 }) ?? false,
            signs.isDisjoint(with: [.colon, .comma, .semicolon])
        else { return range }
        return range.lowerBound..<(range.upperBound + rest.count)
    }

    /// `Codice ICD-9-CM della diagnosi:`
    private func ofWhat(_ range: Range<Int>, _ meaning: WordingMeaning, _ tokens: [Int]) -> Range<Int>? {
        let place = range.upperBound
        guard meaning == .diagnosisCode, place + 1 < tokens.count,
            Self.ofs.contains(layout.tokens[tokens[place]].key),
            layout.cellOf[tokens[place + 1]] == layout.cellOf[tokens[place - 1]],
            layout.tokens[tokens[place - 1]].after.isEmpty, let found = longest(tokens, from: place + 1),
            found.meaning == .diagnosis, layout.tokens[tokens[found.end - 1]].after.contains(.colon)
        else { return nil }
        return range.lowerBound..<found.end
    }

    /// `Cognome assistito/a`, `Sesso dell'utente`: whose value it is belongs to the label.
    private func ofWhom(_ range: Range<Int>, _ meaning: WordingMeaning, _ tokens: [Int]) -> Range<Int>? {
        guard Self.personal.contains(meaning), opensCell(tokens[range.lowerBound]) else { return nil }
        let cell = layout.cellOf[tokens[range.lowerBound]]
        var place = range.upperBound
        let isOwn = { (place: Int) in
            place < tokens.count && layout.cellOf[tokens[place]] == cell
                && layout.tokens[tokens[place - 1]].after.isDisjoint(with: [.colon, .comma, .semicolon])
        }
        if isOwn(place), Self.articles.contains(layout.tokens[tokens[place]].key) { place += 1 }
        guard isOwn(place), Self.persons.contains(layout.tokens[tokens[place]].key) else { return nil }
        if layout.tokens[tokens[place]].after.contains(.slash), isOwn(place + 1),
            layout.tokens[tokens[place + 1]].key.count == 1
        {
            place += 1
        }
        return range.lowerBound..<(place + 1)
    }

    private static let personal: Set<WordingMeaning> = [.familyName, .givenName, .fullName, .personCode, .birth, .sex]
    private static let articles = Set(keys: "DI DEL DELLA DELL")
    private static let persons = Set(
        keys:
            "PAZIENTE ASSISTITO ASSISTITA ASSISTIBILE UTENTE BENEFICIARIO BENEFICIARIA INTERESSATO INTERESSATA CITTADINO SOGGETTO"
    )

    /// `Patologia per cui si richiede l'esenzione`, `Diagnosi per la nuova richiesta:`: what the condition is stated for, up to the
    /// colon or the end of the cell.
    private func forWhich(_ range: Range<Int>, _ meaning: WordingMeaning, _ tokens: [Int]) -> Range<Int>? {
        let first = tokens[range.lowerBound]
        let cell = layout.cells[layout.cellOf[first]].tokens
        guard meaning == .diagnosis, opensCell(first), range.upperBound + 2 < tokens.count,
            layout.tokens[tokens[range.upperBound - 1]].after.isEmpty,
            layout.tokens[tokens[range.upperBound]].key == Array("PER".utf8),
            cell.contains(tokens[range.upperBound])
        else { return nil }
        let isWhich = [1, 2].contains { Self.which.contains(layout.tokens[tokens[range.upperBound + $0]].key) }
        for place in range.upperBound..<min(range.upperBound + 9, tokens.count) {
            let piece = layout.tokens[tokens[place]]
            guard cell.contains(tokens[place]), !piece.hasDigit, !piece.after.contains(.comma) else { return nil }
            if piece.after.contains(.colon) || (isWhich && tokens[place] == cell.upperBound - 1) {
                return range.lowerBound..<(place + 1)
            }
        }
        return nil
    }

    private static let which = Set(keys: "CUI QUALE")
    private static let ofs = Set(keys: "DI DELLA DEL")

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

    private static let ofPersons: Set<WordingMeaning> = [.familyName, .givenName, .fullName, .personCode, .physician]

    private static let ofCodes: Set<WordingMeaning> = [
        .exemption, .exemptionStrong, .diagnosisCode, .issueDate, .birth,
    ]
}
