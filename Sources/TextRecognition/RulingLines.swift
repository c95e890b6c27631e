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
        guard let small = scale == 2 ? Pixels(pixReduceRankBinary2(ink.handle, 1, nil)) : ink else { return nil }
        let inch = dotsPerInch / Double(scale)
        // Longer than any stroke of a letter, but not part of a black area: white letters on black stay.
        guard let solid = small.opened(0.06 * inch, 0.06 * inch)?.dilated(5, 5),
            let level = small.opened(0.4 * inch, 1)?.without(solid), !level.isEmpty
        else { return nil }
        // Cells are hardly higher than capitals, so a short upright line counts only where it meets a level one.
        guard let short = small.opened(1, 0.17 * inch)?.without(solid),
            let long = small.opened(1, 0.5 * inch)?.without(solid),
            let reach = level.or(short)?.dilated(3, 3), let joined = level.filled(within: reach),
            let lines = joined.or(long)?.dilated(3, 3)
        else { return nil }
        mask = lines
    }

    /// The picture without its lines.
    func erased(from picture: Pixels) -> Pixels {
        guard let copy = Pixels(pixCopy(nil, picture.handle)),
            let whole = scale == 2 ? Pixels(pixExpandBinaryPower2(mask.handle, 2)) : mask,
            pixPaintThroughMask(copy.handle, whole.handle, 0, 0, 255) == 0
        else { return picture }
        return copy
    }

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
    fileprivate var isEmpty: Bool {
        var answer: Int32 = 0
        return pixZero(handle, &answer) != 0 || answer != 0
    }

    /// What a rectangle of this size fits into.
    fileprivate func opened(_ width: Double, _ height: Double) -> Pixels? {
        Pixels(pixOpenCompBrick(nil, handle, Int32(max(1, width)), Int32(max(1, height))))
    }

    fileprivate func dilated(_ width: Int32, _ height: Int32) -> Pixels? {
        Pixels(pixDilateBrick(nil, handle, width, height))
    }

    fileprivate func or(_ other: Pixels) -> Pixels? { Pixels(pixOr(nil, handle, other.handle)) }

    fileprivate func without(_ other: Pixels) -> Pixels? { Pixels(pixSubtract(nil, handle, other.handle)) }

    /// The parts of `mask` that this touches.
    fileprivate func filled(within mask: Pixels) -> Pixels? { Pixels(pixSeedfillBinary(nil, handle, mask.handle, 8)) }
}
