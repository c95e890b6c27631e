// SPDX-License-Identifier: EUPL-1.2

/// How the coordinates of a page's content lie on the page as shown.
struct PageGeometry {
    /// The part of the page that is shown, in the content's coordinates.
    private let shown: PDFRectangle
    /// Clockwise quarter turns at showing, 0 to 3.
    private let quarterTurns: Int

    /// Reads the boxes and the rotation, which a page may inherit, as poppler understands them.
    init(of page: QPDFObject) {
        let paper = page.inherited("/MediaBox")?.rectangle ?? PDFRectangle(left: 0, bottom: 0, right: 612, top: 792)
        let crop = page.inherited("/CropBox")?.rectangle.flatMap { $0.intersection(paper) }
        shown = crop ?? paper
        let degrees = page.inherited("/Rotate")?.integer ?? 0
        quarterTurns = ((degrees / 90) % 4 + 4) % 4
    }

    /// The page as shown.
    var page: PDFBox {
        quarterTurns % 2 == 0
            ? PDFBox(left: 0, top: 0, right: shown.width, bottom: shown.height)
            : PDFBox(left: 0, top: 0, right: shown.height, bottom: shown.width)
    }

    /// Points from the top left of the page as shown.
    func box(of rectangle: PDFRectangle) -> PDFBox {
        let left = rectangle.left - shown.left
        let right = rectangle.right - shown.left
        let top = shown.top - rectangle.top
        let bottom = shown.top - rectangle.bottom
        return switch quarterTurns {
        case 1: PDFBox(left: shown.height - bottom, top: left, right: shown.height - top, bottom: right)
        case 2:
            PDFBox(
                left: shown.width - right,
                top: shown.height - bottom,
                right: shown.width - left,
                bottom: shown.height - top
            )
        case 3: PDFBox(left: top, top: shown.width - right, right: bottom, bottom: shown.width - left)
        default: PDFBox(left: left, top: top, right: right, bottom: bottom)
        }
    }
}

/// A rectangle in the coordinates of a page's content, which grow upwards.
struct PDFRectangle: Equatable {
    let left: Double
    let bottom: Double
    let right: Double
    let top: Double

    var width: Double { right - left }
    var height: Double { top - bottom }

    func intersection(_ other: PDFRectangle) -> PDFRectangle? {
        let common = PDFRectangle(
            left: max(left, other.left),
            bottom: max(bottom, other.bottom),
            right: min(right, other.right),
            top: min(top, other.top)
        )
        return common.width > 0 && common.height > 0 ? common : nil
    }
}

extension QPDFObject {
    /// Two opposite corners in any order, as the standard allows; nil for what is no rectangle.
    var rectangle: PDFRectangle? {
        let sides = mapItems(limit: 5, \.decimal).compactMap(\.self)
        guard sides.count == 4, sides.allSatisfy({ $0.isFinite && abs($0) < 1e6 }) else { return nil }
        return PDFRectangle(
            left: min(sides[0], sides[2]),
            bottom: min(sides[1], sides[3]),
            right: max(sides[0], sides[2]),
            top: max(sides[1], sides[3])
        )
    }

    /// The value of a key, or that of the nearest ancestor that has one; a chain of parents is followed for 20 steps.
    func inherited(_ name: String) -> QPDFObject? {
        var node: QPDFObject? = self
        for _ in 0..<20 {
            guard let here = node else { return nil }
            if let value = here.key(name), !value.isNull { return value }
            node = here.key("/Parent")
        }
        return nil
    }
}
