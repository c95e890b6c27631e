// SPDX-License-Identifier: EUPL-1.2

import CTesseract

/// A row of cells that do not share their sides: each letter has a square of its own, close to the next.
///
/// Their upper and lower sides are no ruling lines, since they end with each square; so the cells are found by their upright
/// sides, which are alike and stand at equal distances.
struct SeparateCells {
    let cells: LetterCells
    /// With all sides.
    let frame: PixelBox

    /// All such rows on a level picture of one bit a pixel that have more cells than those that were found in their place.
    static func rows(on ink: Pixels, besides known: [LetterCells], dotsPerInch: Double) -> [SeparateCells] {
        // At half the size a thin side is still there, a slanted one that is a stair is whole, and the work is a quarter.
        guard let small = Pixels(pixReduceRankBinary2(ink.handle, 1, nil)),
            let uprights = small.opened(1, lowest * dotsPerInch / 2)
        else { return [] }
        let sides = uprights.connectedBoxes(neighbours: 8).map { $0.scaled(by: 2) }.filter { side in
            side.width <= thickest * dotsPerInch && side.height <= 0.45 * dotsPerInch
        }
        guard sides.count <= mostSides else { return [] }
        return level(sides.sorted { $0.left < $1.left })
            .flatMap { rows(between: $0, dotsPerInch: dotsPerInch) }
            .filter { row in
                let found = known.flatMap(\.cells).count { $0.overlaps(row.frame) }
                return found < row.cells.cells.count && row.isClosed(on: ink)
            }
    }

    /// Whether a row that was found otherwise is part of this one.
    func covers(_ row: LetterCells) -> Bool { row.cells.contains { $0.overlaps(frame) } }

    /// Takes squares and letters off the page.
    func erase(from page: Pixels, dotsPerInch: Double) { page.whiten(frame.grown(by: 0.04 * dotsPerInch)) }

    /// Sides that begin and end at the same height.
    private static func level(_ sides: [PixelBox]) -> [[PixelBox]] {
        var groups: [[PixelBox]] = []
        for side in sides {
            let place = groups.lastIndex { group in
                group.last.map { last in
                    abs(last.top - side.top) < 0.15 * side.height && abs(last.bottom - side.bottom) < 0.15 * side.height
                } ?? false
            }
            if let place { groups[place].append(side) } else { groups.append([side]) }
        }
        return groups.filter { $0.count > fewestCells }
    }

    /// The runs of equal rooms between sides; what is narrower than a letter's room parts two squares.
    private static func rows(between sides: [PixelBox], dotsPerInch: Double) -> [SeparateCells] {
        let rooms = zip(sides, sides.dropFirst()).map { left, right in
            PixelBox(left: left.right, top: left.top, right: right.left, bottom: left.bottom)
        }.filter { $0.width >= narrowest * dotsPerInch }
        let widths = rooms.map(\.width).sorted()
        guard let usual = widths.isEmpty ? nil : widths[widths.count / 2], usual <= widest * dotsPerInch else {
            return []
        }
        var runs: [[PixelBox]] = [[]]
        for room in rooms {
            let gap = runs.last?.last.map { room.left - $0.right } ?? 0
            if abs(room.width - usual) > 0.25 * usual || gap > usual { runs.append([]) }
            if abs(room.width - usual) <= 0.25 * usual { runs[runs.count - 1].append(room) }
        }
        return runs.filter { $0.count >= fewestCells }.map { run in
            SeparateCells(
                cells: LetterCells(cells: run.map { $0.inset(0.06 * usual) }),
                frame: run.dropFirst().reduce(run[0]) { $0.union($1) })
        }
    }

    /// Above and below, sides are drawn nearly all along.
    private func isClosed(on ink: Pixels) -> Bool {
        let depth = 0.15 * frame.height
        return [frame.top, frame.bottom].allSatisfy { edge in
            let strip = PixelBox(
                left: frame.left, top: max(0, edge - depth), right: frame.right, bottom: edge + depth)
            return ink.covered(strip, columns: true) >= Self.leastOfSides
        }
    }

    private static let leastOfSides = 0.8
    /// Letters have no strokes as high as this, in inches, where their cells are hardly higher.
    private static let lowest = 0.15
    /// The sides of two squares.
    private static let thickest = 0.06
    private static let narrowest = 0.08
    private static let widest = 0.4
    /// A day has as many cells.
    private static let fewestCells = 8
    /// More are a pattern.
    private static let mostSides = 2000
}

extension PixelBox {
    fileprivate func scaled(by size: Double) -> PixelBox {
        PixelBox(left: left * size, top: top * size, right: right * size, bottom: bottom * size)
    }

    fileprivate func inset(_ margin: Double) -> PixelBox {
        PixelBox(left: left + margin, top: top + 2 * margin, right: right - margin, bottom: bottom - 2 * margin)
    }
}
