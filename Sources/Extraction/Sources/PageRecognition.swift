// SPDX-License-Identifier: EUPL-1.2

import PDFReading
import TextRecognition

/// Reads pages from their picture: scans, pictures that a page carries, and text whose letters are garbled.
struct PageRecognition {
    let bytes: [UInt8]
    let recogniser: TextRecogniser

    /// The finest resolution that adds anything, and the one for pages whose pictures do not tell theirs.
    private static let dotsPerInch = 300.0
    /// Coarser scans are drawn larger, which the recogniser's model wants.
    private static let leastDotsPerInch = 200.0

    /// A page whole, in the frame of its own lines.
    func page(_ page: PDFPage, dotsPerInch: Double?) -> PDFPage? {
        let wanted = dotsPerInch.map { min(max($0, Self.leastDotsPerInch), Self.dotsPerInch) } ?? Self.dotsPerInch
        guard let raster = PDFRaster.grey(bytes, page: page.number, dotsPerInch: wanted),
            let recognised = recognised(raster)
        else { return nil }
        let isTurned = recognised.quarterTurns % 2 == 1
        return PDFPage(
            number: page.number, width: isTurned ? page.height : page.width,
            height: isTurned ? page.width : page.height, text: "", words: words(recognised, raster, page.number))
    }

    /// The words of the pictures that a page of text carries, in the frame of the page. The whole page is recognised, since
    /// a single value is read better among other words.
    func words(in pictures: [PDFPicture], of page: PDFPage) -> [PDFWord] {
        guard let raster = PDFRaster.grey(bytes, page: page.number, dotsPerInch: Self.dotsPerInch),
            let recognised = recognised(raster)
        else { return [] }
        return recognised.words.compactMap { word in
            let place = raster.place(word.box).withRoom
            guard pictures.contains(where: { $0.box.holdsMiddle(of: place) }) else { return nil }
            return PDFWord(
                text: word.text, box: place,
                origin: .recognised(certainty: word.confidence, alternatives: word.alternatives),
                shown: PDFWord.Place(page: page.number, box: place))
        }
    }

    private func recognised(_ raster: PageRaster) -> RecognisedPage? {
        GreyPicture(
            width: raster.width, height: raster.height, bytes: raster.bytes, dotsPerInch: raster.dotsPerInch
        ).map { recogniser.words(in: $0) }
    }

    private func words(_ recognised: RecognisedPage, _ raster: PageRaster, _ page: Int) -> [PDFWord] {
        let size = 72 / raster.dotsPerInch
        return recognised.words.map { word in
            let straight = word.straightBox
            return PDFWord(
                text: word.text,
                box: PDFBox(
                    left: straight.left * size, top: straight.top * size, right: straight.right * size,
                    bottom: straight.bottom * size
                ).withRoom,
                origin: .recognised(certainty: word.confidence, alternatives: word.alternatives),
                shown: PDFWord.Place(page: page, box: raster.place(word.box).withRoom))
        }
    }
}

extension PDFBox {
    fileprivate func holdsMiddle(of other: PDFBox) -> Bool {
        let (across, down) = ((other.left + other.right) / 2, (other.top + other.bottom) / 2)
        return left <= across && across <= right && top <= down && down <= bottom
    }

    /// The box around the ink with the room above and below that the boxes of printed words have, so that distances mean the
    /// same and both look alike where they are shown.
    fileprivate var withRoom: PDFBox {
        let (beside, above) = (0.07 * height, 0.22 * height)
        return PDFBox(left: left - beside, top: top - above, right: right + beside, bottom: bottom + above)
    }
}

extension PageRaster {
    fileprivate func place(_ box: PixelBox) -> PDFBox {
        place(left: box.left, top: box.top, right: box.right, bottom: box.bottom)
    }
}
