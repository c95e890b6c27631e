// SPDX-License-Identifier: EUPL-1.2

import CTesseract

extension Pixels {
    /// Of a level picture of one bit: the small dark fields, often with round ends, on which a program prints its labels in
    /// white. Their rims are solid; a word with a thick rule below or through it has none above.
    func darkLabels(dotsPerInch: Double) -> [PixelBox] {
        guard let seeds = opened(0.25 * dotsPerInch, 0.02 * dotsPerInch), let labels = seeds.filled(within: self) else {
            return []
        }
        return labels.connectedBoxes(neighbours: 8).filter { box in
            (0.1...0.3).contains(box.height / dotsPerInch) && box.width >= 0.25 * dotsPerInch
                && box.width >= 1.5 * box.height && density(box) >= 0.5 && hasRims(box)
        }
    }

    private func hasRims(_ box: PixelBox) -> Bool {
        let depth = max(2, (0.1 * box.height).rounded())
        return [box.top + 1, box.bottom - 1 - depth].allSatisfy { top in
            let ends = 0.4 * box.height
            return density(
                PixelBox(left: box.left + ends, top: top, right: box.right - ends, bottom: top + depth)) >= 0.85
        }
    }

    /// A copy of a grey picture in which what stands in white on small dark fields, and on bands, stands in black on white,
    /// whatever their shade; nil where there are none.
    ///
    /// - Parameters:
    ///   - fields: the same picture, evened so that the fields are dark.
    ///   - ink: that in black and white.
    ///   - bands: where it has bands.
    func lightened(_ fields: Pixels, _ ink: Pixels, _ bands: [PixelBox], _ dotsPerInch: Double) -> Pixels? {
        let labels = ink.darkLabels(dotsPerInch: dotsPerInch) + bands
        guard !labels.isEmpty, let copy = copied else { return nil }
        for box in labels {
            guard let field = fields.part(box), let dark = ink.part(box), let light = field.lightened(dark: dark) else {
                continue
            }
            pixRasterop(
                copy.handle, Int32(box.left), Int32(box.top), Int32(box.width), Int32(box.height),
                PIX_SRC, light.handle, 0, 0)
        }
        return copy
    }

    /// - Parameter dark: where it has ink; letters are the holes in it.
    private func lightened(dark: Pixels) -> Pixels? {
        var shade: Float = 0
        guard let holes = Pixels(pixHolesByFilling(dark.handle, 4)),
            let mask = Pixels(pixOr(nil, dark.handle, holes.handle)),
            pixGetRankValueMasked(handle, dark.handle, 0, 0, 1, 0.5, &shade, nil) == 0,
            let reversed = Pixels(pixInvert(nil, handle)),
            let paper = Pixels(pixGammaTRC(nil, reversed.handle, 1, 0, max(1, Int32(255 - shade) - Self.unevenness))),
            let light = copied, pixCombineMasked(light.handle, paper.handle, mask.handle) == 0
        else { return nil }
        return light
    }

    /// Of a grey picture: evened so that fields of a middling shade stay dark, which else are taken for paper in a shadow; nil
    /// where there seem to be none.
    ///
    /// - Parameter flat: the ink of the same picture as it is evened for reading.
    func shaded(besides flat: Pixels, dotsPerInch: Double) -> Pixels? {
        guard hasShades(besides: flat, dotsPerInch: dotsPerInch), let shaded = evened(tile: 10),
            let seeds = shaded.fields(besides: flat, dotsPerInch: dotsPerInch), !seeds.isEmpty
        else { return nil }
        return shaded
    }

    /// The same at half the size, where it takes a quarter of the time: most pages have no such field.
    private func hasShades(besides flat: Pixels, dotsPerInch: Double) -> Bool {
        guard let small = Pixels(pixScaleAreaMap2(handle)),
            let smallFlat = Pixels(pixReduceRankBinary2(flat.handle, 1, nil)),
            let fields = small.evened(tile: 5)?.fields(besides: smallFlat, dotsPerInch: dotsPerInch / 2)
        else { return true }
        return !fields.isEmpty
    }

    /// Evened by tiles so small that only what is larger than a field counts for paper.
    private func evened(tile: Int32) -> Pixels? {
        Pixels(pixBackgroundNorm(handle, nil, nil, tile, tile * 3 / 2, 150, 4 * tile * tile / 10, 200, 2, 1))
    }

    /// What is dark and no part of the flat picture's ink, as far as it is large enough for a field.
    private func fields(besides flat: Pixels, dotsPerInch: Double) -> Pixels? {
        ink?.opened(0.25 * dotsPerInch, 0.02 * dotsPerInch)?.without(flat)
    }

    /// How much the shade of a field varies by noise and by the picture's compression.
    private static let unevenness: Int32 = 24
}
