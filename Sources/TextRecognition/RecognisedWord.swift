// SPDX-License-Identifier: EUPL-1.2

/// A word that was recognised in a picture, and where.
package struct RecognisedWord: Hashable, Sendable {
    package let text: String
    /// Left, top, right, bottom in pixels of the picture as it was given, slant not undone.
    package let left: Double
    package let top: Double
    package let right: Double
    package let bottom: Double
    /// 0 to 100, as the recogniser rates it.
    package let confidence: Double

    package init(text: String, left: Double, top: Double, right: Double, bottom: Double, confidence: Double) {
        self.text = text
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
        self.confidence = confidence
    }
}
