// SPDX-License-Identifier: EUPL-1.2

import CTesseract

/// The steps from a straight picture to its words.
struct PageReading {
    /// A word and what else it may say.
    struct Word {
        var word: Engine.Word
        var alternatives: [String] = []
        /// It belongs to the same value as the word before.
        var joinsPrevious = false
    }

    private(set) var words: [Word] = []
    private let dotsPerInch: Double

    /// - Parameter isSound: whether a text is a code that proves itself.
    init(
        of picture: StraightPicture, dotsPerInch: Double, with engine: borrowing Engine,
        isSound: @Sendable (String) -> Bool
    ) {
        self.dotsPerInch = dotsPerInch
        let lines = RulingLines(of: picture.ink, dotsPerInch: dotsPerInch)
        let ruled = lines.map { LetterCells.rows(of: $0, dotsPerInch: dotsPerInch) } ?? []
        let separate = SeparateCells.rows(on: picture.ink, besides: ruled, dotsPerInch: dotsPerInch)
        let rows = ruled.filter { row in !separate.contains { $0.covers(row) } } + separate.map(\.cells)
        let squares = TickBox.all(on: picture.ink, dotsPerInch: dotsPerInch).filter { square in
            !separate.contains { $0.frame.overlaps(square.box) }
        }
        guard
            let page = lines?.erased(from: picture.pixels, ink: picture.ink, dotsPerInch: dotsPerInch)
                ?? picture.pixels.copied
        else { return }
        let joined = rows.flatMap { $0.words(on: page, dotsPerInch: dotsPerInch) }
        let readsLetters = squares.count { $0.content != nil } <= Self.mostLetters
        let signs = squares.compactMap { square in
            sign(in: square, of: picture.pixels, readsLetters: readsLetters, with: engine)
                .map { (square: square, word: $0) }
        }
        let circles = DrawnCircle.apart(on: picture.ink, dotsPerInch: dotsPerInch)
        for row in rows { row.erase(from: page) }
        for row in separate { row.erase(from: page, dotsPerInch: dotsPerInch) }
        for sign in signs { sign.square.erase(from: page, ink: picture.ink, dotsPerInch: dotsPerInch) }
        for circle in circles { circle.erase(from: page, dotsPerInch: dotsPerInch) }
        read(page, with: engine, isSound: isSound)
        for cells in joined { read(cells, with: engine, isSound: isSound) }
        if squares.count <= Self.mostLetters { readLetters(beside: squares, on: page, with: engine) }
        for sign in signs { insert(Word(word: sign.word)) }
        for circle in circles { insert(Word(word: Self.sign(circle))) }
    }

    /// The mean confidence of the letters, 0 to 100; nil for a page without words.
    var confidence: Double? {
        let letters = words.reduce(0) { $0 + $1.word.text.count }
        guard letters > 0 else { return nil }
        return words.reduce(0) { $0 + $1.word.confidence * Double($1.word.text.count) } / Double(letters)
    }

    /// Whether most words are higher than wide: columns of letters below each other were taken for lines, whose words the
    /// recogniser finds nevertheless, one beside the other and not in order.
    var isSideways: Bool {
        let long = words.filter { $0.word.text.count >= Self.lettersOfLong }.map(\.word.box)
        return long.count >= Self.fewestWords && long.count { $0.height > $0.width } * 2 > long.count
    }

    private static let lettersOfLong = 3
    private static let fewestWords = 5

    private mutating func read(_ page: Pixels, with engine: borrowing Engine, isSound: @Sendable (String) -> Bool) {
        words = engine.words(in: page, dotsPerInch: dotsPerInch).filter(\.hasRoom).map { Word(word: $0) }
        readUnread(page, with: engine)
        let texts = words.map(\.word.text)
        let runs = LongCodes.runs(in: words.map(\.word)).filter { !isSound(texts[$0].joined().bare) }
        for run in runs.prefix(Self.secondReadings) {
            let box = run.dropFirst().reduce(words[run.lowerBound].word.box) { $0.union(words[$1].word.box) }
            guard let part = page.part(box.grown(by: 0.04 * dotsPerInch)) else { continue }
            words[run.lowerBound].alternatives = alternatives(
                to: texts[run].joined(), in: part, with: engine, isSound: isSound)
        }
        readAgain(page, with: engine)
        for index in words.indices where RomanMonth.isLikely(in: words[index].word, on: page) {
            words[index].word.confidence = min(words[index].word.confidence, Self.unsure)
        }
        for index in words.indices { readNumber(at: index) }
    }

    private mutating func readNumber(at index: Int) {
        if index > 0, RomanNumber.isOne(words[index].word, behind: words[index - 1].word) {
            words[index].word.text = "I"
        }
        let before = words[..<index].suffix(2).map(\.word.text)[...]
        let next = index + 1 < words.count ? words[index + 1].word.text : ""
        if let number = RomanNumber.restored(words[index].word.text, between: before, and: next) {
            words[index].word.text = number
        }
    }

    /// What stands in rows of words and is part of none.
    private mutating func readUnread(_ page: Pixels, with engine: borrowing Engine) {
        guard let ink = page.ink else { return }
        for run in UnreadInk(on: ink, besides: words.map(\.word)).runs {
            let frame = run.grown(by: 0.03 * dotsPerInch)
            guard let part = page.part(frame), let framed = larger(part) else { continue }
            for word in sure(engine.line(in: framed, dotsPerInch: Self.resolution), in: framed, with: engine) {
                var placed = word
                placed.box = word.box.shrunk(to: dotsPerInch / Self.resolution, border: Self.border, at: frame)
                placed.baseline = run.bottom
                insert(Word(word: placed))
            }
        }
    }

    /// The words of a line, where they are sure on the whole or are one code that is read alike as such; nothing for scribble.
    private func sure(
        _ line: [Engine.Word], in picture: Pixels, with engine: borrowing Engine
    ) -> [Engine.Word] {
        let letters = line.reduce(0) { $0 + $1.text.count }
        let sum = line.reduce(0) { $0 + $1.confidence * Double($1.text.count) }
        if letters > 0, sum >= Self.sureOfUnread * Double(letters) { return line }
        guard line.count == 1, line[0].isFaintCode, line[0].confidence >= Self.leastOfCode,
            let again = engine.word(in: picture, dotsPerInch: Self.resolution, alphabet: .codes)
        else { return [] }
        return again.text.bare == line[0].text.bare ? line : []
    }

    /// Codes such as `0C02` are like no word, and their rating is low however clear they are.
    private static let leastOfCode = 30.0
    private static let sureOfUnread = 65.0

    /// Short codes and days that were read faintly, enlarged and alone: the same once more is surer, another is an alternative.
    private mutating func readAgain(_ page: Pixels, with engine: borrowing Engine) {
        let faint = words.indices.filter { words[$0].word.isFaintCode && words[$0].alternatives.isEmpty }
        for index in faint.prefix(Self.secondReadings) {
            guard let part = page.part(words[index].word.box.grown(by: 0.03 * dotsPerInch)),
                let framed = larger(part),
                let second = engine.word(in: framed, dotsPerInch: Self.resolution, alphabet: .codes)
            else { continue }
            if second.text.bare == words[index].word.text.bare {
                words[index].word.confidence = max(words[index].word.confidence, second.confidence)
            } else if !second.text.bare.isEmpty {
                words[index].alternatives = [second.text.bare]
            }
        }
    }

    /// Second readings of a page at most, each of which takes a hundredth of the page's own time.
    private static let secondReadings = 8

    private mutating func read(
        _ cells: JoinedLetters, with engine: borrowing Engine, isSound: @Sendable (String) -> Bool
    ) {
        guard var word = engine.word(in: cells.picture, dotsPerInch: dotsPerInch) else { return }
        word.box = cells.box
        word.baseline = cells.box.bottom
        let others =
            word.text.looksLikeLongCode && !isSound(word.text)
            ? alternatives(to: word.text, in: cells.picture, with: engine, isSound: isSound) : []
        insert(Word(word: word, alternatives: others, joinsPrevious: cells.joinsPrevious))
    }

    /// A square with what is in it, as the sign that print has for it; one that holds a letter is a cell for that letter, and
    /// one that looks like a round letter is that.
    private func sign(
        in box: TickBox, of page: Pixels, readsLetters: Bool, with engine: borrowing Engine
    ) -> Engine.Word? {
        var word = Engine.Word(
            text: TickBox.empty, box: box.box, line: 0, baseline: box.box.bottom, confidence: Self.sureOfSquares)
        guard let content = box.content else { return word }
        word.text = TickBox.ticked
        guard readsLetters, let part = page.part(content.grown(by: 0.02 * dotsPerInch)), let framed = larger(part),
            let letter = engine.word(in: framed, dotsPerInch: Self.resolution), letter.confidence >= Self.sureOfLetter,
            let sign = letter.text.bare.unicodeScalars.first, letter.text.bare.unicodeScalars.count == 1,
            sign.properties.isAlphabetic || sign.properties.numericType != nil, !TickBox.crosses.contains(sign)
        else { return word }
        word.text = letter.text.bare
        word.confidence = letter.confidence
        return TickBox.rounds.contains(sign) ? nil : word
    }

    /// Letters of answers that the reading of the page has not found.
    private mutating func readLetters(beside squares: [TickBox], on page: Pixels, with engine: borrowing Engine) {
        for box in squares.flatMap({ $0.lettersBeside(on: page, dotsPerInch: dotsPerInch) })
        where !words.contains(where: { $0.word.box.overlaps(box) && !isDoubtful($0) }) {
            guard let part = page.part(box.grown(by: 0.02 * dotsPerInch)), let framed = larger(part),
                var letter = engine.word(in: framed, dotsPerInch: Self.resolution, alphabet: .capitals),
                letter.confidence >= Self.sureOfLetter, letter.text.count == 1
            else { continue }
            words.removeAll { $0.word.box.overlaps(box) }
            letter.box = box
            letter.baseline = box.bottom
            insert(Word(word: letter))
        }
    }

    /// Read faintly, and no longer than a letter with its square and a tick.
    private func isDoubtful(_ word: Word) -> Bool {
        word.word.confidence < Self.unsure && word.word.box.width <= 0.6 * dotsPerInch
    }

    /// The rating of what two readings fit alike.
    private static let unsure = 50.0
    private static func sign(_ circle: DrawnCircle) -> Engine.Word {
        Engine.Word(
            text: circle.isFilled ? TickBox.ticked : TickBox.empty, box: circle.box, line: 0,
            baseline: circle.box.bottom, confidence: sureOfSquares)
    }

    private static let sureOfSquares = 95.0
    private static let sureOfLetter = 70.0
    /// More filled squares than this are a pattern and no form, and reading each takes a hundredth of the page's own time.
    private static let mostLetters = 30

    /// Puts a word of cells behind what stands left of it on its line, or before what stands below.
    private mutating func insert(_ word: Word) {
        let middle = (word.word.box.top + word.word.box.bottom) / 2
        var inserted = word
        if let left = words.lastIndex(where: { other in
            other.word.box.top < middle && other.word.box.bottom > middle && other.word.box.left < word.word.box.left
        }) {
            inserted.word.line = words[left].word.line
            words.insert(inserted, at: left + 1)
        } else {
            inserted.word.line = (words.map(\.word.line).max() ?? 0) + 1
            let below = words.firstIndex { $0.word.box.top > middle } ?? words.endIndex
            words.insert(inserted, at: below)
        }
    }

    /// Other readings of a word, as far as they differ.
    private func alternatives(
        to text: String, in picture: Pixels, with engine: borrowing Engine, isSound: @Sendable (String) -> Bool
    ) -> [String] {
        let placed = FiscalCodeReading.text(of: picture, dotsPerInch: dotsPerInch, with: engine)
        if let placed, isSound(placed) { return [placed] }
        let others = [placed].compactMap(\.self) + enlarged(picture, with: engine)
        return others.indices.filter { others[$0] != text && !others[..<$0].contains(others[$0]) }.map { others[$0] }
    }

    /// Letters that touch do not fall apart: the whole word is read as capitals and digits, each sign by its place.
    private func enlarged(_ picture: Pixels, with engine: borrowing Engine) -> [String] {
        guard let framed = larger(picture) else { return [] }
        let signs = engine.signs(in: framed, dotsPerInch: Self.resolution, alphabet: .capitalsAndDigits)
        let plain = String(signs.map { $0[0].sign }).replacing("]", with: "J")
        return FiscalCodeReading.texts(of: signs) + (plain.isEmpty ? [] : [plain])
    }

    private func larger(_ picture: Pixels) -> Pixels? {
        let scale = Float(Self.resolution / dotsPerInch)
        return Pixels(pixScale(picture.handle, scale, scale)).flatMap {
            Pixels(pixAddBorder($0.handle, Int32(Self.border), 255))
        }
    }

    /// White around what is read alone, in pixels.
    private static let border = 20.0

    /// Dots an inch of a second reading.
    private static let resolution = 400.0
}
