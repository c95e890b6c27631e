// SPDX-License-Identifier: EUPL-1.2

import CTesseract

/// The steps from a straight picture to its words.
struct PageReading {
    /// A word and what else it may say.
    struct Word {
        var word: Engine.Word
        var alternatives: [String] = []
    }

    private(set) var words: [Word] = []
    private let dotsPerInch: Double

    init(of picture: StraightPicture, dotsPerInch: Double, with engine: borrowing Engine) {
        self.dotsPerInch = dotsPerInch
        guard let lines = RulingLines(of: picture.ink, dotsPerInch: dotsPerInch) else {
            read(picture.pixels, with: engine)
            return
        }
        let page = lines.erased(from: picture.pixels)
        let rows = LetterCells.rows(of: lines, dotsPerInch: dotsPerInch)
        let joined = rows.flatMap { $0.words(on: page, dotsPerInch: dotsPerInch) }
        for row in rows { row.erase(from: page) }
        read(page, with: engine)
        for cells in joined { read(cells, with: engine) }
    }

    /// The mean confidence of the letters, 0 to 100; nil for a page without words.
    var confidence: Double? {
        let letters = words.reduce(0) { $0 + $1.word.text.count }
        guard letters > 0 else { return nil }
        return words.reduce(0) { $0 + $1.word.confidence * Double($1.word.text.count) } / Double(letters)
    }

    private mutating func read(_ page: Pixels, with engine: borrowing Engine) {
        words = engine.words(in: page, dotsPerInch: dotsPerInch).map { Word(word: $0) }
        var readings = 0
        for index in words.indices where words[index].word.text.looksLikeLongCode && readings < Self.secondReadings {
            readings += 1
            let box = words[index].word.box.grown(by: 0.04 * dotsPerInch)
            guard let part = page.part(box) else { continue }
            words[index].alternatives = alternatives(to: words[index].word.text, in: part, with: engine)
        }
    }

    /// Second readings of a page at most, each of which takes a hundredth of the page's own time.
    private static let secondReadings = 8

    private mutating func read(_ cells: JoinedLetters, with engine: borrowing Engine) {
        guard var word = engine.word(in: cells.picture, dotsPerInch: dotsPerInch) else { return }
        word.box = cells.box
        let others = word.text.looksLikeLongCode ? alternatives(to: word.text, in: cells.picture, with: engine) : []
        insert(Word(word: word, alternatives: others))
    }

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

    /// A second reading of a word, should it differ.
    private func alternatives(to text: String, in picture: Pixels, with engine: borrowing Engine) -> [String] {
        let second =
            FiscalCodeReading.text(of: picture, dotsPerInch: dotsPerInch, with: engine)
            ?? enlarged(picture, with: engine)
        return second.map { $0 == text ? [] : [$0] } ?? []
    }

    private func enlarged(_ picture: Pixels, with engine: borrowing Engine) -> String? {
        let scale = Float(Self.resolution / dotsPerInch)
        guard let larger = Pixels(pixScale(picture.handle, scale, scale)),
            let framed = Pixels(pixAddBorder(larger.handle, 20, 255))
        else { return nil }
        return engine.word(in: framed, dotsPerInch: Self.resolution, alphabet: .capitalsAndDigits)?.text
    }

    /// Dots an inch of a second reading.
    private static let resolution = 400.0
}

extension String {
    /// As many capitals and digits together as a fiscal code has, some more or less for misreadings.
    fileprivate var looksLikeLongCode: Bool {
        let letters = unicodeScalars.filter { $0.properties.isAlphabetic || ("0"..."9").contains($0) }
        return (11...20).contains(letters.count) && letters.contains { ("0"..."9").contains($0) }
            && letters.contains { $0.properties.isUppercase }
    }
}
