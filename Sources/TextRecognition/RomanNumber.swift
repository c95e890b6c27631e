// SPDX-License-Identifier: EUPL-1.2

/// Roman numbers whose strokes are taken for other signs: `Ospedale Umberto |`, `tipo Ila`, `Ill stadio`.
enum RomanNumber {
    /// Whether an upright stroke stands right behind a word, on its feet and as high as its capitals: a Roman one. The bars that
    /// part columns or sentences reach below the feet of the letters.
    static func isOne(_ stroke: Engine.Word, behind word: Engine.Word) -> Bool {
        guard stroke.text == "|", stroke.line == word.line, word.text.last?.isLetter ?? false else { return false }
        let capital = word.ascent
        let gap = stroke.box.left - word.box.right
        let foot = word.baseline - stroke.box.bottom
        return gap > 0 && gap < 0.8 * capital && abs(foot) <= 0.15 * capital
            && abs(stroke.box.height - capital) <= 0.15 * capital
    }

    /// The number that a word of strokes is beside a word for a grade or behind a ruler's name; nil for any other word.
    ///
    /// - Parameters:
    ///   - before: the words before, as far as there are any.
    ///   - next: the word after, empty where there is none.
    static func restored(_ text: String, between before: ArraySlice<String>, and next: String) -> String? {
        let end = text.reversed().prefix { signs.contains($0) }.count
        let word = text.dropLast(end)
        let letter = word.last.map { "abc".contains($0) } ?? false ? String(word.suffix(1)) : ""
        let strokes = word.dropLast(letter.count)
        guard (1...3).contains(strokes.count), strokes.allSatisfy({ "Il|1".contains($0) }),
            strokes.contains(where: { $0 != "1" })
        else { return nil }
        let isBehind =
            grades.contains(before.last?.lowercased() ?? "")
            || letter.isEmpty && rulers.contains(before.suffix(2).joined(separator: " ").lowercased())
        // `Il grado` begins a sentence.
        let isBefore = strokes.count == 3 && letter.isEmpty && end == 0 && grades.contains(next.bare.lowercased())
        guard isBehind || isBefore else { return nil }
        return String(repeating: "I", count: strokes.count) + letter + text.suffix(end)
    }

    private static let signs = ".,;:)"
    /// Those that hospitals are called after: `Ospedale Vittorio Emanuele Il`.
    private static let rulers: Set<String> = [
        "vittorio emanuele", "giovanni paolo", "vittorio amedeo", "policlinico federico", "universitaria federico",
    ]
    private static let grades: Set<String> = ["tipo", "stadio", "grado", "classe", "fase", "nyha", "ccs"]
}
