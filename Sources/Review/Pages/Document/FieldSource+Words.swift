// SPDX-License-Identifier: EUPL-1.2

internal import Domain

extension FieldSource {
    /// Where the value stands, for somebody who has the document open.
    var words: String {
        let page = page.map { "pagina\u{A0}\($0)" }
        return switch kind {
        case .cda: ["dati strutturati", page].told
        case .text: ["testo", page].told
        case .form: ["modulo", formField.map { "campo «\($0)»" }, page].told
        case .ocr: ["riconosciuto dall'immagine", page].told
        case .request: "richiesta del cittadino"
        case .catalogue: "proposto dal catalogo"
        }
    }
}

extension [String?] {
    fileprivate var told: String { compactMap(\.self).joined(separator: ", ") }
}

extension Extract {
    /// How far the value of a field may be trusted, and why, in words.
    func trust(in name: FieldName, _ field: ExtractedField) -> String {
        switch field.confidence {
        case .certain: "certo: \(field.source.kind.certainty)"
        case .probable where findings.contains { $0.code == .sourcesDisagree && $0.field == name }:
            "probabile: le fonti non concordano"
        case .probable: "probabile: \(field.source.kind.likelihood)"
        case .doubtful: "incerto: \(doubt(in: name, field))"
        }
    }

    /// What was found about the value says more than where it was read.
    private func doubt(in name: FieldName, _ field: ExtractedField) -> String {
        if let finding = findings.first(where: { $0.field == name }) { return finding.shownMessage.withSmallInitial }
        if !field.candidates.isEmpty { return "il documento riporta più valori possibili" }
        return field.source.kind == .ocr
            ? "l'immagine non si legge con sicurezza" : "il documento non lo indica con chiarezza"
    }
}

extension FieldSource.Kind {
    /// Why a value of this origin is certain: page texts and pictures are so only when another source agrees.
    fileprivate var certainty: String {
        switch self {
        case .cda: "dato strutturato"
        case .request: "dichiarato nella richiesta"
        case .text, .form, .ocr, .catalogue: "più fonti concordano"
        }
    }

    fileprivate var likelihood: String {
        switch self {
        case .cda, .request: "una sola fonte, con segnalazioni"
        case .text, .form, .ocr: "una sola fonte"
        case .catalogue: "ricavato dagli altri dati del documento"
        }
    }
}
