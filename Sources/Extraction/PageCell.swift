// SPDX-License-Identifier: EUPL-1.2

import PDFReading

/// Words that stand together on one line of a page: a label, a value, or both.
struct PageCell: Hashable {
    let page: Int
    let words: [PDFWord]
    let box: PDFBox

    init?(page: Int, words: [PDFWord]) {
        guard let first = words.first else { return nil }
        self.page = page
        self.words = words
        box = words.dropFirst().reduce(first.box) { $0.union($1.box) }
    }

    var text: String { words.map(\.text).joined(separator: " ") }
}
