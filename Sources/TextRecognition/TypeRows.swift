// SPDX-License-Identifier: EUPL-1.2

/// How high the rows of type are in which words stand, so that distances mean the same for every word of a line: `un` is lower
/// than `Il`, but no smaller.
struct TypeRows {
    /// From the foot of the capitals to their top, by line.
    private let ascents: [Int: Double]

    init(_ words: [Engine.Word]) {
        ascents = Dictionary(grouping: words, by: \.line).mapValues { line in
            let sorted = line.map(\.ascent).sorted()
            return sorted[sorted.count / 2]
        }
    }

    /// As wide as the ink of a word and as high as a row, in the proportions of the usual printed type: above the capitals and
    /// below their feet is room for accents and for what hangs down.
    func box(of word: Engine.Word) -> PixelBox {
        let ascent = ascents[word.line] ?? word.ascent
        return PixelBox(
            left: word.box.left,
            top: min(word.box.top, word.baseline - 1.26 * ascent),
            right: word.box.right,
            bottom: word.baseline + 0.3 * ascent
        )
    }
}

extension Engine.Word {
    /// The height of capitals that fits this word; small letters without a stem have about seven tenths of it.
    var ascent: Double {
        let height = max(1, baseline - box.top)
        let hasStem = text.unicodeScalars.contains { !"acegmnopqrsuvwxyz.,:;-\u{2013}".unicodeScalars.contains($0) }
        return hasStem ? height : height / 0.7
    }

    /// Two letters need room beside each other: the last dots of a row and their colon are no `di`.
    var hasRoom: Bool {
        let letters = text.count { $0.isLetter || $0.isNumber }
        return letters != 2 || box.width >= 0.35 * box.height
    }
}
