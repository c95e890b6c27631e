// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain
internal import Storage

/// What the documents say beside what the doctor entered: both stay visible (contract §6).
struct CodeRow: Encodable, Hashable, Sendable {
    let label: String
    let stated: String
    let entered: String

    static func rows(_ dossier: PracticeDossier, _ catalogue: ExemptionCatalogue) -> [CodeRow] {
        let practice = dossier.practice
        return [
            CodeRow(
                label: "Esenzione", stated: catalogue.words(for: practice.stated.exemption),
                entered: catalogue.words(for: practice.entered.exemption)),
            CodeRow(
                label: "Diagnosi",
                stated: catalogue.words(
                    for: practice.stated.diagnosis, of: practice.stated.exemption, stated: dossier.statedDiagnosisText),
                entered: catalogue.words(for: practice.entered.diagnosis, of: practice.codes.exemption)),
        ]
    }
}
