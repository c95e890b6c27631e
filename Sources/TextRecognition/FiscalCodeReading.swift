// SPDX-License-Identifier: EUPL-1.2

import CTesseract

/// A reading of a word as a fiscal code, which has letters and digits at fixed places: LLLLLL DD L DD L DDD L.
///
/// The capitals are put together and read as capitals, the digits as digits, so that O and 0, I and 1, S and 5 are no
/// question. Letters that stand for digits, as in codes given to namesakes, are misread: it is an alternative, no more.
enum FiscalCodeReading {
    private static let digitPlaces: Set<Int> = [6, 7, 9, 10, 12, 13, 14]
    private static let length = 16

    /// Nil where the word does not fall apart into sixteen letters.
    static func text(of word: Pixels, dotsPerInch: Double, with engine: borrowing Engine) -> String? {
        guard let letters = separated(word, dotsPerInch: dotsPerInch) else { return nil }
        let places = letters.indices.map { (letters[$0], digitPlaces.contains($0)) }
        guard let capitals = read(places.filter { !$0.1 }.map(\.0), as: .capitals, of: word, dotsPerInch, with: engine),
            let digits = read(places.filter(\.1).map(\.0), as: .digits, of: word, dotsPerInch, with: engine)
        else { return nil }
        var nextCapital = capitals.makeIterator()
        var nextDigit = digits.makeIterator()
        return String(places.compactMap { $0.1 ? nextDigit.next() : nextCapital.next() })
    }

    /// What signs say where each may only be of the kind of its place, the likeliest first. A letter that was read as two is
    /// left out where its neighbour may be the same.
    static func texts(of signs: [[SignChoice]]) -> [String] {
        switch signs.count {
        case length: return placed(signs)
        case length + 1:
            let doubled = signs.indices.filter { mayBeLeftOut($0, of: signs) }
            let faintest = doubled.sorted { signs[$0][0].confidence < signs[$1][0].confidence }
            return faintest.prefix(mostTexts).map { place in
                best(signs.enumerated().filter { $0.offset != place }.map(\.element))
            }
        default: return []
        }
    }

    /// The likeliest text, and those with one sign that is nearly as likely.
    private static func placed(_ signs: [[SignChoice]]) -> [String] {
        let second = signs.indices.compactMap { place -> [[SignChoice]]? in
            let choices = fitting(signs[place], at: place)
            guard choices.count > 1, choices[1].confidence > likely else { return nil }
            var variant = signs
            variant[place] = [choices[1]]
            return variant
        }
        return [best(signs)] + second.prefix(mostTexts).map(best)
    }

    private static func best(_ signs: [[SignChoice]]) -> String {
        String(signs.enumerated().map { fitting($1, at: $0)[0].sign }).replacing("]", with: "J")
    }

    /// The choices that are of the kind of their place, or all where none is.
    private static func fitting(_ choices: [SignChoice], at place: Int) -> [SignChoice] {
        let fitting = choices.filter { $0.sign.isNumber == digitPlaces.contains(place) }
        return fitting.isEmpty ? choices : fitting
    }

    /// Whether a neighbour may be what it was taken for.
    private static func mayBeLeftOut(_ place: Int, of signs: [[SignChoice]]) -> Bool {
        [place - 1, place + 1].contains { other in
            guard signs.indices.contains(other) else { return false }
            return signs[other].contains { $0.sign == signs[place][0].sign }
                || signs[place].contains { $0.sign == signs[other][0].sign }
        }
    }

    /// A second choice that is less likely than this is none.
    private static let likely = 25.0
    private static let mostTexts = 6

    /// As many letters as there are boxes, else nil.
    private static func read(
        _ letters: [PixelBox],
        as alphabet: Engine.Alphabet,
        of word: Pixels,
        _ dotsPerInch: Double,
        with engine: borrowing Engine
    ) -> String? {
        guard let joined = JoinedLetters(letters, of: word, dotsPerInch: dotsPerInch),
            let text = engine.word(in: joined.picture, dotsPerInch: dotsPerInch, alphabet: alphabet)?.text,
            text.count == letters.count
        else { return nil }
        return text
    }

    /// The boxes of sixteen letters, from left to right; blurred letters part only where less of their edge counts.
    private static func separated(_ word: Pixels, dotsPerInch: Double) -> [PixelBox]? {
        for threshold: Int32 in [150, 110, 80, 50] {
            guard let ink = Pixels(pixThresholdToBinary(word.handle, threshold)) else { return nil }
            let letters = merged(ink.connectedBoxes(neighbours: 8).filter { $0.height >= 0.014 * dotsPerInch })
            let highest = letters.map(\.height).max() ?? 0
            // What is left are stops and commas at the end.
            let whole = letters.filter { $0.height > 0.6 * highest }
            if whole.count == length { return whole }
        }
        return nil
    }

    /// Parts that stand above each other belong to one letter.
    private static func merged(_ parts: [PixelBox]) -> [PixelBox] {
        parts.sorted { $0.left < $1.left }.reduce(into: []) { letters, part in
            guard let last = letters.last, last.right - part.left > 0.5 * min(last.width, part.width) else {
                letters.append(part)
                return
            }
            letters[letters.count - 1] = last.union(part)
        }
    }
}
