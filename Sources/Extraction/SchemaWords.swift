// SPDX-License-Identifier: EUPL-1.2

import XMLReading

/// What the schema validator complains of, in Italian. Its own words are English and of one fixed form, `Element 'x': …`; the
/// rule that is broken stands in them by its name in XML Schema.
struct SchemaWords {
    let italian: String

    init(_ fault: XMLFault) {
        // The validator puts the name space before the name.
        let element = fault.message.quoted(after: "Element '")?.split(separator: "}").last
        let rule = Self.rules.first { fault.message.contains($0.sign) }?.words ?? "non è conforme allo schema"
        let value = fault.message.quoted(after: "The value '").map { " («\($0)»)" } ?? ""
        italian = element.map { "l'elemento «\($0)» \(rule)\(value)" } ?? "il documento \(rule)"
    }

    private static let rules: [(sign: String, words: String)] = [
        ("[facet 'enumeration']", "ha un valore che non è fra quelli ammessi"),
        ("[facet 'pattern']", "ha un valore che non ha la forma prevista"),
        ("[facet 'minLength']", "ha un valore troppo corto o vuoto"),
        ("[facet 'maxLength']", "ha un valore troppo lungo"),
        ("[facet 'length']", "ha un valore di lunghezza diversa da quella prevista"),
        ("[facet '", "ha un valore fuori dai limiti previsti"),
        ("Missing child element", "non contiene tutti gli elementi previsti"),
        ("This element is not expected", "non è previsto in questo punto"),
        ("Duplicate key-sequence", "ripete un valore che deve essere unico"),
        ("is required but missing", "non ha un attributo richiesto"),
        ("attribute", "ha un attributo non previsto"),
        ("No matching global declaration", "non è la radice prevista"),
        ("Character content", "contiene testo non previsto"),
        ("atomic type", "ha un valore che non è del tipo previsto"),
    ]
}

extension String {
    /// What stands between `mark` and the next apostrophe that ends a quotation.
    fileprivate func quoted(after mark: String) -> String? {
        guard let start = firstRange(of: mark)?.upperBound, let end = self[start...].firstIndex(of: "'") else {
            return nil
        }
        return String(self[start..<end])
    }
}
