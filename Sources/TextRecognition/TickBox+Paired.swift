// SPDX-License-Identifier: EUPL-1.2

extension TickBox {
    /// Squares that a letter or the end of a tick touches: their upper and lower sides are strokes of their own all the same, one
    /// below the other and as far apart as they are long.
    static func paired(
        besides found: [TickBox], on ink: Pixels, _ whole: Pixels, _ sides: Pixels, _ dotsPerInch: Double
    ) -> [TickBox] {
        guard let strokes = whole.opened(0.09 * dotsPerInch, 1) else { return [] }
        let levels = strokes.connectedBoxes(neighbours: 8).filter { stroke in
            (0.1...0.3).contains(stroke.width / dotsPerInch) && stroke.height <= max(4, thickest * dotsPerInch)
        }
        guard (2...mostLevels).contains(levels.count) else { return [] }
        var squares: [TickBox] = []
        for upper in levels {
            let lower = levels.first { isSquare(upper.union($0), dotsPerInch) && $0.isUnder(upper) }
            guard let box = lower.map(upper.union), outline(of: box, on: sides) != nil,
                !(found + squares).contains(where: { $0.box.overlaps(box) }), !isRound(box, on: whole),
                isDrawn(box, on: ink, whole, sides, dotsPerInch)
            else { continue }
            squares.append(TickBox(box: box, content: content(of: box, on: ink, dotsPerInch)))
        }
        return squares
    }

    /// Both sides of a round letter stand out beyond the ends of its upper and lower strokes.
    private static func isRound(_ box: PixelBox, on ink: Pixels) -> Bool {
        let (out, third) = (max(2, (0.05 * box.width).rounded()), box.height / 3)
        return [box.left - out, box.right + out - 1].allSatisfy { left in
            left >= 0
                && ink.density(
                    PixelBox(left: left, top: box.top + third, right: left + 1, bottom: box.bottom - third)) >= 0.8
        }
    }

    /// Of a side, in inches: the bars of bold letters are thicker.
    private static let thickest = 0.02
    /// More are a drawing.
    private static let mostLevels = 400
}

extension PixelBox {
    /// Begins and ends where the other does, but for its corners.
    fileprivate func isUnder(_ other: PixelBox) -> Bool {
        let slack = max(3, 0.12 * other.width)
        return top > other.bottom && abs(left - other.left) <= slack && abs(right - other.right) <= slack
    }
}
