// SPDX-License-Identifier: EUPL-1.2

import PDFReading

/// What a form field is called, as words: `dati.codiceFiscale_assistito` is *dati codice Fiscale assistito*.
enum FieldLabel {
    static func words(of field: PDFFormField) -> [String] {
        let told = field.label.split(whereSeparator: \.isWhitespace).map(String.init)
        if !told.isEmpty { return told }
        // `topmostSubform[0].Page1[0].sesso[0]`
        let path = field.name.split(separator: ".")
        let names = path.dropLast().filter { !FieldPanels.isMute($0) } + path.suffix(1)
        return names.filter { !noise.contains($0.prefix { $0 != "[" }.filter(\.isLetter).lowercased()) }
            .flatMap(parts).filter { !noise.contains($0.lowercased()) }
            .map { abbreviations[$0.lowercased()] ?? $0 }
    }

    /// Cut at signs, digits and capitals.
    private static func parts(_ name: Substring) -> [String] {
        var parts: [String] = []
        var last: Character?
        for character in name.prefix(while: { $0 != "[" }) {
            guard character.isLetter else {
                last = nil
                continue
            }
            let isNew = last.map { character.isUppercase && $0.isLowercase } ?? true
            if isNew { parts.append("") }
            parts[parts.count - 1].append(character)
            last = character
        }
        return parts
    }

    /// What programmers call fields, which says other things on paper: *dx* there is the right side.
    private static let abbreviations = ["dx": "diagnosi", "diag": "diagnosi", "ese": "esenzione", "cod": "codice"]

    private static let noise: Set<String> = [
        "txt", "text", "testo", "fld", "field", "campo", "input", "form", "modulo", "subform", "topmostsubform", "page",
        "pagina", "cb", "chk", "rb", "opt", "radio", "combo", "lst", "data1", "undefined", "untitled", "unnamed",
    ]
}

/// The panels that a form's fields are named after: `QA.richiedente` and `QA.cf` are of one, and of one person.
struct FieldPanels {
    /// Who a panel is about, where that is not the patient.
    private var others: [Substring: String] = [:]

    init(_ fields: [PDFFormField]) {
        for field in fields {
            guard let panel = Self.panel(of: field), let own = field.name.split(separator: ".").last else { continue }
            if Self.otherPersons.contains(own.lowercased()) { others[panel] = String(own) }
        }
    }

    /// What a field is called, with the person whom its panel is about.
    func label(of field: PDFFormField) -> [String] {
        let words = FieldLabel.words(of: field)
        guard let person = Self.panel(of: field).flatMap({ others[$0] }), words.last != person else { return words }
        return words + [person]
    }

    /// `QA`, `P1`: a part of a name that says nothing but which panel it is.
    static func isMute(_ name: Substring) -> Bool {
        let letters = name.filter(\.isLetter).lowercased()
        return letters.count <= 2 && !telling.contains(letters)
    }

    private static func panel(of field: PDFFormField) -> Substring? {
        guard field.label.isEmpty, let first = field.name.split(separator: ".").first, first.count < field.name.count
        else { return nil }
        return isMute(first) ? first : nil
    }

    /// *Paziente*, *dottore*, *medico*, *codice fiscale*, *diagnosi*.
    private static let telling: Set<String> = ["pz", "dr", "md", "cf", "dx"]
    private static let otherPersons: Set<String> = [
        "richiedente", "delegato", "delegata", "dichiarante", "tutore", "genitore", "rappresentante", "sottoscritto",
        "accompagnatore",
    ]
}
