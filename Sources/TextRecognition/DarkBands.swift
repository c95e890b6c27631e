// SPDX-License-Identifier: EUPL-1.2

import CTesseract

extension Pixels {
    /// Of a level picture of one bit: the bands of solid ink that letterheads and headings are set on in white.
    func darkBands(dotsPerInch: Double) -> [PixelBox] {
        // What is thinner leads out of the band, such as the dark rim of a sheet on the glass; but the band's own rim is rough.
        guard let seeds = opened(0.3 * dotsPerInch, 0.04 * dotsPerInch), !seeds.isEmpty,
            let wide = opened(0.15 * dotsPerInch, 1),
            let bands = seeds.filled(within: wide)?.dilated(5, 5)?.and(self)
        else { return [] }
        return bands.connectedBoxes(neighbours: 8).filter { box in
            // At least as high as a line of letters, and more ink than paper: no frame and no table.
            box.width >= 0.8 * dotsPerInch && box.height >= 0.12 * dotsPerInch && density(box) >= 0.55
        }
    }

    /// A copy in which light and dark are exchanged within boxes.
    func reversed(in boxes: [PixelBox]) -> Pixels? {
        guard let copy = Pixels(pixCopy(nil, handle)) else { return nil }
        for box in boxes {
            pixRasterop(
                copy.handle, Int32(box.left), Int32(box.top), Int32(box.width), Int32(box.height),
                Self.reversal, nil, 0, 0)
        }
        return copy
    }

    /// `PIX_NOT(PIX_DST)`; that macro is not imported.
    private static let reversal = PIX_DST ^ PIX_SET
}
