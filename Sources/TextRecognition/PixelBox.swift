// SPDX-License-Identifier: EUPL-1.2

/// A rectangle in pixels from the top left of a picture.
package struct PixelBox: Hashable, Sendable {
    package var left: Double
    package var top: Double
    package var right: Double
    package var bottom: Double

    package init(left: Double, top: Double, right: Double, bottom: Double) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }

    package var width: Double { right - left }
    package var height: Double { bottom - top }
}

extension PixelBox {
    /// The smallest rectangle around both.
    func union(_ other: PixelBox) -> PixelBox {
        PixelBox(
            left: min(left, other.left),
            top: min(top, other.top),
            right: max(right, other.right),
            bottom: max(bottom, other.bottom)
        )
    }

    /// Grown by a margin on every side, though not past the top or left.
    func grown(by margin: Double) -> PixelBox {
        PixelBox(
            left: max(0, left - margin),
            top: max(0, top - margin),
            right: right + margin,
            bottom: bottom + margin
        )
    }

    /// Without a margin on every side.
    func shrunk(by margin: Double) -> PixelBox {
        PixelBox(left: left + margin, top: top + margin, right: right - margin, bottom: bottom - margin)
    }

    func moved(right across: Double, down: Double) -> PixelBox {
        PixelBox(left: left + across, top: top + down, right: right + across, bottom: bottom + down)
    }

    /// From an enlarged part with a border back to the whole.
    func shrunk(to scale: Double, border: Double, at place: PixelBox) -> PixelBox {
        PixelBox(
            left: (left - border) * scale + place.left, top: (top - border) * scale + place.top,
            right: (right - border) * scale + place.left, bottom: (bottom - border) * scale + place.top)
    }

    func overlaps(_ other: PixelBox) -> Bool {
        left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
}
