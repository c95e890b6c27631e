// SPDX-License-Identifier: EUPL-1.2

internal import Domain

extension FieldName {
    /// The label of the value on every page.
    var italianName: String {
        switch self {
        case .beneficiaryFiscalCode: "Codice fiscale"
        case .beneficiaryFamilyName: "Cognome"
        case .beneficiaryGivenName: "Nome"
        case .beneficiaryBirthDate: "Data di nascita"
        case .beneficiarySex: "Sesso"
        case .exemptionCode: "Codice esenzione"
        case .diagnosisCode: "Codice diagnosi"
        case .diagnosisText: "Diagnosi"
        case .pathologyNote: "Note"
        case .issueDate: "Data del documento"
        case .physicianName: "Medico"
        case .physicianFiscalCode: "Codice fiscale del medico"
        case .structureName: "Struttura"
        case .structureCode: "Codice struttura"
        }
    }

    /// Whether the value is a day, kept in ISO 8601 and shown as Italians write it.
    var isDay: Bool { self == .beneficiaryBirthDate || self == .issueDate }
}
