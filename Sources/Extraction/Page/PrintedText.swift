// SPDX-License-Identifier: EUPL-1.2

import Domain

extension PageContext {
    /// The tokens as printed, signs between them included, with single blanks; words that a line break hyphenated are put
    /// together.
    func text(_ range: some Sequence<Int>) -> String {
        var text = String.UnicodeScalarView()
        var last: Int?
        for token in range {
            if let last { append(between: last, token, to: &text) }
            text.append(contentsOf: layout.words[tokens[token].word].scalars[tokens[token].range])
            last = token
        }
        return String(text)
    }

    /// Written in capitals only: a name is so throughout, or not at all.
    func isCapital(_ range: some Sequence<Int>) -> Bool {
        let text = text(range)
        return text == text.uppercased()
    }

    private func append(between left: Int, _ right: Int, to text: inout String.UnicodeScalarView) {
        let (before, after) = (tokens[left], tokens[right])
        let scalars = layout.words[before.word].scalars
        if before.word == after.word {
            text.append(contentsOf: scalars[before.range.upperBound..<after.range.lowerBound])
            return
        }
        let isSameCell = layout.cellOf[left] == layout.cellOf[right]
        if !isSameCell, isHyphenated(left, right) { return }
        text.append(contentsOf: scalars[before.range.upperBound...])
        if isSameCell, before.word < after.word {
            // Words of signs only, such as a dash.
            for word in (before.word + 1)..<after.word { text.append(contentsOf: [" "] + layout.words[word].scalars) }
        }
        text.append(" ")
        text.append(contentsOf: layout.words[after.word].scalars[..<after.range.lowerBound])
    }

    /// Whether a word was broken at the end of a line: a hyphen, and small letters on the next.
    func isHyphenated(_ token: Int, _ next: Int) -> Bool {
        tokens[token].after.contains(.hyphen) && scalar(next).properties.isLowercase
            && tokens[token].key.last.map { $0 >= 0x41 } ?? false
    }
}
