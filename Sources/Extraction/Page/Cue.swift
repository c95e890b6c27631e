// SPDX-License-Identifier: EUPL-1.2

import Catalogue

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
}

extension Cue {
    /// It announces a value, or names what stands under it. A single word inside a sentence does neither: *malattia*,
    /// *esami* and *dal* are parts of many names.
    var isLabel: Bool {
        switch meaning {
        case .filler, .common, .stop, .denied, .personTitle, .physicianTitle: false
        case .exemption, .exemptionStrong, .exemptionOff, .diagnosisCode, .condition, .personCode, .physicianCode: true
        default: range.count > 1 || hasColon || (opensCell && endsCell)
        }
    }

    /// It ends a text of words before it.
    var endsText: Bool { isLabel || meaning == .stop }
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
                cues.append(cue(meaning, stream, place..<end, tokens))
                place = end
            } else {
                place += 1
            }
        }
        return cues
    }

    private func cue(_ meaning: WordingMeaning, _ stream: Int, _ range: Range<Int>, _ tokens: [Int]) -> Cue {
        let (first, last) = (tokens[range.lowerBound], tokens[range.upperBound - 1])
        return Cue(
            meaning: meaning, stream: stream, range: range, first: first, last: last,
            opensCell: layout.cells[layout.cellOf[first]].tokens.lowerBound == first,
            endsCell: layout.cells[layout.cellOf[last]].tokens.upperBound == last + 1,
            hasColon: layout.tokens[last].after.contains(.colon))
    }

    private func longest(_ tokens: [Int], from start: Int) -> (end: Int, meaning: WordingMeaning)? {
        var node = 0
        var found: (end: Int, meaning: WordingMeaning)?
        for place in start..<tokens.count {
            if place > start, parts(tokens[place - 1], tokens[place], found?.meaning) { break }
            guard let next = vocabulary.next(node, layout.tokens[tokens[place]].term) else { break }
            node = next
            if let meaning = vocabulary.meaning(node) { found = (place + 1, meaning) }
        }
        return found
    }

    /// Whether no phrase goes on from `left` to `right`. Labels stand below each other, so one that is whole at the end of a
    /// line goes on in the next only where that begins in small letters.
    private func parts(_ left: Int, _ right: Int, _ found: WordingMeaning?) -> Bool {
        if !layout.tokens[left].after.isDisjoint(with: [.colon, .comma, .semicolon]) { return true }
        let word = layout.words[layout.tokens[right].word]
        let isSmall = word.scalars[layout.tokens[right].range.lowerBound].properties.isLowercase
        // A full stop after a word too long for an abbreviation ends a sentence.
        if layout.tokens[left].after.contains(.stop), layout.tokens[left].key.count > 5, !isSmall { return true }
        guard layout.cellOf[left] != layout.cellOf[right], let found, found != .filler, found != .common else {
            return false
        }
        return !isSmall
    }
}
