// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// Puts words together that were taken apart because their letters are set a little wide: `speci fi cate`, `AT T I S TA`.
///
/// A blank is about a quarter as wide as letters are high, and in wide setting wider by the same amount as the rest: what is
/// narrower, or narrower by half than the blanks of its line, is none.
struct WordFragments {
    /// Of the height of the letters; the blank of a narrow font is wider.
    private static let narrowest = 0.1
    /// What is wider is a blank, however wide the gap between two columns of the line is.
    private static let widest = 0.32
    /// Between a label and its value rather than between two words.
    private static let narrowestColumn = 0.65

    /// What is narrower on this page is no blank, as a share of the height of the letters; short lines tell nothing themselves.
    private let usual: Double

    init(page: [[PageWord]]) { usual = Self.limit(page) }

    /// The words of a line, from left to right.
    func joined(_ line: [PageWord]) -> [PageWord] {
        guard line.count > 1 else { return line }
        let limit = line.count > 5 ? Self.limit([line]) : usual
        var result: [PageWord] = []
        for word in line {
            if let last = result.last, isFragment(word, after: last, limit), let joined = PageWord(last, word) {
                result[result.count - 1] = joined
            } else {
                result.append(word)
            }
        }
        return result
    }

    private func isFragment(_ word: PageWord, after last: PageWord, _ limit: Double) -> Bool {
        guard last.endsInLetter, word.startsWithLetter, !last.isSingle || !word.isSingle else { return false }
        let gap = word.box.left - last.box.right
        return gap < max(Self.narrowest, limit) * max(last.box.height, word.box.height)
    }

    /// The gap that parts blanks from wide setting, where a good part of the gaps are much narrower than the rest.
    private static func limit(_ lines: [[PageWord]]) -> Double {
        // Wider gaps part columns.
        let gaps = lines.flatMap { line in
            line.indices.dropFirst().map {
                (line[$0].box.left - line[$0 - 1].box.right) / max(1, line[$0 - 1].box.height)
            }
        }.filter { $0 < narrowestColumn }.sorted()
        guard gaps.count >= 5 else { return 0 }
        let limit = min(Self.widest, 0.55 * gaps[gaps.count * 4 / 5])
        let narrow = gaps.count { $0 < limit }
        let letters = lines.joined().reduce(0) { $0 + $1.scalars.count }
        return narrow * 10 >= gaps.count * 3 && 2 * letters < 9 * lines.joined().count ? limit : 0
    }
}

extension PageWord {
    fileprivate var isSingle: Bool { scalars.count == 1 }

    fileprivate var startsWithLetter: Bool { scalars.first.map { !$0.plainLetters.isEmpty || $0 == "'" } ?? false }

    fileprivate var endsInLetter: Bool { scalars.last.map { !$0.plainLetters.isEmpty || $0 == "'" } ?? false }

    fileprivate init?(_ left: PageWord, _ right: PageWord) {
        guard left.letters.count == left.scalars.count, right.letters.count == right.scalars.count else { return nil }
        self.init(
            page: left.page, scalars: left.scalars + right.scalars, letters: left.letters + right.letters,
            box: left.box.union(right.box), origin: left.origin, shown: left.shown)
    }
}
