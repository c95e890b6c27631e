// SPDX-License-Identifier: EUPL-1.2

import CTesseract

/// The owner of one tesseract.
struct Engine: ~Copyable {
    /// A word in the pixels of the picture that was recognised.
    struct Word {
        var text: String
        var box: PixelBox
        var line: Int
        /// The foot of its capitals, from the top.
        var baseline: Double
        var confidence: Double
    }

    private let handle: OpaquePointer

    init?(dataFolder: String) {
        guard let handle = Self.loaded(from: dataFolder) else { return nil }
        self.handle = handle
    }

    private static func loaded(from dataFolder: String) -> OpaquePointer? {
        esenzioni_leptonica_be_quiet()
        guard let handle = TessBaseAPICreate() else { return nil }
        guard TessBaseAPIInit2(handle, dataFolder, "ita", OEM_LSTM_ONLY) == 0 else {
            TessBaseAPIDelete(handle)
            return nil
        }
        for (name, value) in variables { TessBaseAPISetVariable(handle, name, value) }
        // tesseract opens the file for its messages with the first of them, which must not be when files are out of reach:
        // the lack of a picture brings one about.
        TessBaseAPIRecognize(handle, nil)
        return handle
    }

    deinit { TessBaseAPIDelete(handle) }

    /// No files beside the model, and no messages. What is printed in white on dark is turned before the page is read, so faint
    /// lines need not be read as such once more.
    private static let variables = [
        ("user_words_suffix", ""), ("user_patterns_suffix", ""), ("preserve_interword_spaces", "1"),
        ("debug_file", "/dev/null"), ("tessedit_do_invert", "0"),
    ]

    /// The words of a page.
    func words(in page: Pixels, dotsPerInch: Double) -> [Word] {
        recognised(page, dotsPerInch: dotsPerInch, mode: PSM_AUTO)
    }

    /// What can stand in a word.
    enum Alphabet: String {
        case any = ""
        /// With the sign that the model takes a J for, which Italian hardly has.
        case capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ]"
        case digits = "0123456789"
        /// Of exemptions, of the classification of diseases, and of days.
        case codes = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./-"
        case capitalsAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789]"
    }

    /// A picture of one line read as one word without blanks; nil when nothing is read.
    func word(in line: Pixels, dotsPerInch: Double, alphabet: Alphabet = .any) -> Word? {
        TessBaseAPISetVariable(handle, "tessedit_char_whitelist", alphabet.rawValue)
        defer { TessBaseAPISetVariable(handle, "tessedit_char_whitelist", "") }
        let parts = recognised(line, dotsPerInch: dotsPerInch, mode: PSM_SINGLE_LINE)
        guard let first = parts.first else { return nil }
        return Word(
            text: parts.map(\.text).joined().replacing(
                "]", with: alphabet == .capitals || alphabet == .capitalsAndDigits ? "J" : "]"),
            box: first.box,
            line: 0,
            baseline: first.baseline,
            confidence: parts.map(\.confidence).min() ?? 0
        )
    }

    /// The words of a picture of one line.
    func line(in line: Pixels, dotsPerInch: Double) -> [Word] {
        recognised(line, dotsPerInch: dotsPerInch, mode: PSM_SINGLE_LINE)
    }

    /// What each sign of a picture of one line may be, the likelier first.
    func signs(in line: Pixels, dotsPerInch: Double, alphabet: Alphabet) -> [[SignChoice]] {
        TessBaseAPISetVariable(handle, "tessedit_char_whitelist", alphabet.rawValue)
        TessBaseAPISetVariable(handle, "lstm_choice_mode", "2")
        defer {
            TessBaseAPISetVariable(handle, "tessedit_char_whitelist", "")
            TessBaseAPISetVariable(handle, "lstm_choice_mode", "0")
            TessBaseAPIClear(handle)
        }
        guard let results = results(of: line, dotsPerInch: dotsPerInch, mode: PSM_SINGLE_LINE) else { return [] }
        defer { TessResultIteratorDelete(results) }
        var signs: [[SignChoice]] = []
        repeat { signs.append(SignChoice.all(at: results)) } while TessResultIteratorNext(results, RIL_SYMBOL) != 0
        return signs.filter { !$0.isEmpty }
    }

    /// To be deleted before the engine is cleared; nil where nothing was found.
    private func results(of picture: Pixels, dotsPerInch: Double, mode: TessPageSegMode) -> OpaquePointer? {
        esenzioni_tesseract_one_thread()
        TessBaseAPISetPageSegMode(handle, mode)
        TessBaseAPISetImage2(handle, picture.handle)
        TessBaseAPISetSourceResolution(handle, Int32(dotsPerInch.rounded()))
        return TessBaseAPIRecognize(handle, nil) == 0 ? TessBaseAPIGetIterator(handle) : nil
    }

    private func recognised(_ picture: Pixels, dotsPerInch: Double, mode: TessPageSegMode) -> [Word] {
        defer { TessBaseAPIClear(handle) }
        guard let results = results(of: picture, dotsPerInch: dotsPerInch, mode: mode) else { return [] }
        defer { TessResultIteratorDelete(results) }
        var words: [Word] = []
        var line = 0
        repeat {
            if TessPageIteratorIsAtBeginningOf(results, RIL_TEXTLINE) != 0 { line += 1 }
            if let word = Self.word(at: results, line: line) { words.append(word) }
        } while TessResultIteratorNext(results, RIL_WORD) != 0
        return words
    }

    private static func word(at results: OpaquePointer, line: Int) -> Word? {
        guard let letters = TessResultIteratorGetUTF8Text(results, RIL_WORD) else { return nil }
        defer { TessDeleteText(letters) }
        var (left, top, right, bottom): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        let place = TessResultIteratorGetPageIteratorConst(results)
        guard TessPageIteratorBoundingBox(place, RIL_WORD, &left, &top, &right, &bottom) != 0 else { return nil }
        var (x, foot, end, endFoot): (Int32, Int32, Int32, Int32) = (0, bottom, 0, bottom)
        TessPageIteratorBaseline(place, RIL_WORD, &x, &foot, &end, &endFoot)
        let text = String(cString: letters)
        guard text.contains(where: { !$0.isWhitespace }) else { return nil }
        return Word(
            text: text,
            box: PixelBox(left: Double(left), top: Double(top), right: Double(right), bottom: Double(bottom)),
            line: line,
            baseline: Double(foot + endFoot) / 2,
            confidence: Double(TessResultIteratorConfidence(results, RIL_WORD))
        )
    }
}
