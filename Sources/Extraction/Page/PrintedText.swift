// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

extension PageContext {
    /// The tokens as printed, signs between them included, with single blanks; words that a line break hyphenated are put
    /// together.
    func text(_ range: some Sequence<Int>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(64)
        var last: Int?
        for token in range {
            if let last { append(between: last, token, to: &text) }
            text.append(layout.words[tokens[token].word].scalars[tokens[token].range])
            last = token
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Written in capitals only: a name is so throughout, or not at all.
    func isCapital(_ range: some Sequence<Int>) -> Bool {
        text(range).isUppercase
    }

    private func append(between left: Int, _ right: Int, to text: inout [UInt8]) {
        let (before, after) = (tokens[left], tokens[right])
        let scalars = layout.words[before.word].scalars
        if before.word == after.word {
            text.append(scalars[before.range.upperBound..<after.range.lowerBound])
            return
        }
        let isSameCell = layout.cellOf[left] == layout.cellOf[right]
        if !isSameCell, isBroken(left, right) { return }
        text.append(scalars[before.range.upperBound...])
        if !isSameCell, isCompound(left, right) { return }
        if isSameCell, before.word < after.word {
            // Words of signs only, such as a dash.
            for word in (before.word + 1)..<after.word {
                text.append(UInt8(ascii: " "))
                text.append(layout.words[word].scalars[...])
            }
        }
        text.append(UInt8(ascii: " "))
        text.append(layout.words[after.word].scalars[..<after.range.lowerBound])
    }

    /// A hyphen that only the line end put there. The names of ICD-9-CM tell it from that of `post-chirurgico`: they have the
    /// whole word, or they do not have the rest as one of its own.
    private func isBroken(_ token: Int, _ next: Int) -> Bool {
        guard let catalogue, layout.endsInHyphen(token), tokens[next].before.isEmpty,
            !tokens[token].hasDigit, !tokens[next].hasDigit
        else { return isHyphenated(token, next) }
        let rest = tokens[next].key
        if catalogue.namesUse(word: tokens[token].key + rest) { return true }
        return isHyphenated(token, next) && (rest.count < Self.shortestWord || !catalogue.namesUse(word: rest))
    }

    /// Shorter rests are endings that happen to be words.
    private static let shortestWord = 5

    /// `KLIPPEL-` / `TRENAUNAY`
    private func isCompound(_ token: Int, _ next: Int) -> Bool {
        layout.endsInHyphen(token) && tokens[next].before.isEmpty
    }

    /// Programs that break words set U+2010, which nobody types.
    private func isTypeset(_ token: Int) -> Bool {
        layout.words[tokens[token].word].scalars.last == "\u{2010}"
    }

    /// Whether a word was broken at the end of a line: a hyphen, and small letters on the next.
    func isHyphenated(_ token: Int, _ next: Int) -> Bool {
        layout.endsInHyphen(token) && (scalar(next).isLowercase || isTypeset(token))
            && tokens[token].key.last.map { $0 >= 0x41 } ?? false
    }
}

extension [UInt8] {
    /// Adds characters in UTF-8.
    fileprivate mutating func append(_ scalars: ArraySlice<Unicode.Scalar>) {
        for scalar in scalars { append(scalar) }
    }
}
