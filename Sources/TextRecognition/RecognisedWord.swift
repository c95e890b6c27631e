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
    /// As wide as the word and as high as the row of type it stands in, its capitals and what hangs below them: words of
    /// a line are equally high. In the frame of `straightBox`.
    package let row: PixelBox
    /// The same in the picture as it was given.
    package let rowAsGiven: PixelBox
    /// Words with the same number stand on one line, as far as the recogniser can tell; columns are lines of their own.
    package let line: Int
    /// It belongs to the same value as the word before, in cells for one letter each of which one was left out.
    package let joinsPrevious: Bool
    /// 0 to 100, as the recogniser rates it.
    package let confidence: Double

    package init(
        text: String,
        alternatives: [String] = [],
        box: PixelBox,
        straightBox: PixelBox? = nil,
        row: PixelBox? = nil,
        rowAsGiven: PixelBox? = nil,
        line: Int = 0,
        joinsPrevious: Bool = false,
        confidence: Double
    ) {
        self.text = text
        self.alternatives = alternatives
        self.box = box
        self.straightBox = straightBox ?? box
        self.row = row ?? self.straightBox
        self.rowAsGiven = rowAsGiven ?? box
        self.line = line
        self.joinsPrevious = joinsPrevious
        self.confidence = confidence
    }
}
