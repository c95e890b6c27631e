// SPDX-License-Identifier: EUPL-1.2

/// How one plane of a page's content lies on another, as the six numbers of the standard.
struct PageTransform {
    var a: Double, b: Double, c: Double, d: Double, e: Double, f: Double

    static let identity = PageTransform(a: 1, b: 0, c: 0, d: 1, e: 0, f: 0)

    init(a: Double, b: Double, c: Double, d: Double, e: Double, f: Double) {
        (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
    }

    /// Nil for anything but six numbers of a sane size.
    init?(_ numbers: some Collection<Double>) {
        let six = Array(numbers)
        guard six.count == 6, six.allSatisfy({ $0.isFinite && abs($0) < 1e9 }) else { return nil }
        self.init(a: six[0], b: six[1], c: six[2], d: six[3], e: six[4], f: six[5])
    }

    /// This first, then `outer`.
    func then(_ outer: PageTransform) -> PageTransform {
        PageTransform(
            a: a * outer.a + b * outer.c,
            b: a * outer.b + b * outer.d,
            c: c * outer.a + d * outer.c,
            d: c * outer.b + d * outer.d,
            e: e * outer.a + f * outer.c + outer.e,
            f: e * outer.b + f * outer.d + outer.f
        )
    }

    /// The rectangle around the unit square, which is where a picture is drawn.
    var unitSquare: PDFRectangle {
        let across = [e, e + a, e + c, e + a + c]
        let up = [f, f + b, f + d, f + b + d]
        return PDFRectangle(
            left: across.min() ?? e,
            bottom: up.min() ?? f,
            right: across.max() ?? e,
            top: up.max() ?? f
        )
    }
}
