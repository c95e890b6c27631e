// SPDX-License-Identifier: EUPL-1.2

import PDFReading

/// How wide a gap must be to part the cells of a line.
///
/// A gap as wide as the letters are high parts columns: two blanks are about half of that. A smaller one does in a line whose
/// blanks are narrower still, where another line has a word that begins at the same place. Where several gaps in a row are
/// equal the line is justified, and they are blanks however wide they are.
struct ColumnGap {
    /// The width of the narrowest blank of the line; nothing where there is none.
    private let blank: Double?
    /// The words of the lines close above and below.
    private let near: [ArraySlice<[PageWord]>]
    /// For each word but the first, whether the gap before it is a blank of a justified line.
    private let isEven: [Bool]

    /// Fewer equal gaps may be columns that happen to be alike.
    private static let leastEven = 3

    /// - Parameter index: of the line among all.
    init(_ lines: [[PageWord]], at index: Int) {
        let line = lines[index]
        near = [lines[..<index].suffix(3), lines[(index + 1)...].prefix(3)]
        let boxes = line.map(\.solidBox)
        let gaps = zip(boxes, boxes.dropFirst()).map { $1.left - $0.right }
        blank = zip(gaps, boxes).filter { $0 > 0.1 * $1.height && $0 < 0.35 * $1.height }.map(\.0).min()
        var isEven = [Bool](repeating: false, count: gaps.count)
        var (start, even, longest) = (0, 0.0, 0)
        for index in 0...gaps.count where index == gaps.count || abs(gaps[index] - gaps[start]) > 0.1 * gaps[start] {
            if index - start >= Self.leastEven {
                for place in start..<index { isEven[place] = true }
                if index - start > longest { (even, longest) = (gaps[start], index - start) }
            }
            start = index
        }
        // Beside words set wide a blank is wider by the same amount.
        if longest * 3 >= gaps.count {
            for place in gaps.indices where gaps[place] < 1.6 * even { isEven[place] = true }
        }
        self.isEven = isEven
    }

    /// - Parameter place: of `right` in the line.
    func parts(_ left: PageWord, _ right: PageWord, at place: Int) -> Bool {
        if right.joinsPrevious { return false }
        let (before, after) = (left.solidBox, right.solidBox)
        let height = max(before.height, after.height)
        let gap = after.left - before.right
        if isEven[place - 1] { return gap >= 3 * height }
        // The code at the end of a row, where the words before it fill their column.
        if gap >= 0.4 * height, blank.map({ gap > 1.4 * $0 }) ?? false, right.scalars.contains(where: \.isFigure),
            opensColumn(right)
        {
            return true
        }
        return gap >= height || (gap >= 0.7 * height && blank.map { gap > 3.5 * $0 } ?? false && opensColumn(right))
    }

    /// A word close above or below begins at the same place; letters may each have a box of their own.
    private func opensColumn(_ word: PageWord) -> Bool {
        word.scalars.count > 2
            && near.joined().joined().contains { other in
                other.page == word.page && other.scalars.count > 2 && abs(other.box.left - word.box.left) < 1
                    && abs(other.box.top - word.box.top) < 3 * word.box.height
            }
    }
}
