// SPDX-License-Identifier: EUPL-1.2

/// The person whom the exemption is for.
package struct Beneficiary: Hashable, Sendable, Codable {
    package let fiscalCode: FiscalCode
    /// Empty where no document tells.
    package let familyName: String
    package let givenName: String

    package init(fiscalCode: FiscalCode, familyName: String, givenName: String) {
        self.fiscalCode = fiscalCode
        self.familyName = familyName
        self.givenName = givenName
    }
}

extension Beneficiary {
    /// Whether the letters that the names contribute stand in the code (codes.md §1); true where either does not tell.
    package var agreesWithCode: Bool {
        guard fiscalCode.kind == .personal, !familyName.isEmpty, !givenName.isEmpty else { return true }
        return fiscalCode.value.hasPrefix(FiscalCode.nameLetters(familyName: familyName, givenName: givenName))
    }
}

/// Who asked for the practice: the *Compilatore* of the list.
package struct Submitter: Hashable, Sendable, Codable {
    /// Raw values are those of the JSON and of the portal's request (contract §4, §6).
    package enum Kind: String, Hashable, Sendable, Codable {
        case physician = "MEDICO"
        case citizen = "CITTADINO"
        case delegate = "DELEGATO"
    }

    package let kind: Kind
    /// Nothing where the certificate does not tell its doctor's code.
    package let fiscalCode: FiscalCode?

    package init(kind: Kind, fiscalCode: FiscalCode?) {
        self.kind = kind
        self.fiscalCode = fiscalCode
    }

    /// "Utente" or "Delegato", the word before the code in the list (manual §3.2).
    package var label: String { kind == .delegate ? "Delegato" : "Utente" }
}

/// Who did something to a practice, as the *Cronologia* shows it.
package struct Actor: Hashable, Sendable, Codable {
    /// Raw values are the role codes of the regional system, and three for those who have no account there.
    package enum Role: String, Hashable, Sendable, Codable {
        case districtOperator = "OPERATORE_ASL_DISTRETTO"
        case hospitalSpecialist = "MEDICO_SPECIALISTA_CAS"
        case districtSpecialist = "MEDICO_SPECIALISTA_ASL_DISTRETTO"
        case administrator = "AMMINISTRATORE_CSI"
        case citizen = "CITTADINO"
        case delegate = "DELEGATO"
        case sender = "MITTENTE"
    }

    /// A fiscal code, or the declared name of the sender where the document does not tell the doctor's code.
    package let identity: String
    package let role: Role

    package init(identity: String, role: Role) {
        self.identity = identity
        self.role = role
    }
}
