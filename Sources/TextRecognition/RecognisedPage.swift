// SPDX-License-Identifier: EUPL-1.2

/// What was recognised in a picture.
package struct RecognisedPage: Hashable, Sendable {
    /// In reading order, as far as the recogniser can tell.
    package let words: [RecognisedWord]
    /// Clockwise quarter turns that make the picture upright, 0 to 3.
    package let quarterTurns: Int
    /// Clockwise turn, in degrees, that makes the lines of the upright picture level.
    package let slantDegrees: Double

    package init(words: [RecognisedWord], quarterTurns: Int = 0, slantDegrees: Double = 0) {
        self.words = words
        self.quarterTurns = quarterTurns
        self.slantDegrees = slantDegrees
    }
}
