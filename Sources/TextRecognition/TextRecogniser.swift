// SPDX-License-Identifier: EUPL-1.2

import Synchronization

/// tesseract with the Italian model, kept loaded from page to page.
///
/// Everything that is read from disk is read at the start, so that a process may be confined afterwards. A page takes
/// one thread; several pages at once need several processes, as one recogniser takes them one after the other.
package final class TextRecogniser: Sendable {
    /// Where Debian keeps the models.
    package static let standardFolder = "/usr/share/tesseract-ocr/5/tessdata"

    private let engine: Mutex<Engine>

    /// Loads `ita.traineddata` from a folder.
    package init(dataFolder: String = TextRecogniser.standardFolder) throws(RecognitionError) {
        guard let engine = Engine(dataFolder: dataFolder) else { throw .modelNotLoaded(folder: dataFolder) }
        self.engine = Mutex(engine)
    }

    /// The words of a picture, which may be turned by quarters and slanted by a few degrees.
    ///
    /// - Parameter isSound: whether a text is a code that proves itself, as by a check character: it is not read again.
    package func words(in picture: GreyPicture, isSound: @Sendable (String) -> Bool = { _ in false }) -> RecognisedPage
    {
        engine.withLock { engine in
            guard let straight = StraightPicture(picture) else { return RecognisedPage(words: []) }
            var best = Self.upright(straight, dotsPerInch: picture.dotsPerInch, with: engine, isSound: isSound)
            if best.reading.isSideways,
                let other = StraightPicture(picture, isSideways: straight.way.quarterTurns == 0)
            {
                let second = Self.upright(other, dotsPerInch: picture.dotsPerInch, with: engine, isSound: isSound)
                let isBetter =
                    !second.reading.isSideways && 2 * second.reading.words.count >= best.reading.words.count
                if isBetter { best = second }
            }
            let rows = TypeRows(best.reading.words.map(\.word))
            return RecognisedPage(
                words: best.reading.words.map { word in
                    let row = rows.box(of: word.word)
                    return RecognisedWord(
                        text: word.word.text,
                        alternatives: word.alternatives,
                        box: best.way.original(word.word.box),
                        straightBox: word.word.box,
                        row: row,
                        rowAsGiven: best.way.original(row),
                        line: word.word.line,
                        joinsPrevious: word.joinsPrevious,
                        confidence: word.word.confidence
                    )
                },
                quarterTurns: best.way.quarterTurns,
                slantDegrees: best.way.degrees
            )
        }
    }

    /// The first reading that makes sense: as the lines run, then upside down.
    ///
    /// Letters upside down are read with a confidence of about 25 and upright ones above 70, so nothing is tried twice
    /// unless it must be.
    private static func upright(
        _ picture: StraightPicture,
        dotsPerInch: Double,
        with engine: borrowing Engine,
        isSound: @Sendable (String) -> Bool
    ) -> (reading: PageReading, way: Straightening) {
        let first = PageReading(of: picture, dotsPerInch: dotsPerInch, with: engine, isSound: isSound)
        guard let confidence = first.confidence, confidence < 55, let turned = picture.turned(quarters: 2)
        else { return (first, picture.way) }
        let second = PageReading(of: turned, dotsPerInch: dotsPerInch, with: engine, isSound: isSound)
        return (second.confidence ?? 0) > confidence ? (second, turned.way) : (first, picture.way)
    }
}
