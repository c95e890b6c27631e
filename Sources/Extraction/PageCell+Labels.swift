// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

extension PageCell {
    /// Where a label stands among the words of the cell: from `start` up to `end`.
    struct Mark {
        let label: PageLabel
        let start: Int
        let end: Int
        let hasColon: Bool
    }

    /// A label at the start of the cell counts when a colon ends it, when it is the whole cell, or when the one word after
    /// it can be checked; further labels in the cell need their colon, and only the end of a sentence may come after words
    /// that are none.
    var labels: [Mark] {
        let folded = words.map(\.text.foldedToASCII)
        var marks: [Mark] = []
        var index = 0
        while index < folded.count {
            if let mark = Self.mark(folded, at: index), index == 0 || !marks.isEmpty || mark.label.endsSentence {
                marks.append(mark)
                index = mark.end
            } else {
                index += 1
            }
        }
        return marks
    }

    private static func mark(_ words: [String], at start: Int) -> Mark? {
        for length in stride(from: min(PageLabel.longest, words.count - start), through: 1, by: -1) {
            var candidate = Array(words[start..<(start + length)])
            let next = start + length < words.count ? words[start + length] : nil
            let hasColon = candidate[length - 1].hasSuffix(":")
            if hasColon { candidate[length - 1].removeLast() }
            guard let label = PageLabel.all[candidate] else { continue }
            if hasColon { return Mark(label: label, start: start, end: start + length, hasColon: true) }
            if next == ":" { return Mark(label: label, start: start, end: start + length + 1, hasColon: true) }
            if start == 0, !label.needsColon, next == nil || label.isOneCheckedWord {
                return Mark(label: label, start: start, end: start + length, hasColon: false)
            }
        }
        return nil
    }
}
