// SPDX-License-Identifier: EUPL-1.2

import PDFReading
import ReadingSamples
import Testing
import TextRecognition

/// A printed page as a scanner might see it.
struct ScannedPage {
    private(set) var picture: GreyPicture
    /// The words as they stand on the sheet, in pixels before any turn.
    let printed: [(text: String, box: PixelBox)]

    /// Prints and scans a PDF of one page.
    init(_ pdf: [UInt8], dotsPerInch: Double) throws {
        let raster = try #require(PDFRaster.grey(pdf, page: 1, dotsPerInch: dotsPerInch))
        picture = try #require(
            GreyPicture(width: raster.width, height: raster.height, bytes: raster.bytes, dotsPerInch: dotsPerInch)
        )
        let size = dotsPerInch / 72
        printed = try PDFFile(reading: pdf).pages.flatMap(\.words).map { word in
            let box = word.box
            return (
                word.text,
                PixelBox(left: box.left * size, top: box.top * size, right: box.right * size, bottom: box.bottom * size)
            )
        }
    }

    /// Lines of a certificate, in Helvetica.
    static func certificate(dotsPerInch: Double = 300) throws -> ScannedPage {
        let lines = [
            "Azienda Ospedaliera di Torino", "Certificato specialistico", "Cognome: ROSSI", "Nome: MARIA",
            "Data di nascita: 11/10/1948", "Codice fiscale: RSSMRA48R51L219S", "Diagnosi: artrite reumatoide (714.0)",
            "Si rilascia per la esenzione dalla partecipazione alla spesa sanitaria.",
        ]
        let page = lines.enumerated().map { SamplePDF.Line($1, x: 70, y: 100 + 30 * Double($0), size: 11) }
        return try ScannedPage(SamplePDF(pages: [page]).bytes, dotsPerInch: dotsPerInch)
    }

    /// Turned clockwise by quarters.
    mutating func turn(quarters: Int) {
        for _ in 0..<quarters {
            let old = picture
            replace(width: old.height, height: old.width) { x, y in old.bytes[(old.height - 1 - x) * old.width + y] }
        }
    }

    /// Turned clockwise by a small angle, given by its tangent, with white where the paper ends.
    mutating func slant(by tangent: Double) {
        let old = picture
        let middle = (x: Double(old.width) / 2, y: Double(old.height) / 2)
        replace(width: old.width, height: old.height) { x, y in
            let across = Double(x) - middle.x
            let down = Double(y) - middle.y
            let from = (x: middle.x + across + down * tangent, y: middle.y + down - across * tangent)
            let column = Int(from.x.rounded())
            let row = Int(from.y.rounded())
            guard (0..<old.width).contains(column), (0..<old.height).contains(row) else { return 255 }
            return old.bytes[row * old.width + column]
        }
    }

    /// A dark line from side to side where the sheet was folded, at a part of its height.
    mutating func fold(at part: Double) {
        let old = picture
        let row = Int(part * Double(old.height))
        replace(width: old.width, height: old.height) { x, y in
            (row..<row + 3).contains(y) ? 60 : old.bytes[y * old.width + x]
        }
    }

    /// Faded ink on grey paper that darkens to one side, with grain.
    mutating func age() {
        let old = picture
        var state: UInt64 = 1
        replace(width: old.width, height: old.height) { x, y in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let grain = Int(state >> 60) * 2 - 15
            let faded = 50 + Int(old.bytes[y * old.width + x]) * 170 / 255
            return UInt8(clamping: faded - 25 * x / old.width + grain)
        }
    }

    /// Dust on the glass: spots of two pixels each way, as many as letters on a full page.
    mutating func soil() {
        let old = picture
        var state: UInt64 = 7
        var spots: Set<Int> = []
        for _ in 0..<3000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            spots.insert(Int(state >> 33) % (old.width * old.height))
        }
        replace(width: old.width, height: old.height) { x, y in
            let places = [(x, y), (x - 1, y), (x, y - 1), (x - 1, y - 1)]
            let isSpot = places.contains { $0.0 >= 0 && $0.1 >= 0 && spots.contains($0.1 * old.width + $0.0) }
            return isSpot ? 30 : old.bytes[y * old.width + x]
        }
    }

    private mutating func replace(width: Int, height: Int, _ pixel: (Int, Int) -> UInt8) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(width * height)
        for y in 0..<height { for x in 0..<width { bytes.append(pixel(x, y)) } }
        picture = GreyPicture(width: width, height: height, bytes: bytes, dotsPerInch: picture.dotsPerInch) ?? picture
    }
}
