// SPDX-License-Identifier: EUPL-1.2

/// One request of one exemption for one person (*pratica*), as it stands now.
package struct Practice: Hashable, Sendable, Codable {
    package let number: PracticeNumber
    package var state: PracticeState
    /// Grows by one with every change; a decision carries the version it saw.
    package var version: Int
    package let asl: ASLCode
    package let district: String?
    package let beneficiary: Beneficiary
    package let submitter: Submitter
    /// What the documents state, or the catalogue proposes (then a finding says so).
    package let stated: CodePair
    /// What the doctor completed or corrected, kept beside what the documents state.
    package var entered: CodePair
    package let requestedAt: Timestamp
    package var updatedAt: Timestamp
    package var validity: Validity?
    package var rejectionReason: RejectionReason?
    /// Who took it in charge, and when.
    package var charge: Charge?
    /// Whether one of its documents speaks of the reserved exemption, be it beside another.
    package let isReservedByDocument: Bool

    package init(
        number: PracticeNumber, state: PracticeState, version: Int, asl: ASLCode, district: String?,
        beneficiary: Beneficiary, submitter: Submitter, stated: CodePair, entered: CodePair = .none,
        requestedAt: Timestamp, updatedAt: Timestamp, validity: Validity? = nil,
        rejectionReason: RejectionReason? = nil, charge: Charge? = nil, isReservedByDocument: Bool = false
    ) {
        self.number = number
        self.state = state
        self.version = version
        self.asl = asl
        self.district = district
        self.beneficiary = beneficiary
        self.submitter = submitter
        self.stated = stated
        self.entered = entered
        self.requestedAt = requestedAt
        self.updatedAt = updatedAt
        self.validity = validity
        self.rejectionReason = rejectionReason
        self.charge = charge
        self.isReservedByDocument = isReservedByDocument
    }

    /// Whether only those with the permission may know of it.
    package var isReserved: Bool { isReservedByDocument || stated.isReserved || entered.isReserved }

    /// The codes that count: the doctor's entry where there is one, else the documents'.
    package var codes: CodePair {
        CodePair(exemption: entered.exemption ?? stated.exemption, diagnosis: entered.diagnosis ?? stated.diagnosis)
    }
}

/// An exemption and a diagnosis, either of which may be missing.
package struct CodePair: Hashable, Sendable, Codable {
    package var exemption: ExemptionCode?
    package var diagnosis: DiagnosisCode?

    package init(exemption: ExemptionCode?, diagnosis: DiagnosisCode?) {
        self.exemption = exemption
        self.diagnosis = diagnosis
    }

    package static let none = CodePair(exemption: nil, diagnosis: nil)
}

/// Who has a practice in charge.
package struct Charge: Hashable, Sendable, Codable {
    package let by: FiscalCode
    package let since: Timestamp

    package init(by: FiscalCode, since: Timestamp) {
        self.by = by
        self.since = since
    }
}

/// One line of the *Cronologia*; the notes are those entered with that action (domain.md §1.4).
package struct HistoryLine: Hashable, Sendable, Codable {
    package let at: Timestamp
    package let actor: Actor
    package let state: PracticeState
    /// For the citizen, the sending doctor and the ASL; empty for none.
    package let noteBeneficiary: String
    /// For the sending doctor and the ASL only; empty for none.
    package let noteInternal: String

    package init(
        at: Timestamp, actor: Actor, state: PracticeState, noteBeneficiary: String = "", noteInternal: String = ""
    ) {
        self.at = at
        self.actor = actor
        self.state = state
        self.noteBeneficiary = noteBeneficiary
        self.noteInternal = noteInternal
    }
}
