// SPDX-License-Identifier: EUPL-1.2

import PDFReading

/// Bytes as words on pages: a form feed begins a page, a line feed a line, a tab leaves a gap, other blanks end a word. A byte below
/// a blank otherwise moves what follows: up, down, closer or to another size, so that any place can be reached.
struct WrittenPages {
    private(set) var pages: [PDFPage] = []
    private var words: [PDFWord] = []
    private var letters: [UInt8] = []
    private var left = 50.0
    private var top = 50.0
    private var size = 10.0

    private static let width = 595.0
    private static let height = 842.0

    init(_ bytes: [UInt8]) {
        for byte in bytes { take(byte) }
        endPage()
    }

    private mutating func take(_ byte: UInt8) {
        guard byte <= 0x20 else { return letters.append(byte) }
        endWord()
        switch byte {
        case 0x0C: endPage()
        case 0x0A: (left, top) = (50, top + size * 1.2)
        case 0x09: left += 60
        case 0x20: left += size / 4
        case 0x00..<0x08: top += (Double(byte) - 4) * 3
        case 0x08..<0x10: left -= Double(byte) * 8
        default: size = Double(byte - 0x0F)
        }
    }

    private mutating func endWord() {
        guard !letters.isEmpty else { return }
        let text = String(decoding: letters, as: UTF8.self)
        letters = []
        let step = size / 2
        let boxes = text.unicodeScalars.indices.enumerated().map { place, _ in
            PDFBox(
                left: left + Double(place) * step, top: top, right: left + Double(place + 1) * step,
                bottom: top + size)
        }
        let end = left + Double(boxes.count) * step
        words.append(
            PDFWord(text: text, box: PDFBox(left: left, top: top, right: end, bottom: top + size), letters: boxes))
        left = end
    }

    private mutating func endPage() {
        endWord()
        pages.append(
            PDFPage(
                number: pages.count + 1, width: Self.width, height: Self.height,
                text: words.map(\.text).joined(separator: " "), words: words))
        (words, left, top, size) = ([], 50, 50, 10)
    }
}
