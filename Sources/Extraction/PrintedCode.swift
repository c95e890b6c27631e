// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// A code at the start of a printed value: `cod. 048`, `296.0 - Psicosi`, `0A02`.
struct PrintedCode {
    let code: String
    /// The words after it.
    let rest: String?
    /// The words make sure that this is a code and not the first word of a sentence: it is announced, stands alone, is
    /// parted from its name by a dash, or has the dot of the classification.
    let standsApart: Bool

    init?(_ cell: PageCell) {
        var words = cell.words.map(\.text)[...]
        let isAnnounced = ["COD.", "COD", "CODICE"].contains(words.first?.uppercased())
        if isAnnounced { words = words.dropFirst() }
        guard let first = words.first, first.contains(where: \.isNumber) else { return nil }
        code = first
        words = words.dropFirst()
        let hasDash = words.first.map { ["-", "–", "—"].contains($0) } ?? false
        standsApart = isAnnounced || hasDash || words.isEmpty || first.contains(".")
        if hasDash { words = words.dropFirst() }
        rest = words.isEmpty ? nil : words.joined(separator: " ")
    }
}
