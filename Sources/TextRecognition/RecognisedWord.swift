// SPDX-License-Identifier: EUPL-1.2

/// A word that was recognised in a picture, and where.
package struct RecognisedWord: Hashable, Sendable {
    package let text: String
    /// Other readings of a word that looks like a code, the likelier first; `text` is not among them.
    package var alternatives: [String]
    /// In the picture as it was given.
    package let box: PixelBox
    /// In the same picture turned upright and with its slant undone: words of a line are level here, which is where
    /// lines, columns and tables can be told.
    package let straightBox: PixelBox
    /// Words with the same number stand on one line, as far as the recogniser can tell; columns are lines of their own.
    package let line: Int
    /// 0 to 100, as the recogniser rates it.
    package let confidence: Double

    package init(
        text: String,
        alternatives: [String] = [],
        box: PixelBox,
        straightBox: PixelBox? = nil,
        line: Int = 0,
        confidence: Double
    ) {
        self.text = text
        self.alternatives = alternatives
        self.box = box
        self.straightBox = straightBox ?? box
        self.line = line
        self.confidence = confidence
    }
}
