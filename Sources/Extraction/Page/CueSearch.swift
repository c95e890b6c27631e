// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// Finds the phrases of the wording in every stream, the longest at each place.
struct CueSearch {
    let layout: PageLayout
    let streams: PageStreams
    let vocabulary: Vocabulary

    /// In the order of streams, and within a stream from its start on.
    var cues: [Cue] { withDashes(streams.streams.indices.flatMap { cues(in: $0) }) }

    /// `Nascita - 18.10.1976`, `Terapia - …`: where a page parts its labels from their values by dashes, those are as good as colons.
    private func withDashes(_ cues: [Cue]) -> [Cue] {
        let parted = Set(cues.indices.filter { isParted(cues[$0]) })
        guard parted.count >= Self.fewestDashes else { return cues }
        return cues.indices.map { parted.contains($0) ? cues[$0].withColon : cues[$0] }
    }

    private func isParted(_ cue: Cue) -> Bool {
        cue.withColon.isLabel && cue.opensCell && !cue.endsCell && cue.last + 1 < layout.tokens.count
            && layout.tokens[cue.last + 1].before.contains(.dash) && !layout.tokens[cue.last + 1].isGlued
    }

    private static let fewestDashes = 4

    private func cues(in stream: Int) -> [Cue] {
        let tokens = streams.streams[stream]
        var cues: [Cue] = []
        var place = 0
        while place < tokens.count {
            if place > 0,
                isRestOfWord(tokens[place], after: tokens[place - 1]) || isGrade(tokens[place], of: tokens[place - 1])
            {
                place += 1
                continue
            }
            if isInitial(tokens[place]) {
                cues.append(cue(.diagnosis, stream, place..<(place + 1), tokens))
                place += 1
            } else if confirms(tokens, place) {
                cues.append(cue(.condition, stream, place..<(place + 2), tokens))
                place += 2
            } else if isDevice(tokens, place) {
                place += 1
            } else if let (end, meaning) = longest(tokens, from: place) {
                let range = withNote(widened(place..<end, meaning, tokens), tokens)
                let said = meaning == .titleReport && isRequest(tokens[range], in: tokens) ? .exemption : meaning
                cues.append(cue(said, stream, range, tokens))
                place = range.upperBound
            } else {
                place += 1
            }
        }
        return cues
    }

    /// `Si rilascia certificazione per esenzione ticket codice 048`: what titles say too, where a code goes on from it in the line.
    private func isRequest(_ title: ArraySlice<Int>, in tokens: [Int]) -> Bool {
        guard let last = title.last, title.contains(where: { layout.tokens[$0].key == Self.exemption }),
            title.endIndex < tokens.count
        else { return false }
        let cell = layout.cells[layout.cellOf[last]].tokens
        guard cell.contains(last + 1) else { return false }
        let rest = (last + 1)..<cell.upperBound
        // `OGGETTO: certificazione per esenzione ticket (011) - …`
        if isBracketed(last + 1) { return true }
        return rest.contains { token in
            Self.codeWords.contains(layout.tokens[token].key) && token + 1 < layout.tokens.count
                && layout.tokens[token + 1].hasDigit && layout.tokens[token + 1].key.count >= 3
        }
    }

    private func isBracketed(_ token: Int) -> Bool {
        let piece = layout.tokens[token]
        return piece.hasDigit && (3...6).contains(piece.key.count) && !piece.resemblesYear
            && piece.before.contains(.open) && piece.after.contains(.close)
    }

    /// `Si conferma: cardiopatia ischemica cronica`: the colon says that what follows is the condition.
    private func confirms(_ tokens: [Int], _ place: Int) -> Bool {
        guard place + 1 < tokens.count, layout.tokens[tokens[place]].key == Self.itself else { return false }
        let verb = layout.tokens[tokens[place + 1]]
        guard verb.after.contains(.colon) else { return false }
        if verb.key == Self.confirms { return true }
        // `Si certifica:` / `- che il Sig. …`
        guard Self.certifies.contains(verb.key), place + 2 < tokens.count else { return false }
        let next = tokens[place + 2]
        return layout.cellOf[next] == layout.cellOf[tokens[place + 1]]
            && !Self.sentenceStarts.contains(layout.tokens[next].key) && !means(.personTitle, next)
    }

    /// `D.: nefroangiosclerosi`: how doctors abbreviate *diagnosi* at the beginning of a line.
    private func isInitial(_ token: Int) -> Bool {
        layout.tokens[token].key == Self.initial && layout.tokens[token].after.contains(.colon) && opensCell(token)
    }

    /// `portatore di ICD in prevenzione secondaria`: the defibrillator, no label of a code.
    private func isDevice(_ tokens: [Int], _ place: Int) -> Bool {
        guard layout.tokens[tokens[place]].key == Self.device, layout.tokens[tokens[place]].after.isEmpty, place > 1,
            Self.joining.contains(layout.tokens[tokens[place - 1]].key)
        else { return false }
        return Self.bearing.contains { layout.tokens[tokens[place - 2]].key.starts(with: $0) }
    }

    private static let itself = [UInt8]("SI".utf8)
    private static let exemption = [UInt8]("ESENZIONE".utf8)
    private static let codeWords = Set(keys: "CODICE COD")
    private static let initial = [UInt8]("D".utf8)
    private static let confirms = [UInt8]("CONFERMA".utf8)
    private static let certifies = Set(keys: "CERTIFICA ATTESTA")
    private static let sentenceStarts = Set(keys: "CHE IL LA LO L I GLI LE SI")
    private static let device = [UInt8]("ICD".utf8)
    private static let joining = Set(keys: "DI CON UN")
    private static let bearing = ["PORTAT", "IMPIANT", "CARDIOPATIA"].map { [UInt8]($0.utf8) }

    private func cue(_ meaning: WordingMeaning, _ stream: Int, _ range: Range<Int>, _ tokens: [Int]) -> Cue {
        let (first, last) = (tokens[range.lowerBound], tokens[range.upperBound - 1])
        return Cue(
            meaning: meaning, stream: stream, range: range, first: first, last: last,
            opensCell: opensCell(first),
            endsCell: layout.cells[layout.cellOf[last]].tokens.upperBound == last + 1,
            hasColon: layout.tokens[last].after.contains(.colon),
            namesPatient: range.contains { means(.personTitle, tokens[$0]) })
    }

    /// The mark of a footnote behind a label is part of it: `Codice fiscale (1)`.
    private func withNote(_ range: Range<Int>, _ tokens: [Int]) -> Range<Int> {
        let mark = tokens[range.upperBound - 1] + 1
        if let law = lawBehind(range, tokens) { return range.lowerBound..<law }
        guard range.upperBound < tokens.count, tokens[range.upperBound] == mark, layout.tokens[mark].isFootnoteMark,
            opensCell(tokens[range.lowerBound])
        else { return range }
        let cell = layout.cells[layout.cellOf[tokens[range.lowerBound]]].tokens
        let endsLabel = cell.upperBound == mark + 1 || layout.tokens[mark].after.contains(.colon)
        return cell.contains(mark) && endsLabel ? range.lowerBound..<(range.upperBound + 1) : range
    }

    /// `Esenzione (all. 8 DPCM 2017)`: the law in brackets that ends the cell of a label.
    private func lawBehind(_ range: Range<Int>, _ tokens: [Int]) -> Int? {
        let cell = layout.cells[layout.cellOf[tokens[range.lowerBound]]].tokens
        guard opensCell(tokens[range.lowerBound]), range.upperBound < tokens.count,
            cell.contains(tokens[range.upperBound]), layout.tokens[tokens[range.upperBound]].before.contains(.open),
            Self.laws.contains(layout.tokens[tokens[range.upperBound]].key),
            let end = tokens[range.upperBound...].prefix(8).firstIndex(where: {
                layout.tokens[$0].after.contains(.close)
            }),
            cell.upperBound == tokens[end] + 1
        else { return nil }
        return end + 1
    }

    private static let laws = Set(keys: "ALL ALLEGATO ART EX DPCM DM LEGGE AI")

    /// At the beginning of a cell, or behind its number: `5. Cognome`.
    func opensCell(_ token: Int) -> Bool {
        let start = layout.cells[layout.cellOf[token]].tokens.lowerBound
        if start == token { return true }
        let number = layout.tokens[start]
        return start + 1 == token && number.isNumber && number.key.count <= 2
            && !number.after.isDisjoint(with: [.stop, .close, .dash, .hyphen])
    }

    /// Whether a word means something by itself.
    private func means(_ meaning: WordingMeaning, _ token: Int) -> Bool {
        vocabulary.next(0, layout.tokens[token].term).flatMap(vocabulary.meaning) == meaning
    }

    func longest(_ tokens: [Int], from start: Int) -> (end: Int, meaning: WordingMeaning)? {
        var node = 0
        var found: (end: Int, meaning: WordingMeaning)?
        var place = start
        while place < tokens.count {
            if place > start, parts(tokens[place - 1], tokens[place], found?.end == place ? found?.meaning : nil) {
                break
            }
            if node != 0, let end = house(tokens, place), vocabulary.next(node, layout.tokens[tokens[end]].term) != nil
            {
                place = end
                continue
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

    /// `in cura presso la nostra Divisione per`, `seguita dai nostri ambulatori dal 2019 per`: the house stands between.
    private func house(_ tokens: [Int], _ place: Int) -> Int? {
        let rest = tokens[place...].prefix(9)
        guard rest.count > 2, Self.places.contains(layout.tokens[tokens[place]].key) else { return nil }
        let words = rest.dropFirst()
        guard let end = words.firstIndex(where: { layout.tokens[$0].key == Array("PER".utf8) }),
            words[..<end].contains(where: { Self.ours.contains(layout.tokens[$0].key) }),
            words[..<end].indices.allSatisfy({ place in
                layout.tokens[tokens[place]].after.isEmpty
                    && (!layout.tokens[tokens[place]].hasDigit || since(tokens, place - 1) == place + 1)
            })
        else { return nil }
        return end
    }

    private static let places = Set(["PRESSO", "DAL", "DALLA", "DAI", "DALLE"].map { [UInt8]($0.utf8) })
    private static let ours = Set(
        ["NOSTRO", "NOSTRA", "NOSTRI", "NOSTRE", "QUESTO", "QUESTA", "QUESTI", "QUESTE", "CODESTO", "CODESTA"].map {
            [UInt8]($0.utf8)
        })
    private static let sinces = Set(["DAL", "DALL"].map { [UInt8]($0.utf8) })

    /// `O2-` / `terapia domiciliare`: behind a hyphen at the end of a line no phrase begins.
    private func isRestOfWord(_ token: Int, after last: Int) -> Bool {
        layout.endsInHyphen(last) && layout.cellOf[last] != layout.cellOf[token]
            && layout.words[layout.tokens[token].word].scalars[layout.tokens[token].range.lowerBound].isLowercase
    }

    /// `per BAV di III` / `grado` is no label.
    private func isGrade(_ token: Int, of figure: Int) -> Bool {
        DiagnosisText.graded.contains(layout.tokens[token].key)
            && DiagnosisText.ordinals.contains(layout.tokens[figure].key) && layout.tokens[figure].after.isEmpty
            && !layout.tokens[token].after.contains(.colon)
    }

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
        if layout.tokens[left].after.contains(.stop), !isSmall, endsSentence(layout.tokens[left].key) { return true }
        if layout.cellOf[left] != layout.cellOf[right], areRows(layout.cellOf[left], layout.cellOf[right]) {
            return true
        }
        // `Codice ICD9-` / `CM`
        if layout.endsInHyphen(left) { return false }
        guard layout.cellOf[left] != layout.cellOf[right], let found, found != .filler, found != .common else {
            return false
        }
        return !isSmall && !isHeadOfColumn(layout.cellOf[left], layout.cellOf[right])
    }

    /// A word before a full stop that is too long for an abbreviation; few Italian words but those end in a consonant: `Classif.`
    private func endsSentence(_ key: [UInt8]) -> Bool {
        key.count > 5 && key.last.map { Self.vowels.contains($0) } ?? false
    }

    private static let vowels = Set("AEIOU".utf8)

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
