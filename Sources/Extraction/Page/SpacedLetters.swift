// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// Puts words together whose letters are printed apart: `R O S S I`, or one letter a box.
enum SpacedLetters {
    /// Fewer single letters in a row are initials, bullets or answers.
    private static let least = 4
    /// Three digits in a row are a code.
    private static let leastDigits = 3

    /// The words of a line, from left to right, with spaced letters joined.
    static func joined(_ line: [PageWord]) -> [PageWord] {
        guard line.count >= 2, line.contains(where: \.isLetter) else { return line }
        var result: [PageWord] = []
        var run: [PageWord] = []
        for word in line {
            if word.isLetter || word.isPair,
                run.last.map({ word.box.left - $0.box.right < 5 * word.box.height }) ?? true
            {
                run.append(word)
            } else {
                result += settled(run, isValue: result.last?.isLabel ?? false)
                run = word.isLetter ? [word] : []
                if !word.isLetter { result.append(word) }
            }
        }
        return result + settled(run, isWholeLine: run.count == line.count, isValue: result.last?.isLabel ?? false)
    }

    /// Signs at the ends stand between values: `0 1 6 – patologia cronica`.
    private static func settled(_ run: [PageWord], isWholeLine: Bool = false, isValue: Bool) -> [PageWord] {
        let end = run.lastIndex { !$0.isLetter || $0.isAlphanumeric }.map { $0 + 1 } ?? 0
        let start = run[..<end].firstIndex { !$0.isLetter || $0.isAlphanumeric } ?? 0
        guard start < end else { return run }
        return run[..<start] + bare(Array(run[start..<end]), leastOfName: isWholeLine ? 2 : isValue ? 3 : least)
            + run[end...]
    }

    private static func bare(_ run: [PageWord], leastOfName: Int) -> [PageWord] {
        let letters = run.count { $0.isLetter && $0.isAlphanumeric }
        let isNumber = run.count >= leastDigits && run.allSatisfy(\.isDigit)
        // Letters that nearly touch, such as A and V, come as one.
        let isName =
            run.count >= leastOfName && (run.allSatisfy(\.isCapital) || run.isWord)
            && (run.count >= least || run.isClose)
        // `V 0 8` in boxes.
        let isCode = run.count >= leastDigits && letters == run.count && run.contains(where: \.isDigit)
        guard letters >= least || ((isNumber || isCode) && letters == run.count) || isName,
            letters * 10 >= run.count * 6
        else {
            return run
        }
        let gaps = zip(run, run.dropFirst()).map { $1.box.left - $0.box.right }
        let pitches = zip(run, run.dropFirst()).map { ($1.box.left + $1.box.right - $0.box.left - $0.box.right) / 2 }
        let usual = (gap: median(gaps), pitch: median(pitches))
        var words = [[run[0]]]
        var joins = [false]
        for index in gaps.indices {
            guard gaps[index] > 1.6 * usual.gap + 0.06 * run[index].box.height else {
                words[words.count - 1].append(run[index + 1])
                continue
            }
            words.append([run[index + 1]])
            // A blank is one letter or one box left out; more is another value.
            joins.append(pitches[index] < 2.7 * usual.pitch)
        }
        return zip(words, joins).compactMap { PageWord(joining: $0, joinsPrevious: $1) }
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

extension [PageWord] {
    /// As letters of one word, and boxes for them, stand; letters in columns stand further apart.
    fileprivate var isClose: Bool {
        zip(self, dropFirst()).allSatisfy { $1.box.left - $0.box.right < 2.5 * $0.box.height }
    }

    /// A capital and small letters: `L i a`.
    fileprivate var isWord: Bool {
        count >= 3 && self[0].isCapital && dropFirst().allSatisfy { $0.scalars[0].isLowercase }
    }
}

extension PageWord {
    fileprivate var isCapital: Bool { scalars[0].isUppercase }

    /// One letter or digit, or a sign that names, days and codes have inside.
    fileprivate var isLetter: Bool {
        if scalars.count == 1 { return isAlphanumeric || "'\u{2019}-/.".unicodeScalars.contains(scalars[0]) }
        // `(0 1 0)`
        return scalars.count == 2 && scalars.contains { "()[],.".unicodeScalars.contains($0) } && isAlphanumeric
    }

    /// What follows is its value.
    fileprivate var isLabel: Bool { scalars.last == ":" }

    fileprivate var isPair: Bool { scalars.count == 2 && scalars.allSatisfy(\.isUppercase) }

    fileprivate var isAlphanumeric: Bool { scalars.contains { !$0.plainLetters.isEmpty } }

    fileprivate var isDigit: Bool { scalars.contains { $0.properties.numericType != nil } }

    fileprivate init?(joining run: [PageWord], joinsPrevious: Bool) {
        guard let first = run.first else { return nil }
        let certainties = run.compactMap(\.certainty)
        self.init(
            page: first.page, scalars: run.flatMap(\.scalars),
            letters: run.flatMap { $0.scalars.count == 1 ? [$0.box] : $0.letters },
            box: run.dropFirst().reduce(first.box) { $0.union($1.box) },
            origin: certainties.min().map { .recognised(certainty: $0, alternatives: []) } ?? first.origin,
            shown: PDFWord.Place(joining: run.compactMap(\.shown)), joinsPrevious: joinsPrevious)
    }
}

extension PDFWord.Place {
    /// Around places of one page.
    fileprivate init?(joining places: [PDFWord.Place]) {
        guard let first = places.first else { return nil }
        self.init(page: first.page, box: places.dropFirst().reduce(first.box) { $0.union($1.box) })
    }
}
