// SPDX-License-Identifier: EUPL-1.2

import CTesseract

/// Lines of dots on a level picture, on which forms are filled in and which lead from a label to its value.
struct DottedLines {
    /// The dots of the lines, and under what is typed on one the whole line but for the letters' strokes that cross it: letters
    /// hide some of the dots and hang together with others.
    let dots: Pixels

    /// Nil where there are none.
    init?(of ink: Pixels, dotsPerInch: Double) {
        let dot = Int32((0.032 * dotsPerInch).rounded())
        guard
            let small = Pixels(
                pixSelectBySize(ink.handle, dot, dot, 8, Int32(L_SELECT_IF_BOTH), Int32(L_SELECT_IF_LTE), nil)),
            // Dots stand closer than the stops of two sentences, and go on for longer than three of them.
            let closed = small.closed(0.095 * dotsPerInch, 3),
            let lines = closed.opened(0.5 * dotsPerInch, 1)?.dilated(3, 5), let found = small.and(lines),
            found.partCount >= Self.fewDots
        else { return nil }
        dots = Self.hidden(along: lines, dots: small, ink: ink, dotsPerInch).flatMap { found.or($0) } ?? found
    }

    private static let fewDots = 12

    /// A line goes on to the left and right of what was found as far as single dots are not far from each other.
    private static func hidden(along lines: Pixels, dots: Pixels, ink: Pixels, _ dotsPerInch: Double) -> Pixels? {
        guard let rows = Pixels(pixDilateCompBrick(nil, lines.handle, Int32(2 * lines.width), 1)),
            let whole = dots.and(rows)?.closed(0.45 * dotsPerInch, 1)?.opened(0.3 * dotsPerInch, 1),
            let letters = ink.without(dots), let above = letters.and(whole), !above.isEmpty,
            let typedOn = above.filled(within: whole),
            var crossing = letters.below(typedOn, by: Int32(0.025 * dotsPerInch))
        else { return nil }
        for _ in 0..<Int(0.06 * dotsPerInch) {
            guard let longer = crossing.dilated(1, 3)?.and(ink) else { return nil }
            crossing = longer
        }
        return typedOn.and(ink)?.without(crossing)
    }
}

extension Pixels {
    /// The parts of a picture that lie in the row of pixels so far under a mask.
    fileprivate func below(_ mask: Pixels, by distance: Int32) -> Pixels? {
        guard let lower = Pixels(pixTranslate(nil, mask.handle, 0, distance, Int32(L_BRING_IN_WHITE))),
            let higher = Pixels(pixTranslate(nil, mask.handle, 0, distance - 1, Int32(L_BRING_IN_WHITE)))
        else { return nil }
        return lower.without(higher)?.and(self)
    }
}
