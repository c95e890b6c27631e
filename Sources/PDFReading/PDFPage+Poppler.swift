// SPDX-License-Identifier: EUPL-1.2

import CPoppler

extension PDFPage {
    /// Copies text and boxes out of an open page.
    init(reading page: OpaquePointer, number: Int, limits: PDFLimits) {
        var width = 0.0
        var height = 0.0
        poppler_page_get_size(page, &width, &height)
        let text = Self.text(of: page)
        self.init(
            number: number,
            width: width,
            height: height,
            text: text,
            words: Self.words(in: text, boxes: Self.boxes(of: page), limit: limits.words)
        )
    }

    private static func text(of page: OpaquePointer) -> String {
        guard let text = poppler_page_get_text(page) else { return "" }
        defer { g_free(text) }
        return String(cString: text)
    }

    /// One box for every character of the text, blanks and line ends included.
    private static func boxes(of page: OpaquePointer) -> [PDFBox] {
        var rectangles: UnsafeMutablePointer<PopplerRectangle>?
        var count: guint = 0
        guard poppler_page_get_text_layout(page, &rectangles, &count) != 0, let rectangles else { return [] }
        defer { g_free(rectangles) }
        return UnsafeBufferPointer(start: rectangles, count: Int(count)).map {
            PDFBox(left: min($0.x1, $0.x2), top: min($0.y1, $0.y2), right: max($0.x1, $0.x2), bottom: max($0.y1, $0.y2))
        }
    }

    /// Splits at white space, and where the next letter stands apart: poppler joins the columns of a line without a blank.
    ///
    /// Should poppler's text and boxes ever differ in number, there are no words rather than wrong ones.
    private static func words(in text: String, boxes: [PDFBox], limit: Int) -> [PDFWord] {
        guard text.unicodeScalars.count == boxes.count else { return [] }
        var words: [PDFWord] = []
        var word = WordInMaking()
        var letter = 0
        var place = text.startIndex
        while place < text.endIndex {
            let isBlank = text.unicodeScalars[place].isBlank
            if isBlank || !word.continues(at: boxes[letter]) {
                if let finished = word.finish(text, boxes, before: place) { words.append(finished) }
                word = WordInMaking()
            }
            if !isBlank { word.append(boxes[letter], Start(place: place, letter: letter)) }
            letter += 1
            place = text.unicodeScalars.index(after: place)
            if words.count >= limit { return words }
        }
        if let last = word.finish(text, boxes, before: place) { words.append(last) }
        return words
    }
}

extension Unicode.Scalar {
    /// White space; most letters are ASCII, for which the tables of Unicode need not be asked.
    fileprivate var isBlank: Bool {
        value < 0x80 ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace
    }
}

/// Where a word begins in the text, and the number of its first letter there.
private struct Start {
    let place: String.Index
    let letter: Int
}

/// Letters put together to a word, one after the other.
private struct WordInMaking {
    private var start: Start?
    private var count = 0
    private var last = PDFBox(left: 0, top: 0, right: 0, bottom: 0)
    private var box = PDFBox(left: 0, top: 0, right: 0, bottom: 0)

    /// Letters of one word are less than a third of their height apart, across and down.
    func continues(at place: PDFBox) -> Bool {
        guard count > 0 else { return true }
        let reach = 0.3 * max(last.height, place.height)
        let across = max(place.left - last.right, last.left - place.right)
        let down = max(place.top - last.bottom, last.top - place.bottom)
        return across <= reach && down <= reach
    }

    /// - Parameter here: where the letter stands, which is where the word begins if it is its first.
    mutating func append(_ place: PDFBox, _ here: Start) {
        if start == nil { start = here }
        box = count == 0 ? place : box.union(place)
        last = place
        count += 1
    }

    /// The word, if there is one; its letters are those of the text up to `end`.
    func finish(_ text: String, _ boxes: [PDFBox], before end: String.Index) -> PDFWord? {
        guard let start else { return nil }
        return PDFWord(
            text: String(text.unicodeScalars[start.place..<end]), box: box,
            letters: Array(boxes[start.letter..<(start.letter + count)]))
    }
}
