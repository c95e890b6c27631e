// SPDX-License-Identifier: EUPL-1.2

import CTesseract

/// A row of printed cells that hold one letter each.
///
/// tesseract takes letters that stand so far apart for words of their own and reads them badly, so the letters are put
/// together to words before they are read.
struct LetterCells {
    /// From left to right, in pixels of the picture.
    let cells: [PixelBox]

    /// The rows of at least two cells of equal size, side by side.
    static func rows(of lines: RulingLines, dotsPerInch: Double) -> [LetterCells] {
        let cells = lines.enclosed
            .filter { box in
                (0.08...0.5).contains(box.width / dotsPerInch) && (0.1...0.6).contains(box.height / dotsPerInch)
                    && box.width < 2 * box.height
            }
            .sorted { $0.left < $1.left }
        var rows: [[PixelBox]] = []
        for cell in cells {
            if let row = rows.lastIndex(where: { row in row.last.map { follows(cell, $0) } ?? false }) {
                rows[row].append(cell)
            } else {
                rows.append([cell])
            }
        }
        return rows.filter { $0.count >= 2 }.map(LetterCells.init)
    }

    private static func follows(_ cell: PixelBox, _ last: PixelBox) -> Bool {
        let gap = cell.left - last.right
        return gap > 0 && gap < 0.6 * last.width && abs(cell.top - last.top) < 0.2 * last.height
            && abs(cell.bottom - last.bottom) < 0.2 * last.height && abs(cell.width - last.width) < 0.3 * last.width
    }
}

extension LetterCells {
    /// The words of a row: an empty cell ends a word. One that only a single cell parts from the word before goes on from it.
    func words(on page: Pixels, dotsPerInch: Double) -> [JoinedLetters] {
        let letters = cells.map { cell in Self.letter(in: cell, on: page, dotsPerInch: dotsPerInch) }
        var end: Int?
        return letters.split(separator: nil).compactMap { run in
            defer { end = run.endIndex }
            return JoinedLetters(
                run.compactMap(\.self), of: page, dotsPerInch: dotsPerInch, joinsPrevious: end == run.startIndex - 1)
        }
    }

    /// Takes the cells' content off the page.
    func erase(from page: Pixels) {
        for cell in cells { page.whiten(cell) }
    }

    /// The box around the ink of a cell; nil for an empty one. Specks do not count.
    private static func letter(in cell: PixelBox, on page: Pixels, dotsPerInch: Double) -> PixelBox? {
        guard let content = page.part(cell), let ink = Pixels(pixThresholdToBinary(content.handle, 150)) else {
            return nil
        }
        let parts = ink.connectedBoxes(neighbours: 8).filter { max($0.width, $0.height) >= 0.014 * dotsPerInch }
        guard let first = parts.first else { return nil }
        let box = parts.dropFirst().reduce(first) { $0.union($1) }
        return PixelBox(
            left: cell.left + box.left,
            top: cell.top + box.top,
            right: cell.left + box.right,
            bottom: cell.top + box.bottom
        )
    }
}

extension Pixels {
    /// Of a grey picture: paper in a box.
    func whiten(_ box: PixelBox) {
        pixRasterop(
            handle, Int32(box.left), Int32(box.top), Int32(box.width), Int32(box.height), PIX_SET, nil, 0, 0)
    }
}
