// SPDX-License-Identifier: EUPL-1.2

import PDFReading

/// How a page must be turned so that its text runs from left to right.
///
/// The layout is understood in the turned frame; a value's place is told in the frame of the page as shown.
struct PageFrame {
    /// Quarter turns, clockwise as seen, that bring the text upright: 0 to 3.
    let quarterTurns: Int
    let width: Double
    let height: Double

    /// The place of a box of the page in the layout.
    func layout(_ box: PDFBox) -> PDFBox {
        switch quarterTurns {
        case 1: PDFBox(left: height - box.bottom, top: box.left, right: height - box.top, bottom: box.right)
        case 2:
            PDFBox(
                left: width - box.right, top: height - box.bottom, right: width - box.left, bottom: height - box.top)
        case 3: PDFBox(left: box.top, top: width - box.right, right: box.bottom, bottom: width - box.left)
        default: box
        }
    }

    /// The place on the page of a box of the layout.
    func shown(_ box: PDFBox) -> PDFBox {
        switch quarterTurns {
        case 1: PDFBox(left: box.top, top: height - box.right, right: box.bottom, bottom: height - box.left)
        case 2:
            PDFBox(
                left: width - box.right, top: height - box.bottom, right: width - box.left, bottom: height - box.top)
        case 3: PDFBox(left: width - box.bottom, top: box.left, right: width - box.top, bottom: box.right)
        default: box
        }
    }
}

extension PDFPage {
    /// The turn that most of the letters ask for.
    var textTurns: Int {
        var votes = [0, 0, 0, 0]
        for word in words {
            guard let turns = word.quarterTurns else { continue }
            votes[turns] += 1
        }
        return votes.indices.max { votes[$0] < votes[$1] } ?? 0
    }
}

extension PDFWord {
    /// Where the letters follow each other: 0 to the right, 1 upwards, 2 to the left, 3 downwards; nothing for a word too
    /// short to tell. The number is that of the clockwise quarter turns that bring the word upright.
    fileprivate var quarterTurns: Int? {
        guard letters.count >= 3, let first = letters.first, let last = letters.last else { return nil }
        let across = (last.left + last.right - first.left - first.right) / 2
        let down = (last.top + last.bottom - first.top - first.bottom) / 2
        if abs(across) > 2 * abs(down) { return across > 0 ? 0 : 2 }
        if abs(down) > 2 * abs(across) { return down < 0 ? 1 : 3 }
        return nil
    }
}
