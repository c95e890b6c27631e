// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

extension PageContext {
    /// Where tokens stand and how they were had; of a value that goes on overleaf, what stands on its first page.
    func source(_ range: [Int]) -> FieldSource {
        guard let first = range.first else { return FieldSource(.text) }
        let places = range.map(place)
        let page = place(first).page
        let boxes = places.filter { $0.page == page }.map(\.box)
        let box = boxes.dropFirst().reduce(boxes[0]) { $0.union($1) }
        let kind = kind(range)
        return FieldSource(kind.kind, page: page, box: box.corners, formField: kind.field)
    }

    private func place(_ token: Int) -> PDFWord.Place {
        let piece = tokens[token]
        let word = layout.words[piece.word]
        guard let shown = word.shown else {
            return PDFWord.Place(page: word.page, box: layout.shown(piece.box, page: word.page))
        }
        // Letters of a recognised word are about equally wide; a filled-in value has the place of its field.
        guard word.certainty != nil, shown.box.width > shown.box.height else { return shown }
        return PDFWord.Place(page: shown.page, box: shown.box.part(piece.range, of: word.scalars.count))
    }

    private func kind(_ range: [Int]) -> (kind: FieldSource.Kind, field: String?) {
        var isRecognised = false
        for token in range {
            switch layout.words[tokens[token].word].origin {
            case .printed: continue
            case .recognised: isRecognised = true
            case .field(let name): return (.form, name)
            }
        }
        return (isRecognised ? .ocr : .text, nil)
    }

    /// Whether the word was recognised in a picture.
    func isRecognised(_ token: Int) -> Bool { layout.words[tokens[token].word].certainty != nil }

    /// Recognised so faintly that another sign may stand there: what no other fact proves is then a guess.
    func isFaint(_ range: [Int]) -> Bool { certainty(range).map { $0 < 70 } ?? false }

    /// The lowest rating of the words that tokens are part of; nothing where none was recognised in a picture.
    private func certainty(_ range: [Int]) -> Double? {
        range.compactMap { layout.words[tokens[$0].word].certainty }.min()
    }
}

extension PDFBox {
    /// The share of some of `count` letters of equal width.
    fileprivate func part(_ range: Range<Int>, of count: Int) -> PDFBox {
        guard count > 0, range.count < count else { return self }
        let letter = (right - left) / Double(count)
        return PDFBox(
            left: left + Double(range.lowerBound) * letter, top: top, right: left + Double(range.upperBound) * letter,
            bottom: bottom)
    }
}
