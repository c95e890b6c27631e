// SPDX-License-Identifier: EUPL-1.2

/// A person who may sign in to the desk, and what is in that person's care.
package struct Operator: Hashable, Sendable, Codable {
    package let fiscalCode: FiscalCode
    package let name: String
    package let role: OperatorRole
    /// Empty only for the administrator of the whole region.
    package let asls: [ASLCode]
    /// Empty for every district of those ASLs.
    package let districts: [String]

    package init(fiscalCode: FiscalCode, name: String, role: OperatorRole, asls: [ASLCode], districts: [String]) {
        self.fiscalCode = fiscalCode
        self.name = name
        self.role = role
        self.asls = asls
        self.districts = districts
    }

    package var actor: Actor { Actor(identity: fiscalCode.value, role: role.actorRole) }
}

/// The four roles of the back office (domain.md §0).
package enum OperatorRole: String, Hashable, Sendable, Codable, CaseIterable {
    case districtOperator = "OPERATORE_ASL_DISTRETTO"
    case hospitalSpecialist = "MEDICO_SPECIALISTA_CAS"
    case districtSpecialist = "MEDICO_SPECIALISTA_ASL_DISTRETTO"
    case administrator = "AMMINISTRATORE_CSI"

    package var actorRole: Actor.Role {
        switch self {
        case .districtOperator: .districtOperator
        case .hospitalSpecialist: .hospitalSpecialist
        case .districtSpecialist: .districtSpecialist
        case .administrator: .administrator
        }
    }
}

/// What the table of rights speaks of.
package enum Right: Hashable, Sendable, CaseIterable {
    case view, takeCharge, validate, reject, cancelOpen, cancelValidated, matchDocuments
    /// To see how the service is doing and to have files read again.
    case administer
}

extension OperatorRole {
    /// The table of rights; whatever it does not name is refused.
    package func has(_ right: Right) -> Bool {
        switch self {
        case .administrator: true
        case .districtOperator: right != .administer
        case .districtSpecialist: [.view, .takeCharge, .validate, .reject].contains(right)
        case .hospitalSpecialist: right == .view
        }
    }
}

extension Operator {
    /// Whether a practice of that ASL and district exists for this operator at all. A practice without district belongs
    /// to the whole ASL.
    package func covers(asl: ASLCode, district: String?) -> Bool {
        if role == .administrator && asls.isEmpty { return true }
        guard asls.contains(asl) else { return false }
        guard let district, !districts.isEmpty else { return true }
        return districts.contains(district)
    }

    /// Whether the operator may do `action` to a practice in `state`; scope is asked apart, by `covers`.
    package func may(_ action: DecisionAction, in state: PracticeState) -> Bool {
        role.has(action.right(in: state))
    }
}

extension DecisionAction {
    /// The right that the action needs on a practice in `state`.
    package func right(in state: PracticeState) -> Right {
        switch self {
        case .takeCharge: .takeCharge
        case .validate: .validate
        case .reject: .reject
        case .cancel: state == .validated ? .cancelValidated : .cancelOpen
        }
    }
}
