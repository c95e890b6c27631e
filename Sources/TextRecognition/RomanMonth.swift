// SPDX-License-Identifier: EUPL-1.2

import CTesseract

/// `9/II/2025` is recognised as `9/11/2025`: whether the two strokes of a month are figures one, by their shape.
enum RomanMonth {
    /// Whether a word is a day of November by its letters, whose month may just as well be a Roman two.
    ///
    /// - Parameter page: in grey.
    static func isLikely(in word: Engine.Word, on page: Pixels) -> Bool {
        guard let place = month(in: word.text), let ink = page.part(word.box)?.ink else { return false }
        let parts = ink.connectedBoxes(neighbours: 8).sorted { $0.left < $1.left }
        let height = parts.map(\.height).max() ?? 0
        // Points and hyphens are low, and so are specks.
        let signs = parts.filter { $0.height >= 0.4 * height }
        // The feet of Roman ones touch each other or the stroke beside them.
        let months = signs.count == place.count ? [place.index, place.index + 1] : [place.index]
        guard signs.count <= place.count, months.allSatisfy(signs.indices.contains) else { return false }
        return months.allSatisfy { !hasFlag(signs[$0], on: ink) }
    }

    /// Where the month stands among the signs that are as high as figures, and how many there are.
    private static func month(in text: String) -> (index: Int, count: Int)? {
        let parts = text.split(omittingEmptySubsequences: false) { "/-.".contains($0) }
        guard parts.count == 3, (1...2).contains(parts[0].count), parts[1] == "11", [2, 4].contains(parts[2].count),
            parts.allSatisfy({ $0.allSatisfy(\.isWholeNumber) })
        else { return nil }
        let slashes = text.count { $0 == "/" }
        guard slashes == 0 || slashes == 2 else { return nil }
        let figures = parts.reduce(0) { $0 + $1.count }
        return (parts[0].count + slashes / 2, figures + slashes)
    }

    /// The stroke at the head of a one, which stands out to the left only; a Roman one is the same on both sides.
    private static func hasFlag(_ sign: PixelBox, on ink: Pixels) -> Bool {
        guard let stem = extent(of: sign, from: 0.4, to: 0.6, on: ink),
            let head = extent(of: sign, from: 0, to: 0.3, on: ink)
        else { return true }
        return (stem.lowerBound - head.lowerBound) - (head.upperBound - stem.upperBound) > 0.06 * sign.height
    }

    /// From the leftmost to the rightmost black pixel in a part of a sign's height.
    private static func extent(
        of sign: PixelBox, from top: Double, to bottom: Double, on ink: Pixels
    ) -> ClosedRange<Double>? {
        let band = PixelBox(
            left: sign.left, top: sign.top + top * sign.height, right: sign.right,
            bottom: sign.top + bottom * sign.height)
        let parts = ink.part(band)?.connectedBoxes(neighbours: 8) ?? []
        guard let left = parts.map(\.left).min(), let right = parts.map(\.right).max() else { return nil }
        return left...right
    }
}
