// SPDX-License-Identifier: EUPL-1.2

import PDFReading

/// How wide a gap must be to part the cells of a line.
///
/// A gap as wide as the letters are high parts columns: two blanks are about half of that. Where several gaps in a row are
/// equal the line is justified, and they are blanks however wide they are.
struct ColumnGap {
    /// For each word but the first, whether the gap before it is a blank of a justified line.
    private let isEven: [Bool]

    /// Fewer equal gaps may be columns that happen to be alike.
    private static let leastEven = 3

    init(_ line: [PageWord]) {
        let boxes = line.map(\.solidBox)
        let gaps = zip(boxes, boxes.dropFirst()).map { $1.left - $0.right }
        var isEven = [Bool](repeating: false, count: gaps.count)
        var (start, blank, longest) = (0, 0.0, 0)
        for index in 0...gaps.count where index == gaps.count || abs(gaps[index] - gaps[start]) > 0.1 * gaps[start] {
            if index - start >= Self.leastEven {
                for place in start..<index { isEven[place] = true }
                if index - start > longest { (blank, longest) = (gaps[start], index - start) }
            }
            start = index
        }
        // Beside words set wide a blank is wider by the same amount.
        if longest * 3 >= gaps.count {
            for place in gaps.indices where gaps[place] < 1.6 * blank { isEven[place] = true }
        }
        self.isEven = isEven
    }

    /// - Parameter place: of `right` in the line.
    func parts(_ left: PageWord, _ right: PageWord, at place: Int) -> Bool {
        if right.joinsPrevious { return false }
        let (before, after) = (left.solidBox, right.solidBox)
        let height = max(before.height, after.height)
        return after.left - before.right >= (isEven[place - 1] ? 3 : 1) * height
    }
}
