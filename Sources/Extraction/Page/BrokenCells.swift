// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// Puts words together that the narrow columns of a table break between two letters: `GIRAUD` over `O`, beside `ANN` over `A`.
///
/// One such pair may be two values, one below the other; of several in a line each bears the others out. Small letters alone at the
/// end of a cell are no value: `Carmel` over `a`.
enum BrokenCells {
    /// Fewer in one line are no sign.
    private static let least = 2
    /// Longer rests are words of their own.
    private static let longestRest = 2

    /// - Parameters:
    ///   - isKnown: whether a word is part of a phrase that labels consist of: what stands below is its value.
    ///   - shown: where a word stands on its page as shown.
    static func joined(
        _ lines: [[PageWord]], isKnown: (PageWord) -> Bool, shown: (PageWord) -> PDFWord.Place
    ) -> [[PageWord]] {
        var result: [[PageWord]] = []
        for (index, line) in lines.enumerated() {
            let pairs = pairs(result, line).filter { !isKnown(result[$0.line][$0.word]) }
            let isEnd = pairs.count == 1 && isEnd(line[pairs[0].rest], before: lines.dropFirst(index + 1).prefix(2))
            guard pairs.count >= least || isEnd else {
                result.append(line)
                continue
            }
            for pair in pairs {
                let (word, rest) = (result[pair.line][pair.word], line[pair.rest])
                let place = PDFWord.Place(page: shown(word).page, box: shown(word).box.union(shown(rest).box))
                result[pair.line][pair.word] = PageWord(word, goingOnIn: rest, shown: place)
            }
            let rests = Set(pairs.map(\.rest))
            let left = line.indices.filter { !rests.contains($0) }.map { line[$0] }
            if !left.isEmpty { result.append(left) }
        }
        return result
    }

    private struct Pair {
        let line: Int
        let word: Int
        let rest: Int
    }

    /// Small letters, and nothing stands below them in their cell.
    private static func isEnd(_ rest: PageWord, before lines: ArraySlice<[PageWord]>) -> Bool {
        guard rest.scalars.first?.properties.isLowercase == true else { return false }
        return !lines.joined().contains { word in
            word.page == rest.page && abs(word.box.left - rest.box.left) < 1.5
                && word.box.top - rest.box.bottom < 0.9 * rest.box.height
        }
    }

    /// Values of one line that stand level with the middle of the row may come between.
    private static func pairs(_ lines: [[PageWord]], _ below: [PageWord]) -> [Pair] {
        below.indices.compactMap { rest in
            guard below[rest].scalars.count <= longestRest, isAlone(rest, in: below) else { return nil }
            for line in lines.indices.suffix(2).reversed() {
                let word = lines[line].indices.first {
                    isAlone($0, in: lines[line]) && goesOn(lines[line][$0], in: below[rest])
                }
                if let word { return Pair(line: line, word: word, rest: rest) }
            }
            return nil
        }
    }

    private static func isAlone(_ place: Int, in line: [PageWord]) -> Bool {
        let word = line[place]
        let before = place > 0 ? word.box.left - line[place - 1].box.right : .infinity
        let after = place + 1 < line.count ? line[place + 1].box.left - word.box.right : .infinity
        return min(before, after) > 0.8 * word.box.height
    }

    private static func goesOn(_ word: PageWord, in rest: PageWord) -> Bool {
        guard word.page == rest.page, abs(word.box.left - rest.box.left) < 1.5,
            rest.box.top - word.box.bottom < 0.5 * rest.box.height, let last = word.scalars.last,
            let first = rest.scalars.first
        else { return false }
        if first.isDigit { return last.isDigit && word.scalars.count >= 6 }
        guard word.scalars.count >= 3, last.properties.isAlphabetic, rest.scalars.allSatisfy(\.properties.isAlphabetic)
        else { return last.isDigit && first.isCapital && word.scalars.count >= 10 }
        return first.properties.isLowercase || (last.isCapital && first.isCapital)
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { properties.numericType == .decimal }
    fileprivate var isCapital: Bool { properties.isUppercase }
}

extension PageWord {
    /// In the layout it stands where it begins, as high as the words beside it.
    fileprivate init(_ word: PageWord, goingOnIn rest: PageWord, shown: PDFWord.Place) {
        self.init(
            page: word.page, scalars: word.scalars + rest.scalars, letters: [], box: word.box, origin: word.origin,
            shown: shown, joinsPrevious: word.joinsPrevious)
    }
}
