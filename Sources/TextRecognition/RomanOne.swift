// SPDX-License-Identifier: EUPL-1.2

/// `Ospedale Umberto |`, `NYHA |`: whether an upright stroke is a Roman one, by its shape. The bars that part columns or
/// sentences reach below the feet of the letters.
enum RomanOne {
    /// Whether a stroke stands right behind a word, on its feet and as high as its capitals.
    static func isLikely(_ stroke: Engine.Word, behind word: Engine.Word) -> Bool {
        guard stroke.text == "|", stroke.line == word.line, word.text.last?.isLetter ?? false else { return false }
        let capital = word.ascent
        let gap = stroke.box.left - word.box.right
        let foot = word.baseline - stroke.box.bottom
        return gap > 0 && gap < 0.8 * capital && abs(foot) <= 0.15 * capital
            && abs(stroke.box.height - capital) <= 0.15 * capital
    }
}
