// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// One value that a document yielded, with its place and how far it may be trusted.
struct ValueRow: Hashable, Sendable {
    let label: String
    let value: String
    /// "pagina 1", "sezione\u{A0}XML", …
    let origin: String
    /// Empty where the value is certain.
    let doubt: String
    let isDoubtful: Bool
    /// The words of the document where they differ from the value.
    let asWritten: String?

    static func rows(_ extract: Extract) -> [ValueRow] {
        FieldName.allCases.compactMap { name in extract.fields[name].map { ValueRow(name, $0) } }
    }

    private init(_ name: FieldName, _ field: ExtractedField) {
        let shown = field.value.map { name.isDay ? CalendarDay(iso: $0)?.italian ?? $0 : $0 }
        label = name.italianName
        value = shown ?? field.candidates.joined(separator: " oppure ")
        origin = field.source.words
        doubt = field.confidence.words
        isDoubtful = field.confidence == .doubtful
        let saysMore = field.asWritten.map { $0 != shown && $0 != field.value && !name.repeats($0, field.value) }
        asWritten = saysMore == true ? field.asWritten : nil
    }
}

extension FieldSource {
    /// Where the value stands, for somebody who has the document open.
    var words: String {
        let page = page.map { "pagina\u{A0}\($0)" } ?? "documento"
        return switch kind {
        case .cda: "sezione\u{A0}XML"
        case .text: page
        case .form: "\(page), campo del modulo"
        case .ocr: "\(page), letto dalla scansione"
        case .request: "richiesta del cittadino"
        case .catalogue: "proposto dal catalogo"
        }
    }
}

extension Confidence {
    fileprivate var words: String {
        switch self {
        case .certain: ""
        case .probable: "probabile"
        case .doubtful: "da verificare"
        }
    }
}

extension FieldName {
    /// Whether the words are only the form in which an HL7 document writes the same day.
    fileprivate func repeats(_ written: String, _ value: String?) -> Bool {
        isDay && CalendarDay(compact: written)?.iso == value
    }

    fileprivate var isDay: Bool { self == .beneficiaryBirthDate || self == .issueDate }

    fileprivate var italianName: String {
        switch self {
        case .beneficiaryFiscalCode: "Codice fiscale"
        case .beneficiaryFamilyName: "Cognome"
        case .beneficiaryGivenName: "Nome"
        case .beneficiaryBirthDate: "Data di nascita"
        case .beneficiarySex: "Sesso"
        case .exemptionCode: "Codice esenzione"
        case .diagnosisCode: "Codice diagnosi"
        case .diagnosisText: "Diagnosi"
        case .pathologyNote: "Patologia"
        case .issueDate: "Data del documento"
        case .physicianName: "Medico"
        case .physicianFiscalCode: "Codice fiscale del medico"
        case .structureName: "Struttura"
        case .structureCode: "Codice struttura"
        }
    }
}
