// SPDX-License-Identifier: EUPL-1.2

import Domain
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
            let place = raster.place(word.rowAsGiven).withRoom
            guard pictures.contains(where: { $0.box.holdsMiddle(of: place) }) else { return nil }
            return PDFWord(
                text: word.text.withInitials, box: place,
                origin: .recognised(certainty: word.confidence, alternatives: word.alternatives),
                shown: PDFWord.Place(page: page.number, box: place))
        }
    }

    private func recognised(_ raster: PageRaster) -> RecognisedPage? {
        GreyPicture(
            width: raster.width, height: raster.height, bytes: raster.bytes, dotsPerInch: raster.dotsPerInch
        ).map { recogniser.words(in: $0) { FiscalCode($0) != nil } }
    }

    private func words(_ recognised: RecognisedPage, _ raster: PageRaster, _ page: Int) -> [PDFWord] {
        let size = 72 / raster.dotsPerInch
        return recognised.words.map { word in
            let row = word.row
            return PDFWord(
                text: word.text.withInitials,
                box: PDFBox(
                    left: row.left * size, top: row.top * size, right: row.right * size, bottom: row.bottom * size
                ).withRoom,
                origin: .recognised(certainty: word.confidence, alternatives: word.alternatives),
                shown: PDFWord.Place(page: page, box: raster.place(word.rowAsGiven).withRoom),
                joinsPrevious: word.joinsPrevious)
        }
    }
}

extension PDFBox {
    /// With the room beside the ink that the boxes of printed words have, so that distances mean the same.
    fileprivate var withRoom: PDFBox {
        let beside = 0.05 * height
        return PDFBox(left: left - beside, top: top, right: right + beside, bottom: bottom)
    }
}

extension String {
    /// `A.0.U.`, `U.0./Ambulatorio`: between the stops of initials stands a letter.
    var withInitials: String {
        guard contains("0"), contains(".") else { return self }
        return split(separator: "/", omittingEmptySubsequences: false).map { String($0).initials }.joined(
            separator: "/")
    }

    private var initials: String {
        let parts = split(separator: ".", omittingEmptySubsequences: false)
        let initials = parts.filter { !$0.isEmpty }
        guard initials.count > 1, initials.contains("0"),
            initials.allSatisfy({ $0 == "0" || ($0.count == 1 && $0.allSatisfy(\.isLetter)) }),
            initials.contains(where: { $0 != "0" })
        else { return self }
        return replacing("0", with: "O")
    }
}

extension PageRaster {
    fileprivate func place(_ box: PixelBox) -> PDFBox {
        place(left: box.left, top: box.top, right: box.right, bottom: box.bottom)
    }
}
