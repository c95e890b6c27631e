// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// The words of a page in printed lines from top to bottom, upright, with letters that stand apart put together.
struct PageWords {
    let lines: [[PageWord]]

    init(_ page: PDFPage, frame: PageFrame) {
        let hasHyphens = page.words.contains { $0.text.unicodeScalars.contains { $0 == "-" || $0 == "\u{2010}" } }
        let words = AlignedColons.restored(
            page.words.map { PageWord($0, page: page.number, frame, hasHyphens: hasHyphens) }.filter { !$0.isUpright })
        let usual = words.map(\.box.height).sorted().dropFirst(words.count / 2).first ?? 0
        // The letters of a watermark stand alone and are larger than any text.
        let rows = Self.rows(words.filter { $0.scalars.count > 3 || $0.box.height < 2.5 * usual }).map {
            SpacedLetters.joined(TickMarks.joined($0.sorted { $0.box.left < $1.box.left }))
        }
        let fragments = WordFragments(page: rows)
        lines = rows.map(fragments.joined)
    }

    /// Put together by position: the order in which a PDF writes its words says little about how they stand.
    private static func rows(_ words: [PageWord]) -> [[PageWord]] {
        var rows: [(box: PDFBox, words: [PageWord])] = []
        for index in words.indices.sorted(by: { words[$0].box.middle < words[$1].box.middle }) {
            let word = words[index]
            // Sorted by their middles, words of one line follow each other.
            if let last = rows.indices.last, rows[last].box.sharesLine(with: word.box),
                !rows[last].words.prefix(mostCompared).contains(where: { $0.box.isAbove(word.box) })
            {
                rows[last].words.append(word)
            } else {
                rows.append((word.box, [word]))
            }
        }
        return rows.map(\.words)
    }

    /// Those of a row above come first; no line of text has more.
    private static let mostCompared = 200
}

extension PageWord {
    fileprivate init(_ word: PDFWord, page: Int, _ frame: PageFrame, hasHyphens: Bool) {
        let word = word.withoutSoftHyphens(hasOthers: hasHyphens)
        self.init(
            page: page, scalars: word.text.scalarsWithoutLigatures,
            letters: frame.quarterTurns == 0 ? word.letters : word.letters.map(frame.layout),
            box: frame.quarterTurns == 0 ? word.box : frame.layout(word.box), origin: word.origin, shown: word.shown,
            joinsPrevious: word.joinsPrevious)
    }

    /// Turned against the rest of the page, as the notices along a margin are: such words would tie all lines together.
    fileprivate var isUpright: Bool { scalars.count > 2 && box.height > 2 * (box.right - box.left) }
}

extension PDFWord {
    /// Without what only tells where the word might be broken, which some programs write in the middle of lines, with a box
    /// of its own: `da\u{AD}` `le`. Between figures it is the hyphen that some fonts have no other for, and so is any that has
    /// a width on a page without other hyphens.
    fileprivate func withoutSoftHyphens(hasOthers: Bool) -> PDFWord {
        // Most words are ASCII, and need not be looked at letter by letter.
        guard text.utf8.contains(0xC2) else { return self }
        let scalars = text.unicodeScalars
        guard scalars.count == letters.count, scalars.contains("\u{AD}") else { return self }
        let signs = Array(scalars)
        let shown = signs.indices.map { place -> Unicode.Scalar in
            guard signs[place] == "\u{AD}", place > 0 else { return signs[place] }
            let isBetweenFigures =
                place + 1 < signs.count && signs[place - 1].isFigure && signs[place + 1].isFigure
            let isOnlyKind = !hasOthers && letters[place].width > 0.1 * letters[place].height
            return isBetweenFigures || isOnlyKind ? "-" : signs[place]
        }
        let kept = zip(shown, letters).filter { $0.0 != "\u{AD}" }
        guard let first = kept.first else { return self }
        return PDFWord(
            text: String(String.UnicodeScalarView(kept.map(\.0))), box: kept.reduce(first.1) { $0.union($1.1) },
            letters: kept.map(\.1), origin: origin, shown: self.shown)
    }
}

extension Unicode.Scalar {
    var isFigure: Bool { ("0"..."9").contains(self) }
}

extension PDFBox {
    var middle: Double { (top + bottom) / 2 }

    var width: Double { right - left }

    fileprivate func sharesLine(with other: PDFBox) -> Bool {
        let shared = min(bottom, other.bottom) - max(top, other.top)
        return shared > 0.5 * min(height, other.height)
    }

    /// Boxes of fonts with much room above their letters reach into the row above: no two words of a row stand one over the other.
    fileprivate func isAbove(_ other: PDFBox) -> Bool {
        let shared = min(right, other.right) - max(left, other.left)
        return shared > 0.5 * min(width, other.width) && other.middle - middle > 0.25 * min(height, other.height)
    }

    /// Whether the two stand above each other, if only in part.
    func sharesColumn(with other: PDFBox) -> Bool { min(right, other.right) > max(left, other.left) }

    /// By how much the two overlap across.
    func overlapAcross(_ other: PDFBox) -> Double { min(right, other.right) - max(left, other.left) }
}
