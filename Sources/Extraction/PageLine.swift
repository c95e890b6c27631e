// SPDX-License-Identifier: EUPL-1.2

import PDFReading

/// The cells of one printed line, from left to right.
struct PageLine {
    let page: Int
    let cells: [PageCell]
    let box: PDFBox

    init?(page: Int, words: [PDFWord]) {
        self.page = page
        let sorted = words.sorted { $0.box.left < $1.box.left }
        var groups: [[PDFWord]] = []
        for word in sorted {
            if let last = groups.last?.last, word.box.left - last.box.right < Self.columnGap(last, word) {
                groups[groups.count - 1].append(word)
            } else {
                groups.append([word])
            }
        }
        cells = groups.compactMap { PageCell(page: page, words: $0) }
        guard let first = cells.first else { return nil }
        box = cells.dropFirst().reduce(first.box) { $0.union($1.box) }
    }

    /// A gap as wide as the letters are high parts columns; two blanks are about half of that.
    private static func columnGap(_ left: PDFWord, _ right: PDFWord) -> Double {
        max(left.box.height, right.box.height)
    }
}

extension PageLine {
    var text: String { cells.map(\.text).joined(separator: " ") }
}

extension PDFPage {
    /// The printed lines from top to bottom, put together by position: the order in which a PDF writes its words says
    /// little about how they stand.
    var lines: [PageLine] {
        var rows: [(box: PDFBox, words: [PDFWord])] = []
        for word in words.sorted(by: { $0.box.middle < $1.box.middle }) where !word.isUpright {
            // Sorted by their middles, words of one line follow each other, bar slanted scans.
            if let last = rows.indices.last, rows[last].box.sharesLine(with: word.box) {
                rows[last].words.append(word)
            } else {
                rows.append((word.box, [word]))
            }
        }
        return rows.compactMap { PageLine(page: number, words: $0.words) }
    }
}

extension PDFWord {
    /// Turned by a right angle, as the notices along a margin are: such words would tie all lines together.
    fileprivate var isUpright: Bool { text.count > 2 && box.height > 2 * (box.right - box.left) }
}

extension PDFBox {
    fileprivate var middle: Double { (top + bottom) / 2 }

    fileprivate func sharesLine(with other: PDFBox) -> Bool {
        let shared = min(bottom, other.bottom) - max(top, other.top)
        return shared > 0.5 * min(height, other.height)
    }

    /// Whether the two stand above each other, if only in part.
    func sharesColumn(with other: PDFBox) -> Bool { min(right, other.right) > max(left, other.left) }
}
