// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import TextRecognition

/// How words that may be codes are found and read again.
struct SecondReadingTests {
    /// A sign with what else it may be; the later the less likely.
    private func signs(_ choices: [String], second: Double = 10) -> [[SignChoice]] {
        choices.map { sign in
            // What is between two signs is less sure.
            let first = sign.count > 1 ? 90.0 : 95
            return sign.enumerated().map { SignChoice(sign: $1, confidence: $0 == 0 ? first : second) }
        }
    }

    private func words(_ texts: [String], confidence: Double = 90) -> [Engine.Word] {
        texts.map { text in
            Engine.Word(
                text: text, box: PixelBox(left: 0, top: 0, right: 10, bottom: 10), line: 1, baseline: 8,
                confidence: confidence)
        }
    }

    @Test func `each sign is of the kind that its place has`() {
        let read = ["R", "S", "S", "M", "R", "A", "48", "8", "R", "I1", "1", "B", "1", "1", "1", "1I"]
        #expect(FiscalCodeReading.texts(of: signs(read)) == ["RSSMRA48R11B111I"])
    }

    @Test func `a sign that is nearly as likely makes another text`() {
        let read = ["R", "S", "S", "M", "R", "A", "4", "8", "R", "1", "1", "BE", "1", "1", "1", "I"]
        #expect(FiscalCodeReading.texts(of: signs(read, second: 80)) == ["RSSMRA48R11B111I", "RSSMRA48R11E111I"])
    }

    @Test func `one of two signs that may be the same is left out`() {
        let read = ["R", "S", "S", "M", "R", "A", "4", "8", "R", "1", "1", "B", "1", "1", "1", "IL", "LI"]
        #expect(FiscalCodeReading.texts(of: signs(read)).contains("RSSMRA48R11B111I"))
        #expect(FiscalCodeReading.texts(of: signs(Array(read.dropLast(2)))).isEmpty)
    }

    @Test func `the model takes a J for a bracket`() {
        let read = ["J", "S", "S", "M", "R", "A", "4", "8", "R", "1", "1", "B", "1", "1", "1", "]"]
        #expect(FiscalCodeReading.texts(of: signs(read)) == ["JSSMRA48R11B111J"])
    }

    @Test func `a code in groups is read again as a whole`() {
        #expect(LongCodes.runs(in: words(["C.F.", "RSS", "MRA", "48R11", "B111I", "nato"])) == [1..<5])
        #expect(LongCodes.runs(in: words(["CF", "RSSMRA48R11B111I,", "nato"])) == [1..<2])
        #expect(LongCodes.runs(in: words(["ASL", "TO3", "VIA", "ROMA", "12"])).isEmpty)
    }

    @Test func `only short words with a digit that are not sure are read again`() {
        #expect(words(["(048)", "250.00,", "11/10/1948"], confidence: 50).map(\.isFaintCode) == [true, true, true])
        #expect(!words(["048"], confidence: 90)[0].isFaintCode)
        let others = words(["12", "esenzione", "01112345678901"], confidence: 50)
        #expect(others.map(\.isFaintCode) == [false, false, false])
    }

    @Test func `letters that no word covers are found where a word leads to them`() throws {
        var bytes = [UInt8](repeating: 255, count: 1000 * 600)
        func print(left: Int, top: Int, width: Int = 12, height: Int = 20) {
            for row in top..<top + height { for column in left..<left + width { bytes[row * 1000 + column] = 0 } }
        }
        // A code of three letters in the row of a label, one alone where nothing leads to it, dust, a rule.
        for place in 0..<3 { print(left: 400 + 16 * place, top: 100) }
        for place in 0..<3 { print(left: 400 + 16 * place, top: 300) }
        print(left: 600, top: 105, width: 3, height: 3)
        print(left: 500, top: 110, width: 300, height: 2)
        let labels = (0..<5).map { row in
            Engine.Word(
                text: "Label",
                box: PixelBox(left: 50, top: 100 + 25 * Double(row), right: 150, bottom: 120 + 25 * Double(row)),
                line: row, baseline: 120 + 25 * Double(row), confidence: 90)
        }
        let picture = try #require(GreyPicture(width: 1000, height: 600, bytes: bytes, dotsPerInch: 200))
        let ink = try #require(Pixels(picture)?.ink)
        let found = UnreadInk(on: ink, besides: labels).runs
        #expect(found.count == 1 && found.first.map { $0.left == 400 && $0.right == 444 && $0.top == 100 } ?? false)
        let covered = Engine.Word(
            text: "026", box: PixelBox(left: 398, top: 98, right: 446, bottom: 122), line: 0, baseline: 120,
            confidence: 90)
        #expect(UnreadInk(on: ink, besides: labels + [covered]).runs.isEmpty)
    }

    @Test(arguments: [
        ("Ila", "tipo", "", "IIa"), ("Il,", "stadio", "e", "II,"), ("Ill", "NYHA", "", "III"),
        ("Ill", "", "stadio", "III"),
        ("|", "Classe", "", "I"), ("1ll.", "grado", "", "III."), ("Il", "Vittorio Emanuele", "Via", "II"),
        ("Il,", "Giovanni PAOLO", "", "II,"),
    ])
    func `strokes beside a word for a grade or behind a ruler's name are a Roman number`(
        _ read: String, _ last: String, _ next: String, _ meant: String
    ) {
        #expect(RomanNumber.restored(read, between: last.words, and: next) == meant)
    }

    @Test(arguments: [
        ("Il", "", "grado"), ("11", "tipo", ""), ("alla", "classe", ""), ("Ila", "di", "e"),
        ("Il", "San Paolo", "medico"),
    ])
    func `other words keep their letters`(_ read: String, _ last: String, _ next: String) {
        #expect(RomanNumber.restored(read, between: last.words, and: next) == nil)
    }

    @Test func `two letters have room beside each other`() {
        func hasRoom(_ text: String, width: Double) -> Bool {
            let box = PixelBox(left: 0, top: 0, right: width, bottom: 30)
            return Engine.Word(text: text, box: box, line: 1, baseline: 30, confidence: 70).hasRoom
        }
        #expect(!hasRoom("di", width: 9) && hasRoom("di", width: 22))
        #expect(hasRoom(":", width: 4) && hasRoom("I", width: 4))
    }

    @Test func `a stroke on the feet of the letters and as high as their capitals is a Roman one`() {
        let name = Engine.Word(
            text: "Umberto", box: PixelBox(left: 0, top: 0, right: 70, bottom: 20), line: 1, baseline: 20,
            confidence: 90)
        func isOne(left: Double = 78, top: Double = 0, bottom: Double = 20, line: Int = 1) -> Bool {
            let box = PixelBox(left: left, top: top, right: left + 3, bottom: bottom)
            return RomanNumber.isOne(
                Engine.Word(text: "|", box: box, line: line, baseline: 20, confidence: 60), behind: name)
        }
        #expect(isOne())
        // A bar reaches below the feet, the rest of a rule above the heads, a column's stands far away.
        #expect(!isOne(bottom: 26))
        #expect(!isOne(top: -12))
        #expect(!isOne(left: 100))
        #expect(!isOne(line: 2))
    }

    @Test func `words of a line stand in a row of one height`() {
        let word = { (text: String, top: Double) in
            Engine.Word(
                text: text, box: PixelBox(left: 0, top: top, right: 9, bottom: 40), line: 1, baseline: 40,
                confidence: 90)
        }
        let line = [word("Nome", 10), word("Il", 10), word("un", 19), word("noi", 11)]
        let rows = TypeRows(line)
        #expect(Set(line.map { rows.box(of: $0).height }).count == 1)
        #expect(rows.box(of: line[2]).top < 10 && rows.box(of: line[2]).bottom > 40)
    }
}

extension String {
    fileprivate var words: ArraySlice<String> { split(separator: " ").map(String.init)[...] }
}
