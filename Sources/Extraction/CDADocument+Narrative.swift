// SPDX-License-Identifier: EUPL-1.2

import Domain
import XMLReading

extension CDADocument {
    /// Reads `pathologyNote`: the free text on the illness that is certified.
    ///
    /// It is the narrative of section 47045-0 in the regional certificate (domain.md §4.3) and in the specialist's report,
    /// whose profile calls it *Referto*. No other paper has a text for it: the words of another section, such as those on
    /// the family's illnesses, would be somebody's guess, and the field is absent.
    func readNarrative(of sections: [XMLNode], into reading: inout SourceReading) {
        guard reading.kind == .regionalCertificate || reading.kind == .specialistReport else { return }
        let texts = sections.filter { $0.first("h:code")?.attribute("code")?.trimmed == SectionCode.report }
            .compactMap { $0.first("h:text") }
            .compactMap { node in node.words.map { (node: node, words: $0) } }
        guard let first = texts.first else { return }
        let note = String(first.words.prefix(Self.longestNote))
        var field = Self.field(note, at: first.node, asWritten: note)
        if texts.contains(where: { $0.words != first.words }) { field.lower(to: .probable) }
        if note.count < first.words.count { field.lower(to: .doubtful) }
        reading.fields[.pathologyNote] = field
    }

    /// Characters kept of a note, about the longest text of any real document (documents.md §1); a cut one is doubtful.
    private static let longestNote = 20_000
}
