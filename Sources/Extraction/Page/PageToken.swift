// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// A piece of a printed word: the smallest thing that can be a label's word or a value.
struct PageToken {
    /// Signs that stand around a piece and tell where values begin and end.
    struct Signs: OptionSet {
        let rawValue: UInt16
        static let colon = Signs(rawValue: 1)
        static let comma = Signs(rawValue: 2)
        static let stop = Signs(rawValue: 4)
        static let semicolon = Signs(rawValue: 8)
        static let open = Signs(rawValue: 16)
        static let close = Signs(rawValue: 32)
        static let dash = Signs(rawValue: 64)
        /// A hyphen at the end of the word, where a line may have broken it.
        static let hyphen = Signs(rawValue: 128)
        static let slash = Signs(rawValue: 256)
        /// A tick, a cross or a filled box.
        static let tick = Signs(rawValue: 512)
        /// An empty box to tick.
        static let box = Signs(rawValue: 1024)
        static let plus = Signs(rawValue: 2048)
    }

    /// Index of the printed word in the document.
    let word: Int
    /// The scalars of the word that are this piece.
    let range: Range<Int>
    /// Capitals and digits only.
    let key: [UInt8]
    /// The number of the word in the vocabulary of phrases; -1 for a word that is in none.
    let term: Int
    /// In the frame of the layout.
    let box: PDFBox
    /// No blank stands before it.
    let isGlued: Bool
    var before: Signs
    var after: Signs
}

extension PageToken {
    var startsWithDigit: Bool { key.first.map { $0 < 0x41 } ?? false }

    var hasDigit: Bool { key.contains { $0 < 0x41 } }

    var isNumber: Bool { !key.contains { $0 >= 0x41 } }

    /// Four digits that are a year more likely than a code without its dot.
    var resemblesYear: Bool {
        isNumber && key.count == 4 && (key.starts(with: "19".utf8) || key.starts(with: "20".utf8))
    }

    /// `(2)`
    var isFootnoteMark: Bool { isNumber && key.count == 1 && before.contains(.open) && after.contains(.close) }
}

/// A printed word as the layout needs it: upright, with a box for every letter.
struct PageWord {
    let page: Int
    let box: PDFBox
    /// Its letters are printed apart, and so are those of the word before, with only a blank between.
    let joinsPrevious: Bool
    private let content: Content

    /// What is the same for all copies of a word: words are sorted and sifted a few times.
    private final class Content: Sendable {
        let scalars: [Unicode.Scalar]
        let letters: [PDFBox]
        let origin: PDFWord.Origin
        let shown: PDFWord.Place?

        init(_ scalars: [Unicode.Scalar], _ letters: [PDFBox], _ origin: PDFWord.Origin, _ shown: PDFWord.Place?) {
            self.scalars = scalars
            self.letters = letters
            self.origin = origin
            self.shown = shown
        }
    }

    init(
        page: Int, scalars: [Unicode.Scalar], letters: [PDFBox], box: PDFBox, origin: PDFWord.Origin,
        shown: PDFWord.Place?, joinsPrevious: Bool = false
    ) {
        self.page = page
        self.box = box
        self.joinsPrevious = joinsPrevious
        content = Content(scalars, letters, origin, shown)
    }
}

extension PageWord {
    var scalars: [Unicode.Scalar] { content.scalars }
    var letters: [PDFBox] { content.letters }
    var origin: PDFWord.Origin { content.origin }
    /// Where the word stands on the page as shown, if that cannot be told from the layout.
    var shown: PDFWord.Place? { content.shown }
}

extension PageWord {
    /// Nothing but the dots or dashes that lead from a label to its value.
    var isLeader: Bool { scalars.count > 2 && scalars.allSatisfy { "._\u{2026}\u{B7}".unicodeScalars.contains($0) } }

    /// `Cognome(1)` without the mark, which is no value.
    var withoutFootnoteMark: PageWord {
        let count = scalars.count
        guard count >= 5, scalars[count - 1] == ")", scalars[count - 3] == "(",
            scalars[count - 2].properties.numericType != nil,
            scalars[..<(count - 3)].allSatisfy({ $0.properties.isAlphabetic }), letters.count == count
        else { return self }
        let kept = letters[..<(count - 3)]
        return PageWord(
            page: page, scalars: Array(scalars[..<(count - 3)]), letters: Array(kept),
            box: kept.dropFirst().reduce(kept[0]) { $0.union($1) }, origin: origin, shown: shown,
            joinsPrevious: joinsPrevious)
    }

    /// The box without the dots or dashes that lead from a label to its value.
    var solidBox: PDFBox {
        guard scalars.count > 3, let first = scalars.firstIndex(where: { !$0.plainLetters.isEmpty }),
            let last = scalars.lastIndex(where: { !$0.plainLetters.isEmpty }),
            first > 1 || scalars.count - last > 3
        else { return box }
        return box(of: first..<(last + 1))
    }

    /// 0 to 100 where the word was recognised in a picture.
    var certainty: Double? {
        if case .recognised(let certainty, _) = origin { certainty } else { nil }
    }

    /// Other readings of a recognised word.
    var alternatives: [String] {
        if case .recognised(_, let alternatives) = origin { alternatives } else { [] }
    }

    /// The box of some of the letters.
    func box(of range: Range<Int>) -> PDFBox {
        if range.count == scalars.count { return box }
        guard letters.count == scalars.count else { return share(range) }
        return letters[range].dropFirst().reduce(letters[range.lowerBound]) { $0.union($1) }
    }

    /// Letters of equal width, where nothing better is known.
    private func share(_ range: Range<Int>) -> PDFBox {
        let width = (box.right - box.left) / Double(max(1, scalars.count))
        return PDFBox(
            left: box.left + Double(range.lowerBound) * width, top: box.top,
            right: box.left + Double(range.upperBound) * width, bottom: box.bottom)
    }
}
