// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// A section of a clinical document in its author's words, with links to the values that were read there.
struct SectionCard: Encodable, Hashable, Sendable {
    /// The section's name in the page's address.
    let sectionAnchor: String
    let sectionTitle: String
    let lines: [String]
    let hasLines: Bool
    let values: [Link]
    let hasValues: Bool
    /// The field names of `values`.
    let names: [FieldName]

    /// A value that stands in the section, as a link to its row.
    struct Link: Encodable, Hashable, Sendable {
        let target: String
        let text: String
    }

    /// The parts of the header that hold values, then all the sections of the body.
    static func cards(_ extract: Extract, _ sections: [ClinicalSection], anchor: String) -> [SectionCard] {
        guard !sections.isEmpty else { return [] }
        let values = Value.all(extract, sections)
        let header = HeaderPart.allCases.compactMap { part -> SectionCard? in
            let values = values.filter { $0.section == nil && part.holds($0.xpath) }
            guard !values.isEmpty else { return nil }
            return SectionCard(
                "\(anchor)-\(part.rawValue)", part.title, lines: values.map(\.told), values: values, anchor: anchor)
        }
        let body = sections.enumerated().map { index, section in
            SectionCard(
                "\(anchor)-sezione-\(index + 1)", section.title.isEmpty ? "Sezione senza titolo" : section.title,
                lines: section.lines, values: values.filter { $0.section == index }, anchor: anchor)
        }
        return header + body
    }

    /// A value of the structured data, and the section it stands in.
    private struct Value {
        let name: FieldName
        let told: String
        let xpath: String
        /// Nothing for one of the header; of sections inside each other the inner one.
        let section: Int?

        static func all(_ extract: Extract, _ sections: [ClinicalSection]) -> [Value] {
            FieldName.allCases.compactMap { name in
                guard let field = extract.fields[name], let xpath = field.source.xpath else { return nil }
                return Value(
                    name: name, told: "\(name.italianName): \(name.shown(field))", xpath: xpath,
                    section: sections.lastIndex { $0.holds(xpath) })
            }
        }
    }

    private init(
        _ sectionAnchor: String, _ title: String, lines: [String], values: [Value], anchor: String
    ) {
        self.sectionAnchor = sectionAnchor
        sectionTitle = title
        self.lines = lines
        hasLines = !lines.isEmpty
        names = values.map(\.name)
        self.values = values.map { Link(target: $0.name.rowAnchor(in: anchor), text: $0.told) }
        hasValues = !values.isEmpty
    }
}

/// The parts of a CDA's header, which has no titles of its own.
private enum HeaderPart: String, CaseIterable {
    case patient = "assistito"
    case author = "autore"
    case custodian = "struttura"
    case document = "documento"

    var title: String {
        switch self {
        case .patient: "Intestazione: assistito"
        case .author: "Intestazione: medico"
        case .custodian: "Intestazione: struttura"
        case .document: "Intestazione: documento"
        }
    }

    func holds(_ xpath: String) -> Bool {
        switch self {
        case .patient: xpath.contains("/h:recordTarget")
        case .author: xpath.contains("/h:author") || xpath.contains("/h:legalAuthenticator")
        case .custodian: xpath.contains("/h:custodian")
        case .document:
            !Self.allCases.contains { $0 != .document && $0.holds(xpath) }
        }
    }
}
