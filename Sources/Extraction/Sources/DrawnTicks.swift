// SPDX-License-Identifier: EUPL-1.2

import PDFReading
import TextRecognition

/// The squares for ticks that a page of text draws with lines, of which its text says nothing.
struct DrawnTicks {
    let bytes: [UInt8]

    /// Fine enough for crosses in squares of two millimetres and a half.
    private static let dotsPerInch = 200.0

    /// The page with a sign for each square in which no word stands; nothing where it has none.
    func page(_ page: PDFPage) -> PDFPage? {
        guard let raster = PDFRaster.grey(bytes, page: page.number, dotsPerInch: Self.dotsPerInch),
            let picture = GreyPicture(
                width: raster.width, height: raster.height, bytes: raster.bytes, dotsPerInch: raster.dotsPerInch)
        else { return nil }
        let signs = DrawnSquare.all(in: picture).compactMap { square -> PDFWord? in
            let box = square.box
            let place = raster.place(left: box.left, top: box.top, right: box.right, bottom: box.bottom)
            guard !page.words.contains(where: { place.holdsMiddle(of: $0.box) }) else { return nil }
            return PDFWord(text: square.isTicked ? DrawnSquare.ticked : DrawnSquare.empty, box: place)
        }
        return signs.isEmpty ? nil : page.with(words: page.words + signs)
    }
}

extension PDFBox {
    func holdsMiddle(of other: PDFBox) -> Bool {
        let (across, down) = ((other.left + other.right) / 2, (other.top + other.bottom) / 2)
        return left <= across && across <= right && top <= down && down <= bottom
    }
}
