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

    /// Splits at white space. Should poppler's text and boxes ever differ in number, there are no words rather than wrong ones.
    private static func words(in text: String, boxes: [PDFBox], limit: Int) -> [PDFWord] {
        guard text.unicodeScalars.count == boxes.count else { return [] }
        var words: [PDFWord] = []
        var letters = String.UnicodeScalarView()
        var box: PDFBox?
        for (scalar, place) in zip(text.unicodeScalars, boxes) {
            if !scalar.properties.isWhitespace {
                letters.append(scalar)
                box = box?.union(place) ?? place
            } else if let whole = box {
                words.append(PDFWord(text: String(letters), box: whole))
                letters = String.UnicodeScalarView()
                box = nil
                if words.count == limit { return words }
            }
        }
        if let whole = box { words.append(PDFWord(text: String(letters), box: whole)) }
        return words
    }
}
