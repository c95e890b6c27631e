// SPDX-License-Identifier: EUPL-1.2

import ReadingSamples
import Testing
import TextRecognition

struct TextRecogniserTests {
    private let recogniser: TextRecogniser

    init() throws { recogniser = try TextRecogniser() }

    @Test func `a folder without the model is an error`() {
        #expect(throws: RecognitionError.modelNotLoaded(folder: "/nowhere")) {
            try TextRecogniser(dataFolder: "/nowhere")
        }
    }

    @Test(arguments: [(0, 0, 0), (2, 2, 3), (2, 2, 5), (-1, 2, 0)])
    func `a picture has a byte for each pixel`(width: Int, height: Int, bytes: Int) {
        let pixels = [UInt8](repeating: 0, count: bytes)
        #expect(GreyPicture(width: width, height: height, bytes: pixels, dotsPerInch: 300) == nil)
    }

    @Test(arguments: [200.0, 300])
    func `words are read where they stand`(dotsPerInch: Double) throws {
        let scan = try ScannedPage.certificate(dotsPerInch: dotsPerInch)
        let page = recogniser.words(in: scan.picture)
        #expect(page.words.map(\.text) == scan.printed.map(\.text))
        #expect(page.quarterTurns == 0 && page.slantDegrees == 0)
        for (word, printed) in zip(page.words, scan.printed) {
            #expect(word.box == word.straightBox)
            #expect(word.box.isInside(printed.box, reach: 0.03 * dotsPerInch), "\(word.text)")
            #expect(word.box.width > 0.8 * printed.box.width, "\(word.text)")
        }
    }

    @Test func `faded print on grey paper is read`() throws {
        var scan = try ScannedPage.certificate(dotsPerInch: 200)
        scan.age()
        let words = recogniser.words(in: scan.picture).words.map(\.text)
        for value in ["ROSSI", "MARIA", "11/10/1948", "RSSMRA48R51L219S", "(714.0)"] { #expect(words.contains(value)) }
    }

    @Test func `dust is wiped off before the page is read`() throws {
        var scan = try ScannedPage.certificate(dotsPerInch: 200)
        scan.soil()
        #expect(recogniser.words(in: scan.picture).words.map(\.text) == scan.printed.map(\.text))
    }

    @Test(arguments: 1...3)
    func `a turned page is read and its words keep their places`(quarters: Int) throws {
        var scan = try ScannedPage.certificate(dotsPerInch: 200)
        let upright = scan.picture
        scan.turn(quarters: quarters)
        let page = recogniser.words(in: scan.picture)
        #expect(page.quarterTurns == (4 - quarters) % 4)
        let word = try #require(page.words.first { $0.text == "RSSMRA48R51L219S" })
        let printed = try #require(scan.printed.first { $0.text == "RSSMRA48R51L219S" }).box
        let (width, height) = (Double(upright.width), Double(upright.height))
        let turned =
            switch quarters {
            case 1:
                PixelBox(
                    left: height - printed.bottom,
                    top: printed.left,
                    right: height - printed.top,
                    bottom: printed.right
                )
            case 2:
                PixelBox(
                    left: width - printed.right,
                    top: height - printed.bottom,
                    right: width - printed.left,
                    bottom: height - printed.top
                )
            default:
                PixelBox(
                    left: printed.top,
                    top: width - printed.right,
                    right: printed.bottom,
                    bottom: width - printed.left
                )
            }
        #expect(word.box.isInside(turned, reach: 6))
        #expect(word.straightBox.isInside(printed, reach: 6))
    }

    @Test(arguments: [-0.04, 0.02, 0.05])
    func `a slanted page is levelled and its words keep their places`(tangent: Double) throws {
        var scan = try ScannedPage.certificate(dotsPerInch: 200)
        scan.slant(by: tangent)
        let page = recogniser.words(in: scan.picture)
        // Degrees of a small angle, turned back.
        #expect(abs(page.slantDegrees + tangent * 57.3) < 0.3)
        let word = try #require(page.words.first { $0.text == "RSSMRA48R51L219S" })
        let printed = try #require(scan.printed.first { $0.text == "RSSMRA48R51L219S" }).box
        let middle = (x: Double(scan.picture.width) / 2, y: Double(scan.picture.height) / 2)
        let center = (
            x: (printed.left + printed.right) / 2 - middle.x, y: (printed.top + printed.bottom) / 2 - middle.y
        )
        #expect(abs((word.box.left + word.box.right) / 2 - (middle.x + center.x - center.y * tangent)) < 10)
        #expect(abs((word.box.top + word.box.bottom) / 2 - (middle.y + center.y + center.x * tangent)) < 10)
        #expect(word.box.height > word.straightBox.height)
    }

    @Test func `the shade of a fold across a slanted sheet says nothing of how its lines run`() throws {
        var scan = try ScannedPage.certificate(dotsPerInch: 200)
        scan.slant(by: 0.04)
        scan.fold(at: 0.6)
        let page = recogniser.words(in: scan.picture)
        #expect(abs(page.slantDegrees + 2.3) < 0.3)
        #expect(page.words.contains { $0.text == "RSSMRA48R51L219S" })
    }

    @Test func `nothing is read from empty, black or tiny pictures`() throws {
        for (width, height, shade) in [(1000, 1000, 255), (1000, 1000, 0), (1, 1, 0), (3000, 2, 128)] {
            let bytes = [UInt8](repeating: UInt8(shade), count: width * height)
            let picture = try #require(GreyPicture(width: width, height: height, bytes: bytes, dotsPerInch: 200))
            #expect(recogniser.words(in: picture).words.isEmpty)
        }
    }
}

extension PixelBox {
    fileprivate func isInside(_ other: PixelBox, reach: Double) -> Bool {
        left > other.left - reach && right < other.right + reach && top > other.top - reach
            && bottom < other.bottom + reach
    }
}
