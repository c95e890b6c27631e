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
        return persons(dossier) + [
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

    /// Whom an operator named in *Documenti da abbinare*, who it was and when.
    private static func persons(_ dossier: PracticeDossier) -> [CodeRow] {
        dossier.documents.compactMap { document in
            document.named.map { named in
                CodeRow(
                    label: "Assistito", stated: document.extract.personInWords,
                    entered:
                        "\(named.person.inWords), indicato da \(named.by.value) il \(named.at.italian) per \(document.name.lastComponent)"
                )
            }
        }
    }
}

extension Extract {
    /// What the document says of its person; "-" where it says nothing.
    fileprivate var personInWords: String {
        let code = fields[.beneficiaryFiscalCode].map { FieldName.beneficiaryFiscalCode.shown($0) }
        let words = [code, value(.beneficiaryFamilyName), value(.beneficiaryGivenName)].compactMap(\.self)
        return words.isEmpty ? "-" : words.joined(separator: " ")
    }
}

extension Beneficiary {
    fileprivate var inWords: String { "\(fiscalCode.value) \(familyName) \(givenName)".trimmed }
}
