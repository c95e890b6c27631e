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
        for (scalar, place) in zip(text.unicodeScalars, boxes) {
            let isBlank = scalar.properties.isWhitespace
            if isBlank || !word.continues(at: place) { words += word.finish() }
            if !isBlank { word.append(scalar, place) }
            if words.count >= limit { return words }
        }
        return words + word.finish()
    }
}

/// Letters put together to a word, one after the other.
private struct WordInMaking {
    private var text = String.UnicodeScalarView()
    private var letters: [PDFBox] = []
    private var box: PDFBox?

    /// Letters of one word are less than a third of their height apart, across and down.
    func continues(at place: PDFBox) -> Bool {
        guard let last = letters.last else { return true }
        let reach = 0.3 * max(last.height, place.height)
        let across = max(place.left - last.right, last.left - place.right)
        let down = max(place.top - last.bottom, last.top - place.bottom)
        return across <= reach && down <= reach
    }

    mutating func append(_ scalar: Unicode.Scalar, _ place: PDFBox) {
        text.append(scalar)
        letters.append(place)
        box = box?.union(place) ?? place
    }

    /// The word, if there is one; the next letter begins another.
    mutating func finish() -> [PDFWord] {
        defer { self = WordInMaking() }
        return box.map { [PDFWord(text: String(text), box: $0, letters: letters)] } ?? []
    }
}
