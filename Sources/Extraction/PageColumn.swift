// SPDX-License-Identifier: EUPL-1.2

import PDFReading

/// Where the lines of a value may stand that does not fit on one.
struct PageColumn {
    enum Kind {
        /// A cell of a table: its lines begin where the first one does, and nothing stands left of them, for that would be
        /// another row.
        case cell
        /// What stands right of its label in one paragraph: lines go back to where the label begins, which `start` is.
        case paragraph(start: Double)
        /// The same beside other columns: the label and its value are a cell of a table without rules.
        case labelledCell(start: Double)
        /// What stands below its label, among other things.
        case below
    }

    /// Where the first word of the value stands.
    let left: Double
    /// Where the next column begins; infinite where there is none.
    let right: Double
    let kind: Kind
}

extension PageColumn {
    /// The words of a line that are in this column and may continue the value.
    func piece(of line: PageLine) -> PageCell? {
        if case .cell = kind, line.box.left < left - Self.slack { return nil }
        let start = start - Self.slack
        for cell in line.cells {
            let words = cell.words.filter { $0.box.left >= start && $0.box.left < right - 1 }
            guard let piece = PageCell(page: cell.page, words: words) else { continue }
            return begins(piece, at: left) || begins(piece, at: self.start) ? piece : nil
        }
        return nil
    }

    /// Only a full line goes on in the next one, unless the indent shows that the two are one cell.
    func demandsFullLine(before piece: PageCell) -> Bool {
        switch kind {
        case .cell, .labelledCell: false
        case .below: true
        case .paragraph: !begins(piece, at: left)
        }
    }

    private var start: Double {
        switch kind {
        case .cell, .below: left
        case .paragraph(let start), .labelledCell(let start): start
        }
    }

    private func begins(_ piece: PageCell, at edge: Double) -> Bool { abs(piece.box.left - edge) < Self.slack }

    /// Points by which lines of one column may differ.
    private static let slack = 3.0
}
