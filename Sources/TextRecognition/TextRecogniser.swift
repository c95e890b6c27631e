// SPDX-License-Identifier: EUPL-1.2

import CTesseract
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
    package func words(in picture: GreyPicture) -> RecognisedPage {
        engine.withLock { engine in
            guard let straight = StraightPicture(picture) else { return RecognisedPage(words: []) }
            let words = engine.words(in: straight.pixels, dotsPerInch: picture.dotsPerInch)
            return RecognisedPage(
                words: words.map { word in
                    RecognisedWord(
                        text: word.text,
                        box: straight.way.original(word.box),
                        straightBox: word.box,
                        line: word.line,
                        confidence: word.confidence
                    )
                },
                quarterTurns: straight.way.quarterTurns,
                slantDegrees: straight.way.degrees
            )
        }
    }
}
