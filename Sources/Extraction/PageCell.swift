// SPDX-License-Identifier: EUPL-1.2

import PDFReading

/// Words that stand together on a page: a label, a value, or both. A value may go on over several lines.
struct PageCell: Hashable {
    let page: Int
    let words: [PDFWord]
    /// Around the words of `page`; those that follow on the next page are outside.
    let box: PDFBox
    /// Where the value ends could not be told for sure, so words may be missing or too many.
    let isUnsure: Bool

    /// Words of one line.
    init?(page: Int, words: [PDFWord]) {
        guard let first = words.first else { return nil }
        self.page = page
        self.words = words
        box = words.dropFirst().reduce(first.box) { $0.union($1.box) }
        isUnsure = false
    }

    /// Lines that follow each other.
    init?(joining lines: [PageCell]) {
        guard let first = lines.first else { return nil }
        self.init(
            page: first.page,
            words: lines.flatMap(\.words),
            box: lines.filter { $0.page == first.page }.reduce(first.box) { $0.union($1.box) },
            isUnsure: lines.contains(where: \.isUnsure)
        )
    }

    private init(page: Int, words: [PDFWord], box: PDFBox, isUnsure: Bool) {
        self.page = page
        self.words = words
        self.box = box
        self.isUnsure = isUnsure
    }

    var text: String { words.map(\.text).joined(separator: " ") }

    /// The same, unsure.
    var doubted: PageCell { PageCell(page: page, words: words, box: box, isUnsure: true) }
}
