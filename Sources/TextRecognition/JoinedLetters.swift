// SPDX-License-Identifier: EUPL-1.2

import CTesseract

/// Letters of a page put side by side on white paper, to be read as one word.
struct JoinedLetters {
    let picture: Pixels
    /// Where they stand on the page.
    let box: PixelBox
    /// They belong to the same value as the letters before them.
    let joinsPrevious: Bool

    /// Nil without letters, or without memory.
    init?(_ letters: [PixelBox], of page: Pixels, dotsPerInch: Double, joinsPrevious: Bool = false) {
        guard let first = letters.first else { return nil }
        let box = letters.dropFirst().reduce(first) { $0.union($1) }
        let gap = max(2, (0.15 * box.height).rounded())
        let margin = (0.04 * dotsPerInch).rounded()
        let width = letters.reduce(2 * margin) { $0 + $1.width + gap }
        guard let picture = Pixels(width: Int(width), height: Int(box.height + 2 * margin)) else { return nil }
        var x = margin
        for letter in letters {
            pixRasterop(
                picture.handle,
                Int32(x),
                Int32(margin + letter.top - box.top),
                Int32(letter.width),
                Int32(letter.height),
                PIX_SRC,
                page.handle,
                Int32(letter.left),
                Int32(letter.top)
            )
            x += letter.width + gap
        }
        self.picture = picture
        self.box = box
        self.joinsPrevious = joinsPrevious
    }
}
