// SPDX-License-Identifier: EUPL-1.2

import Domain
import XMLReading

extension CDADocument {
    /// The specialist's own words on the illness. The regional certificate has them in the section of the report; elsewhere
    /// the text of the diagnosis counts before the conclusion, and that before the report (documents.md §4).
    func readNarrative(of sections: [XMLNode], into reading: inout SourceReading) {
        let order =
            reading.kind == .regionalCertificate
            ? [SectionCode.report]
            : [
                SectionCode.dischargeDiagnosis, SectionCode.emergencyDiagnosis, SectionCode.diagnosis,
                SectionCode.conclusions, SectionCode.report,
            ]
        for code in order {
            let texts = sections.filter { $0.first("h:code")?.attribute("code")?.trimmed == code }
                .compactMap { $0.first("h:text") }
            guard let node = texts.first(where: { $0.words != nil }), let words = node.words else { continue }
            let note = String(words.prefix(Self.longestNote))
            reading.fields[.pathologyNote] = Self.field(note, at: node, asWritten: note)
            return
        }
    }

    /// Characters kept of a note; the document itself is there for the rest.
    private static let longestNote = 4000
}
