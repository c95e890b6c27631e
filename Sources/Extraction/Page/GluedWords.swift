// SPDX-License-Identifier: EUPL-1.2

import Domain

/// Parts words that lost the blanks between them, as narrow settings do: `erientratraisoggetti`, `ICD-9-CM291.1`.
///
/// Only what consists of words of the vocabulary throughout is parted: the names of persons and conditions are none.
struct GluedWords {
    /// What is shorter may be a word of its own.
    private static let least = 12
    /// A line of small print; looking takes the square of the length.
    private static let most = 160
    /// The letters of a person's fiscal code.
    private static let personal = 16
    private static let singles = Set(["A", "E", "I"].map { [UInt8]($0.utf8) })

    let vocabulary: Vocabulary

    /// Whether it is worth looking: most words are too short and have no digits.
    func mayPart(_ piece: WordPieces.Piece) -> Bool {
        piece.key.count >= Self.least || piece.key.contains(where: \.isASCIIDigit) || endsInBirth(piece.key)
    }

    private func endsInBirth(_ key: [UInt8]) -> Bool {
        key.count >= 6 && Self.births.contains(Array(key.suffix(4)))
    }

    private static let births = Set(keys: "NATO NATA")

    /// The piece, or the pieces that it consists of.
    func parted(_ piece: WordPieces.Piece, of word: [Unicode.Scalar]) -> [WordPieces.Piece] {
        guard vocabulary.term(piece.key) < 0, let cuts = cutBeforeBirth(piece, word) ?? cuts(in: piece.key),
            !cuts.isEmpty
        else { return [piece] }
        let places = places(piece, word)
        let edges = [0] + cuts + [piece.key.count]
        return zip(edges, edges.dropFirst()).map { start, end in
            let upper = end == piece.key.count ? piece.range.upperBound : places[end]
            return WordPieces.Piece(range: places[start]..<upper, key: Array(piece.key[start..<end]))
        }
    }

    private func cuts(in key: [UInt8]) -> [Int]? {
        if key.contains(where: \.isASCIIDigit) { return cutBeforeValue(key) }
        return (Self.least...Self.most).contains(key.count) ? cutsBetweenWords(key) : nil
    }

    /// `ANNA MARIAnata il …`: small letters behind capitals; `DONATO` is a name.
    private func cutBeforeBirth(_ piece: WordPieces.Piece, _ word: [Unicode.Scalar]) -> [Int]? {
        guard endsInBirth(piece.key), piece.range.count == piece.key.count else { return nil }
        let (name, birth) = (word[piece.range].dropLast(4), word[piece.range].suffix(4))
        guard birth.allSatisfy(\.properties.isLowercase), name.allSatisfy(\.properties.isUppercase) else { return nil }
        return [name.count]
    }

    /// The name of the classification and a code, a word and a day of eight digits, or `C.F.` and the code of a person.
    private func cutBeforeValue(_ key: [UInt8]) -> [Int]? {
        if key.count > Self.personal, key.count <= Self.personal + 13,
            FiscalCode(String(decoding: key.suffix(Self.personal), as: UTF8.self)) != nil
        {
            let label = Array(key.dropLast(Self.personal))
            return label == Array("CF".utf8) || vocabulary.term(label) >= 0 ? [label.count] : nil
        }
        let digits = key.reversed().prefix { $0.isASCIIDigit }.count
        let sizes = key.starts(with: "ICD".utf8) ? [digits, 3, 4, 5] : [8]
        for size in sizes where size < key.count - 1 && size <= digits {
            if vocabulary.term(Array(key[..<(key.count - size)])) >= 0 { return [key.count - size] }
        }
        return nil
    }

    /// The fewest words that the letters can be parted in.
    private func cutsBetweenWords(_ key: [UInt8]) -> [Int]? {
        var best: [[Int]?] = [[]]
        for end in 1...key.count {
            var found: [Int]?
            for start in 0..<end {
                guard let before = best[start], found.map({ before.count + 1 < $0.count }) ?? true,
                    isWord(Array(key[start..<end]))
                else { continue }
                found = before + [end]
            }
            best.append(found)
        }
        guard let words = best[key.count], words.count * 3 <= key.count else { return nil }
        return Array(words.dropLast())
    }

    private func isWord(_ letters: [UInt8]) -> Bool {
        (letters.count >= 2 || Self.singles.contains(letters)) && vocabulary.term(letters) >= 0
    }

    /// Where each letter of the key stands in the word.
    private func places(_ piece: WordPieces.Piece, _ word: [Unicode.Scalar]) -> [Int] {
        piece.range.flatMap { place in word[place].plainLetters.bytes.map { _ in place } }
    }
}
