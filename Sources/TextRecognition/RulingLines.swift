// SPDX-License-Identifier: EUPL-1.2

import CTesseract

/// The ruling lines of tables, forms and one-letter cells on a level picture.
///
/// They are found at half the resolution, where a line is still a pixel wide and the work a quarter.
struct RulingLines {
    /// Black where lines are, `scale` times smaller than the picture.
    let mask: Pixels
    let scale: Int

    /// Nil where there are none, or no memory to find them.
    init?(of ink: Pixels, dotsPerInch: Double) {
        scale = dotsPerInch >= 150 ? 2 : 1
        // Two black pixels of four: one alone would join the letters of a line at their feet.
        guard let small = scale == 2 ? Pixels(pixReduceRankBinary2(ink.handle, 2, nil)) : ink else { return nil }
        let inch = dotsPerInch / Double(scale)
        // Longer than any stroke of a letter, but not part of a black area: white letters on black stay.
        guard let solid = small.opened(0.06 * inch, 0.06 * inch)?.dilated(5, 5),
            let level = small.opened(0.4 * inch, 1)?.without(solid)?.withoutLetters(on: small, inch: inch),
            !level.isEmpty
        else { return nil }
        // Cells are hardly higher than capitals, so a short upright line counts only where it meets a level one.
        guard let short = small.opened(1, 0.17 * inch)?.without(solid)?.standing(on: level, inch: inch),
            let long = small.opened(1, 0.5 * inch)?.without(solid),
            let reach = level.or(short)?.dilated(3, 3), let joined = level.filled(within: reach),
            let lines = joined.or(long)?.dilated(3, 3)
        else { return nil }
        mask = lines
    }

    /// The picture without its lines; letters that touch or cross one stay whole.
    ///
    /// - Parameter ink: the same picture, black and white.
    func erased(from picture: Pixels, ink: Pixels, dotsPerInch: Double) -> Pixels {
        guard let copy = Pixels(pixCopy(nil, picture.handle)),
            let whole = scale == 2 ? Pixels(pixExpandBinaryPower2(mask.handle, 2)) : mask,
            let letters = Self.strokes(over: whole, of: ink, dotsPerInch), let lines = whole.without(letters),
            pixPaintThroughMask(copy.handle, lines.handle, 0, 0, 255) == 0
        else { return picture }
        return copy
    }

    /// What stands above and below lines, with its strokes as far as they go on upright into them: `g` would be an `a` without its
    /// foot, and a capital under the rule of the row above would lose its head.
    private static func strokes(over lines: Pixels, of ink: Pixels, _ dotsPerInch: Double) -> Pixels? {
        guard var strokes = ink.without(lines) else { return nil }
        for _ in 0..<Int(deepestLine * dotsPerInch) {
            guard let longer = strokes.dilated(1, 3)?.and(ink) else { return nil }
            strokes = longer
        }
        return strokes
    }

    /// How thick a line is with what belongs to it on both sides, in inches.
    private static let deepestLine = 0.06

    /// The boxes, in pixels of the picture, that are closed in by lines on all sides.
    var enclosed: [PixelBox] {
        guard let paper = Pixels(pixInvert(nil, mask.handle)) else { return [] }
        let size = Double(scale)
        return paper.connectedBoxes(neighbours: 4).map { box in
            PixelBox(left: box.left * size, top: box.top * size, right: box.right * size, bottom: box.bottom * size)
        }
    }
}

extension Pixels {
    /// Level strokes without the feet and bars of letters that touch each other, on which the letters stand.
    fileprivate func withoutLetters(on page: Pixels, inch: Double) -> Pixels? {
        guard let lines = Pixels(pixCopy(nil, handle)) else { return nil }
        for box in connectedBoxes(neighbours: 8) where !isRuling(box, on: page, inch: inch) { lines.clear(box) }
        return lines
    }

    /// Upright strokes that end on a level one. The stem of a letter that stands close under the upper side of a cell may seem to
    /// go on to it, where the paper is dark or the scan has specks, and ends above the lower side. A `j` stands on a rule as the
    /// side of an open cell does; such sides are never alone.
    fileprivate func standing(on level: Pixels, inch: Double) -> Pixels? {
        guard let lines = Pixels(pixCopy(nil, handle)) else { return nil }
        let short = connectedBoxes(neighbours: 8).filter { $0.height < 0.5 * inch }
        for box in short {
            let isSide =
                level.isMet(at: box.bottom, by: box, inch)
                && (level.isMet(at: box.top, by: box, inch)
                    || short.contains { $0 != box && $0.isLevel(with: box, inch) })
            if !isSide { lines.clear(box) }
        }
        return lines
    }

    private func isMet(at end: Double, by stroke: PixelBox, _ inch: Double) -> Bool {
        let reach = 0.04 * inch
        return density(
            PixelBox(
                left: max(0, stroke.left - reach), top: max(0, end - reach), right: stroke.right + reach,
                bottom: end + reach)) > 0
    }

    /// No words run on for so long without a blank; a shorter line has hardly any ink above and below but where others meet it.
    private func isRuling(_ box: PixelBox, on page: Pixels, inch: Double) -> Bool {
        if box.width >= 0.8 * inch { return true }
        let above = PixelBox(left: box.left, top: box.top - 3, right: box.right, bottom: box.top - 1)
        let below = PixelBox(left: box.left, top: box.bottom + 1, right: box.right, bottom: box.bottom + 3)
        return box.width >= 0.3 * inch && max(page.density(above), page.density(below)) < 0.2
    }

    /// The share of black pixels in a box, 0 to 1; none where it lies off the picture.
    func density(_ box: PixelBox) -> Double {
        var count: Int32 = 0
        guard let part = part(box), pixCountPixels(part.handle, &count, nil) == 0 else { return 0 }
        return Double(count) / max(1, Double(part.width * part.height))
    }

    func clear(_ box: PixelBox) {
        let (left, top) = (Int32(box.left), Int32(box.top))
        pixRasterop(handle, left, top, Int32(box.width), Int32(box.height), PIX_CLR, nil, 0, 0)
    }

    var isEmpty: Bool {
        var answer: Int32 = 0
        return pixZero(handle, &answer) != 0 || answer != 0
    }

    /// What a rectangle of this size fits into.
    func opened(_ width: Double, _ height: Double) -> Pixels? {
        Pixels(pixOpenCompBrick(nil, handle, Int32(max(1, width)), Int32(max(1, height))))
    }

    /// With the gaps filled up that are smaller than a rectangle of this size.
    func closed(_ width: Double, _ height: Double) -> Pixels? {
        Pixels(pixCloseSafeBrick(nil, handle, Int32(max(1, width)), Int32(max(1, height))))
    }

    func dilated(_ width: Int32, _ height: Int32) -> Pixels? {
        Pixels(pixDilateBrick(nil, handle, width, height))
    }

    func and(_ other: Pixels) -> Pixels? { Pixels(pixAnd(nil, handle, other.handle)) }

    func or(_ other: Pixels) -> Pixels? { Pixels(pixOr(nil, handle, other.handle)) }

    func without(_ other: Pixels) -> Pixels? { Pixels(pixSubtract(nil, handle, other.handle)) }

    /// The parts of `mask` that this touches.
    func filled(within mask: Pixels) -> Pixels? { Pixels(pixSeedfillBinary(nil, handle, mask.handle, 8)) }
}

extension PixelBox {
    /// Whether two upright strokes begin and end at the same height.
    fileprivate func isLevel(with other: PixelBox, _ inch: Double) -> Bool {
        abs(top - other.top) <= 0.02 * inch && abs(bottom - other.bottom) <= 0.02 * inch
    }
}
