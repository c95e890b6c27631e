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

    /// A line goes on to the left and right of what was found as far as dots that are not alone, as full stops are, are not far
    /// from each other.
    private static func hidden(along lines: Pixels, dots: Pixels, ink: Pixels, _ dotsPerInch: Double) -> Pixels? {
        guard let letters = ink.without(dots),
            let rows = Pixels(pixDilateCompBrick(nil, lines.handle, Int32(2 * lines.width), 1)),
            let grouped = dots.and(rows)?.closed(0.2 * dotsPerInch, 1)?.opened(0.05 * dotsPerInch, 1),
            let typedOn = grouped.closed(0.45 * dotsPerInch, 1)?.opened(0.3 * dotsPerInch, 1)
        else { return nil }
        let isUpright = typedOn.keepBeside(letters, of: ink, by: Int32(max(2, 0.015 * dotsPerInch)))
        let beyond = Int32(0.025 * dotsPerInch)
        guard !typedOn.isEmpty, var crossing = letters.beyond(typedOn, by: isUpright ? beyond : -beyond)
        else { return nil }
        for _ in 0..<Int(0.06 * dotsPerInch) {
            guard let longer = crossing.dilated(1, 3)?.and(ink) else { return nil }
            crossing = longer
        }
        return typedOn.and(ink)?.without(crossing)
    }
}

extension Pixels {
    /// Of lines those close to which letters end, above or below; on other lines the letters stand, and go on in them.
    ///
    /// - Returns: whether most letters are above their lines; the page is upside down otherwise.
    fileprivate func keepBeside(_ letters: Pixels, of ink: Pixels, by distance: Int32) -> Bool {
        guard let above = letters.ending(at: self, of: ink, by: -distance),
            let below = letters.ending(at: self, of: ink, by: distance)
        else { return true }
        var balance = 0.0
        for line in connectedBoxes(neighbours: 8) {
            let (over, under) = (Self.ends(above, in: line), Self.ends(below, in: line))
            if max(over, under) == 0 { clear(line) }
            balance += over - under
        }
        return balance >= 0
    }

    /// What is black so far from a mask, moved into it, and what of that is black there, too.
    private func ending(at mask: Pixels, of ink: Pixels, by distance: Int32) -> (all: Pixels, going: Pixels)? {
        guard let side = beyond(mask, by: distance),
            let all = Pixels(pixTranslate(nil, side.handle, 0, -distance, Int32(L_BRING_IN_WHITE))),
            let going = all.and(ink)
        else { return nil }
        return (all, going)
    }

    /// How much ends at a line, or nothing where most goes on.
    private static func ends(_ side: (all: Pixels, going: Pixels), in line: PixelBox) -> Double {
        let (all, going) = (side.all.density(line), side.going.density(line))
        return going < 0.75 * all ? all : 0
    }

    /// The parts of a picture that lie in the row of pixels so far under a mask, or above it.
    fileprivate func beyond(_ mask: Pixels, by distance: Int32) -> Pixels? {
        guard let far = Pixels(pixTranslate(nil, mask.handle, 0, distance, Int32(L_BRING_IN_WHITE))),
            let near = Pixels(
                pixTranslate(nil, mask.handle, 0, distance - distance.signum(), Int32(L_BRING_IN_WHITE)))
        else { return nil }
        return far.without(near)?.and(self)
    }
}
