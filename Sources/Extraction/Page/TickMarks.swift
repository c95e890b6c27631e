// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// Boxes drawn with brackets, `[ ]` and `[X]`, as the signs that other papers have for them.
enum TickMarks {
    private static let box: Unicode.Scalar = "\u{2610}"
    private static let tick: Unicode.Scalar = "\u{2612}"

    /// The words of a line, from left to right, with such brackets put together.
    static func joined(_ line: [PageWord]) -> [PageWord] {
        guard line.contains(where: { $0.scalars.first.map(isOpening) ?? false }) else { return line }
        let line = line.indices.flatMap { parted(line[$0], after: $0 > 0 ? line[$0 - 1] : nil) }
        var result: [PageWord] = []
        var place = 0
        while place < line.count {
            if let (mark, count) = mark(line, from: place) {
                result.append(line[place].marked(mark, upTo: line[place + count - 1]))
                place += count
            } else {
                result.append(line[place])
                place += 1
            }
        }
        return result
    }

    /// At most three words: the bracket, the cross, the bracket.
    private static func mark(_ line: [PageWord], from start: Int) -> (sign: Unicode.Scalar, words: Int)? {
        var scalars: [Unicode.Scalar] = []
        for count in 1...min(3, line.count - start) {
            scalars += line[start + count - 1].scalars
            guard scalars.count <= 3, let first = scalars.first, isOpening(first) else { return nil }
            guard let last = scalars.last, isClosing(last, of: first) else { continue }
            if scalars.count == 2 { return (box, count) }
            if isCross(scalars[1]) { return (tick, count) }
            return isBlank(scalars[1]) ? (box, count) : nil
        }
        return nil
    }

    /// `[X]M`, `[]F`, `[ ]F`: the brackets are a word of their own.
    private static func parted(_ word: PageWord, after previous: PageWord?) -> [PageWord] {
        if word.scalars.first == "]", word.scalars.count > 1, previous?.scalars == ["["] {
            return [word.part(0..<1), word.part(1..<word.scalars.count)]
        }
        guard word.scalars.first == "[", let close = word.scalars.prefix(3).firstIndex(of: "]"),
            word.scalars[1..<close].allSatisfy({ isCross($0) || isBlank($0) }), close + 1 < word.scalars.count
        else { return [word] }
        return [word.part(0..<close + 1), word.part(close + 1..<word.scalars.count)]
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || "_.\u{B7}".unicodeScalars.contains(scalar)
    }

    private static func isOpening(_ scalar: Unicode.Scalar) -> Bool { scalar == "[" || scalar == "(" }

    private static func isClosing(_ scalar: Unicode.Scalar, of opening: Unicode.Scalar) -> Bool {
        scalar == (opening == "[" ? "]" : ")")
    }

    private static func isCross(_ scalar: Unicode.Scalar) -> Bool {
        "Xx*\u{2713}\u{2714}\u{2717}\u{2718}".unicodeScalars.contains(scalar)
    }
}

extension PageWord {
    fileprivate func part(_ places: Range<Int>) -> PageWord {
        let boxes = letters.count == scalars.count ? Array(letters[places]) : []
        return PageWord(
            page: page, scalars: Array(scalars[places]), letters: boxes, box: box(of: places), origin: origin,
            shown: shown)
    }

    /// One sign in place of the words from this one to another.
    fileprivate func marked(_ sign: Unicode.Scalar, upTo last: PageWord) -> PageWord {
        let whole = box.union(last.box)
        return PageWord(page: page, scalars: [sign], letters: [whole], box: whole, origin: origin, shown: shown)
    }
}
