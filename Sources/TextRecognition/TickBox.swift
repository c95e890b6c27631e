// SPDX-License-Identifier: EUPL-1.2

import CTesseract

/// A small square that a form has for a tick, drawn with lines.
///
/// tesseract takes such squares for letters or passes them over, and a cross in one changes what it sees of the words
/// beside; so they are found by their sides and taken off the page before it is read.
struct TickBox {
    /// Its outline, in pixels of the picture.
    let box: PixelBox
    /// What is in it, without its sides; nothing where it is empty.
    let content: PixelBox?

    /// All squares on a level picture of one bit a pixel, from the top.
    static func all(on ink: Pixels, dotsPerInch: Double) -> [TickBox] {
        // Strokes of a cross are shorter in either direction than the sides, however they run.
        let side = shortestSide * dotsPerInch
        // Thin lines have gaps.
        guard let whole = Pixels(pixCloseSafeBrick(nil, ink.handle, 3, 3)), let level = whole.opened(side, 1),
            let upright = whole.opened(1, side),
            let sides = Pixels(pixOr(nil, level.handle, upright.handle))?.dilated(2, 2)
        else { return [] }
        let found = sides.connectedBoxes(neighbours: 8).compactMap { part -> TickBox? in
            guard isSquare(part, dotsPerInch), let box = outline(of: part, on: sides), isSquare(box, dotsPerInch),
                isDrawn(box, on: ink, whole, sides, dotsPerInch)
            else { return nil }
            return TickBox(box: box, content: content(of: box, on: ink, dotsPerInch))
        }
        let touched = found + paired(besides: found, on: ink, whole, sides, dotsPerInch)
        return touched + crossedOver(touched, on: ink, sides, dotsPerInch)
    }

    /// Whether a square's sides are there, and it is no letter.
    static func isDrawn(
        _ box: PixelBox, on ink: Pixels, _ whole: Pixels, _ sides: Pixels, _ dotsPerInch: Double
    ) -> Bool {
        hasSides(box, on: sides) && isFull(box, on: sides) && hasCorners(box, on: whole, dotsPerInch)
            && !isInWord(box, on: ink, dotsPerInch)
    }

    /// Takes the squares with all that is in them, and the ends of a tick that stand out, off a grey picture.
    ///
    /// - Parameter ink: the same picture, black and white; without it the ends stay.
    func erase(from page: Pixels, ink: Pixels? = nil, dotsPerInch: Double) {
        let whole = box.grown(by: 0.015 * dotsPerInch)
        for part in [whole] + (ink.map { ends(on: $0, dotsPerInch) } ?? []) {
            pixRasterop(
                page.handle, Int32(part.left), Int32(part.top), Int32(part.width.rounded(.up)),
                Int32(part.height.rounded(.up)), PIX_SET, nil, 0, 0)
        }
    }

    /// A single letter right before the square or behind it and level with it, which on a page is easily passed over.
    ///
    /// - Parameter page: in grey, without the squares.
    func lettersBeside(on page: Pixels, dotsPerInch: Double) -> [PixelBox] {
        let reach = 0.3 * dotsPerInch
        let sides = [
            PixelBox(left: max(0, box.left - reach), top: box.top, right: box.left, bottom: box.bottom),
            PixelBox(left: box.right, top: box.top, right: box.right + reach, bottom: box.bottom),
        ]
        return sides.compactMap { side in
            guard let ink = page.part(side)?.ink else { return nil }
            let pieces = ink.connectedBoxes(neighbours: 8).map { $0.moved(right: side.left, down: side.top) }
            let letters = pieces.filter { $0.height >= 0.06 * dotsPerInch }
            guard let letter = letters.first, letters.count == 1, letter.height <= 0.2 * dotsPerInch,
                letter.width <= 0.2 * dotsPerInch, letter.top > side.top, letter.bottom < side.bottom,
                min(abs(letter.right - box.left), abs(letter.left - box.right)) <= 0.15 * dotsPerInch
            else { return nil }
            return letter
        }
    }

    /// What goes on from the content beyond the sides, above or below the middle; a letter beside the square is level with it.
    private func ends(on ink: Pixels, _ dotsPerInch: Double) -> [PixelBox] {
        let reach = box.grown(by: 0.15 * dotsPerInch)
        guard content != nil, let part = ink.part(reach)?.copied else { return [] }
        let inside = box.grown(by: 1)
        pixRasterop(
            part.handle, Int32(inside.left - reach.left), Int32(inside.top - reach.top), Int32(inside.width),
            Int32(inside.height), PIX_CLR, nil, 0, 0)
        return part.connectedBoxes(neighbours: 8).compactMap { piece in
            let end = piece.moved(right: reach.left, down: reach.top)
            let isLevel = end.top < box.bottom - box.height / 3 && end.bottom > box.top + box.height / 3
            return !isLevel && end.overlaps(box.grown(by: 3)) ? end.grown(by: 1) : nil
        }
    }

    /// The signs that print has for squares.
    static let empty = "\u{2610}"
    static let ticked = "\u{2612}"
    /// Letters that a cross or a tick may be taken for.
    static let crosses = Set("XxVvKkYyZzIilLJj".unicodeScalars)
    /// Letters and digits that a square may be taken for.
    static let rounds = Set("OoQDCGU0".unicodeScalars)

    /// Inches: longer than the level and upright parts of small letters.
    private static let shortestSide = 0.05

    static func isSquare(_ box: PixelBox, _ dotsPerInch: Double) -> Bool {
        let size = max(box.width, box.height) / dotsPerInch
        return (0.1...0.3).contains(size) && (0.8...1.25).contains(box.width / box.height)
    }

    /// From one long line to the other, both ways: the ends of a cross may stand out.
    static func outline(of box: PixelBox, on sides: Pixels) -> PixelBox? {
        let (across, down) = (box.width / 3, box.height / 3)
        let column = PixelBox(left: box.left + across, top: box.top, right: box.right - across, bottom: box.bottom)
        let row = PixelBox(left: box.left, top: box.top + down, right: box.right, bottom: box.bottom - down)
        guard let height = extent(of: column, on: sides, columns: false),
            let width = extent(of: row, on: sides, columns: true)
        else { return nil }
        return PixelBox(
            left: box.left + Double(width.lowerBound), top: box.top + Double(height.lowerBound),
            right: box.left + Double(width.upperBound), bottom: box.top + Double(height.upperBound))
    }

    /// From the first line through the middle third to the last, if both are thin: the strokes of large letters are not, and
    /// those of a cross meet the sides beside the middle.
    private static func extent(of third: PixelBox, on sides: Pixels, columns: Bool) -> Range<Int>? {
        guard let counts = sides.part(third)?.counts(columns: columns) else { return nil }
        let isLine = { (count: Double) in count >= 0.6 * (columns ? third.height : third.width) }
        guard let first = counts.firstIndex(where: isLine), let last = counts.lastIndex(where: isLine) else {
            return nil
        }
        let thickest = max(4, Int(0.2 * Double(counts.count)))
        let isThin =
            counts[first...].prefix(while: isLine).count <= thickest
            && counts[...last].reversed().prefix(while: isLine).count <= thickest
        return isThin ? first..<(last + 1) : nil
    }

    /// Each side is drawn nearly whole.
    static func hasSides(_ box: PixelBox, on sides: Pixels) -> Bool {
        let depth = max(3, 0.12 * min(box.width, box.height))
        let level = [
            PixelBox(left: box.left, top: box.top, right: box.right, bottom: box.top + depth),
            PixelBox(left: box.left, top: box.bottom - depth, right: box.right, bottom: box.bottom),
        ]
        let upright = [
            PixelBox(left: box.left, top: box.top, right: box.left + depth, bottom: box.bottom),
            PixelBox(left: box.right - depth, top: box.top, right: box.right, bottom: box.bottom),
        ]
        return level.allSatisfy { sides.covered($0, columns: true) >= leastOfSide }
            && upright.allSatisfy { sides.covered($0, columns: false) >= leastOfSide }
    }

    private static let leastOfSide = 0.88

    /// The outline fills its box up to the corners: that of a round letter leaves a fifth of it free.
    private static func isFull(_ box: PixelBox, on sides: Pixels) -> Bool {
        guard let outline = sides.part(box), let holes = Pixels(pixHolesByFilling(outline.handle, 4)),
            let whole = Pixels(pixOr(nil, outline.handle, holes.handle))
        else { return false }
        return whole.density(PixelBox(left: 0, top: 0, right: box.width, bottom: box.height)) >= leastOfBox
    }

    private static let leastOfBox = 0.92

    /// Those of round letters are empty.
    private static func hasCorners(_ box: PixelBox, on ink: Pixels, _ dotsPerInch: Double) -> Bool {
        let size = max(3, min(0.018 * dotsPerInch, 0.11 * min(box.width, box.height)).rounded())
        return [box.left, box.right - size].allSatisfy { left in
            [box.top, box.bottom - size].allSatisfy { top in
                ink.density(PixelBox(left: left, top: top, right: left + size, bottom: top + size)) >= leastOfCorner
            }
        }
    }

    private static let leastOfCorner = 0.2

    /// Letters stand close to it on both sides.
    private static func isInWord(_ box: PixelBox, on ink: Pixels, _ dotsPerInch: Double) -> Bool {
        let gap = 0.03 * dotsPerInch
        let beside = [
            PixelBox(left: box.left - gap - 2, top: box.top, right: box.left - 2, bottom: box.bottom),
            PixelBox(left: box.right + 2, top: box.top, right: box.right + gap + 2, bottom: box.bottom),
        ]
        return beside.allSatisfy { ink.density($0) > 0.1 }
    }

    /// A cross or a letter reaches the middle; specks and the inner edges of the sides are none.
    static func content(of box: PixelBox, on ink: Pixels, _ dotsPerInch: Double) -> PixelBox? {
        let size = min(box.width, box.height)
        guard ink.density(box.shrunk(by: 0.28 * size)) >= leastInk else { return nil }
        let inside = box.shrunk(by: max(2, 0.16 * size))
        guard let part = ink.part(inside) else { return nil }
        let strokes = part.connectedBoxes(neighbours: 8).filter { max($0.width, $0.height) >= 0.25 * inside.width }
        guard let first = strokes.first else { return nil }
        let whole = strokes.dropFirst().reduce(first) { $0.union($1) }
        return PixelBox(
            left: inside.left + whole.left, top: inside.top + whole.top, right: inside.left + whole.right,
            bottom: inside.top + whole.bottom)
    }

    private static let leastInk = 0.08
}

extension Pixels {
    /// How many pixels are black in each column, or row.
    fileprivate func counts(columns: Bool) -> [Double]? {
        guard let counts = columns ? pixCountPixelsByColumn(handle) : pixCountPixelsByRow(handle, nil) else {
            return nil
        }
        defer {
            var closing: UnsafeMutablePointer<Numa>? = counts
            numaDestroy(&closing)
        }
        return (0..<numaGetCount(counts)).map { place in
            var value: Float = 0
            return numaGetFValue(counts, place, &value) == 0 ? Double(value) : 0
        }
    }

    /// The share of a box's columns, or rows, in which any pixel is black.
    func covered(_ box: PixelBox, columns: Bool) -> Double {
        guard let counts = part(box)?.counts(columns: columns), !counts.isEmpty else { return 0 }
        return Double(counts.count { $0 > 0 }) / Double(counts.count)
    }
}
