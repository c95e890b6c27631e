// SPDX-License-Identifier: EUPL-1.2

import CTesseract
import Foundation

/// A small circle that a form has for a choice, filled or not. A letter may be as round: on printed pages those count that stand
/// where no word does, on scans those that are `apart`.
struct DrawnCircle {
    /// In pixels of the picture.
    let box: PixelBox
    let isFilled: Bool

    /// All circles of a page of one bit a pixel.
    static func all(on ink: Pixels, dotsPerInch: Double) -> [DrawnCircle] {
        // Thin lines have gaps.
        guard let whole = Pixels(pixCloseSafeBrick(nil, ink.handle, 3, 3)) else { return [] }
        return whole.connectedBoxes(neighbours: 8).compactMap { box in
            let size = max(box.width, box.height) / dotsPerInch
            guard sizes.contains(size), (0.9...1.12).contains(box.width / box.height), isRing(box, on: whole) else {
                return nil
            }
            return DrawnCircle(box: box, isFilled: ink.density(box.shrunk(by: 0.38 * box.width)) >= leastInk)
        }
    }

    /// Those that cannot be letters, whatever else stands on the page: several of one size, level with or under each other, each
    /// with white at both sides.
    static func apart(on ink: Pixels, dotsPerInch: Double) -> [DrawnCircle] {
        let gap = 0.05 * dotsPerInch
        let alone = all(on: ink, dotsPerInch: dotsPerInch).filter { circle in
            let box = circle.box
            let sides = [(box.left - gap - 2, box.left - 2), (box.right + 2, box.right + gap + 2)]
            return sides.allSatisfy { left, right in
                ink.density(PixelBox(left: max(0, left), top: box.top, right: right, bottom: box.bottom)) < 0.02
            }
        }
        guard alone.count <= most else { return [] }
        return alone.filter { circle in alone.contains { $0.box != circle.box && $0.isLike(circle) } }
    }

    private func isLike(_ other: DrawnCircle) -> Bool {
        let slack = 0.2 * box.width
        return abs(box.width - other.box.width) < slack && abs(box.height - other.box.height) < slack
            && (abs(box.top - other.box.top) < slack || abs(box.left - other.box.left) < slack)
    }

    /// Takes the circle with what is in it off a grey picture.
    func erase(from page: Pixels, dotsPerInch: Double) {
        TickBox(box: box, content: nil).erase(from: page, dotsPerInch: dotsPerInch)
    }

    /// More are a pattern and no form.
    private static let most = 60
    /// Inches.
    private static let sizes = 0.08...0.24
    private static let leastInk = 0.25
    private static let directions = 24

    /// A thin line all around, white just inside of it, and nothing in the corners.
    private static func isRing(_ box: PixelBox, on ink: Pixels) -> Bool {
        let radius = min(box.width, box.height) / 2
        let (x, y) = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
        var (closed, open) = (0, 0)
        for direction in 0..<directions {
            let angle = 2 * Double.pi * Double(direction) / Double(directions)
            let (across, down) = (cos(angle), sin(angle))
            let isInk = { (share: Double) in ink.isBlack(x + across * radius * share, y + down * radius * share) }
            if stride(from: 0.78, through: 1.04, by: 0.05).contains(where: isInk) { closed += 1 }
            if !isInk(0.66), !isInk(0.7) { open += 1 }
        }
        let corner = 0.1 * radius
        let isCornered = [box.left, box.right - corner].contains { left in
            [box.top, box.bottom - corner].contains { top in
                ink.isBlack(left + corner / 2, top + corner / 2)
            }
        }
        return closed >= directions - 1 && open >= directions - 3 && !isCornered
    }
}

extension Pixels {
    /// Outside of the picture is white.
    fileprivate func isBlack(_ x: Double, _ y: Double) -> Bool {
        var value: UInt32 = 0
        return pixGetPixel(handle, Int32(x), Int32(y), &value) == 0 && value == 1
    }
}
