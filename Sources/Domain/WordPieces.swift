// SPDX-License-Identifier: EUPL-1.2

/// Cuts a printed word at the signs that part values from labels: `cod.013`, `250.00-Diabete`, `(ICD-9-CM:250.00)`.
///
/// What belongs together stays together: codes with dots, dates, initials, names with apostrophes and hyphens. The letters
/// of agreement after a slash are swallowed: `nato/a` is the word `NATO`.
package enum WordPieces {
    /// A piece: its place among the scalars of the word, and the capitals and digits it consists of.
    package struct Piece: Hashable, Sendable {
        package var range: Range<Int>
        package var key: [UInt8]

        package init(range: Range<Int>, key: [UInt8]) { (self.range, self.key) = (range, key) }
    }

    /// The pieces of a word in their order; none for a word of signs only.
    package static func pieces(of scalars: [Unicode.Scalar]) -> [Piece] {
        if let only = solePiece(of: scalars) { return [only] }
        var pieces: [Piece] = []
        var start: Int?
        for index in 0...scalars.count {
            let ends = index == scalars.count || isSeparator(scalars, index, start)
            if let begun = start, ends || cuts(scalars, begun, index) {
                append(scalars, begun..<index, to: &pieces)
                start = nil
            }
            if !ends, start == nil, !scalars[index].plainLetters.isEmpty { start = index }
        }
        return pieces
    }

    /// The piece of a word that has signs at its ends only, as nearly all words; nothing where signs stand inside, or a
    /// capital behind a small letter.
    private static func solePiece(of scalars: [Unicode.Scalar]) -> Piece? {
        var key: [UInt8] = []
        key.reserveCapacity(scalars.count)
        var (start, end) = (0, 0)
        for index in scalars.indices {
            let letters = scalars[index].plainLetters
            if letters.isEmpty { continue }
            if key.isEmpty {
                start = index
            } else if end < index || (scalars[index].isUppercase && scalars[index - 1].isLowercase) {
                return nil
            }
            letters.append(to: &key)
            end = index + 1
        }
        return key.isEmpty ? nil : Piece(range: start..<end, key: key)
    }

    private static func append(_ scalars: [Unicode.Scalar], _ range: Range<Int>, to pieces: inout [Piece]) {
        var end = range.upperBound
        // Signs at the end belong to no piece.
        while end > range.lowerBound, scalars[end - 1].plainLetters.isEmpty { end -= 1 }
        var key: [UInt8] = []
        key.reserveCapacity(end - range.lowerBound)
        let stop = agreement(scalars, range.lowerBound..<end) ?? end
        for index in range.lowerBound..<stop { scalars[index].plainLetters.append(to: &key) }
        if !key.isEmpty { pieces.append(Piece(range: range.lowerBound..<end, key: key)) }
    }

    /// Signs that never stand inside a value; a comma and a full stop do between digits, a slash inside dates.
    private static func isSeparator(_ scalars: [Unicode.Scalar], _ index: Int, _ start: Int?) -> Bool {
        let scalar = scalars[index]
        guard scalar.plainLetters.isEmpty else { return false }
        switch scalar {
        // A row of dots leads the eye from a label to its value.
        case ".": return isStop(scalars, index - 1) || isStop(scalars, index + 1)
        case "-", "'", "\u{2019}", "\u{2018}", "`", "/", "\u{AD}", "\u{2010}", "\u{2011}", "\u{B4}": return false
        case ",": return !(isDigit(scalars, index - 1) && isDigit(scalars, index + 1))
        default: return true
        }
    }

    /// Whether a new piece begins at `index` though no separator stands there.
    private static func cuts(_ scalars: [Unicode.Scalar], _ start: Int, _ index: Int) -> Bool {
        guard index > start, index < scalars.count, !scalars[index].plainLetters.isEmpty else { return false }
        if scalars[index].isUppercase, isSmall(scalars, before: index, start) { return true }
        switch scalars[index - 1] {
        case ".": return cutsAtStop(scalars, start, index)
        case "/": return cutsAtSlash(scalars, start, index)
        case "-", "\u{2010}", "\u{2011}": return cutsAtHyphen(scalars, start, index)
        case "'", "\u{2019}", "\u{2018}", "`", "\u{B4}": return isElision(scalars, start..<(index - 1))
        default: return false
        }
    }

    /// Words that lost the blank between them: `pazienteMARIO`, `DonaldAntonio`, but not `DeMartini` and `McDonald`.
    private static func isSmall(_ scalars: [Unicode.Scalar], before index: Int, _ start: Int) -> Bool {
        index - start >= 5 && scalars[(index - 4)..<index].allSatisfy(\.isLowercase)
    }

    /// `cod.013`, `1.Diagnosi`, `Cod.Fisc.`, but not `C.F.`, `Sig.ra`, `013.250`, `V42.0`, `052.V42.0`.
    private static func cutsAtStop(_ scalars: [Unicode.Scalar], _ start: Int, _ index: Int) -> Bool {
        let left = run(scalars, before: index - 1, start)
        let right = run(scalars, from: index)
        if left.isDigits { return !right.isDigits && !(left.count == 3 && isSupplementary(scalars, index)) }
        if right.isDigits { return left.isLetters }
        return left.count >= 3 && right.count >= 3
    }

    /// `V42`, a code of the supplementary classification of ICD-9-CM.
    private static func isSupplementary(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        (scalars[index] == "V" || scalars[index] == "v") && isDigit(scalars, index + 1) && isDigit(scalars, index + 2)
    }

    /// `Cognome/Nome`, `013/diabete`, but not dates and not `nato/a`.
    private static func cutsAtSlash(_ scalars: [Unicode.Scalar], _ start: Int, _ index: Int) -> Bool {
        let left = run(scalars, before: index - 1, start)
        let right = run(scalars, from: index)
        if left.isDigits && right.isDigits { return false }
        return !isAgreement(scalars, from: index) || left.isDigits
    }

    /// `250.00-Diabete`, `Esenzione-048`, but not `ICD-9-CM`, `Rossi-Bianchi`, `12-03-2025`.
    private static func cutsAtHyphen(_ scalars: [Unicode.Scalar], _ start: Int, _ index: Int) -> Bool {
        let left = run(scalars, before: index - 1, start)
        let right = run(scalars, from: index)
        if left.isDigits && !right.isDigits {
            // After decimals a name or a sentence goes on; `ICD-9-CM` has none.
            return right.count >= 3 || isStop(scalars, index - 2 - left.count)
        }
        return left.isLetters && left.count > 3 && right.isDigits
    }

    /// `dell'assistito`, `l'esenzione`; a name keeps its apostrophe: `D'Amico`.
    private static func isElision(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> Bool {
        guard range.count <= 5 else { return false }
        var key: [UInt8] = []
        for index in range { scalars[index].plainLetters.append(to: &key) }
        return elisions.contains(key)
    }

    private static let elisions = Set(
        ["L", "DELL", "ALL", "NELL", "SULL", "DALL", "UN", "QUELL", "QUEST"].map { [UInt8]($0.utf8) })

    /// Where the letters of agreement begin, the slash included.
    private static func agreement(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> Int? {
        guard let slash = scalars[range].firstIndex(of: "/"), slash + 1 < range.upperBound,
            scalars[range.lowerBound].properties.isAlphabetic, isAgreement(scalars, from: slash + 1)
        else { return nil }
        return slash
    }

    private static func isAgreement(_ scalars: [Unicode.Scalar], from index: Int) -> Bool {
        let ending = run(scalars, from: index)
        guard ending.isLetters, ending.count <= 4 else { return false }
        var key: [UInt8] = []
        for place in index..<(index + ending.count) { scalars[place].plainLetters.append(to: &key) }
        return endings.contains(key)
    }

    private static let endings = Set(["A", "O", "E", "I", "RA", "NA", "SSA", "ESSA", "LA"].map { [UInt8]($0.utf8) })

    private struct Run {
        let count: Int
        let isDigits: Bool
        var isLetters: Bool { !isDigits && count > 0 }
    }

    /// Letters or digits of one kind that end before `end`.
    private static func run(_ scalars: [Unicode.Scalar], before end: Int, _ start: Int) -> Run {
        var begin = end
        let isDigits = isDigit(scalars, end - 1)
        while begin > start, !scalars[begin - 1].plainLetters.isEmpty, isDigit(scalars, begin - 1) == isDigits {
            begin -= 1
        }
        return Run(count: end - begin, isDigits: isDigits && begin < end)
    }

    /// Letters or digits of one kind that begin at `start`.
    private static func run(_ scalars: [Unicode.Scalar], from start: Int) -> Run {
        var end = start
        let isDigits = isDigit(scalars, start)
        while end < scalars.count, !scalars[end].plainLetters.isEmpty, isDigit(scalars, end) == isDigits { end += 1 }
        return Run(count: end - start, isDigits: isDigits && end > start)
    }

    private static func isStop(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        scalars.indices.contains(index) && scalars[index] == "."
    }

    private static func isDigit(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        scalars.indices.contains(index) && scalars[index].value >= 0x30 && scalars[index].value <= 0x39
    }
}
