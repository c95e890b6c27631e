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
    /// What is allowed to this person beside the role; nothing by default.
    package let permissions: Set<OperatorPermission>

    package init(
        fiscalCode: FiscalCode, name: String, role: OperatorRole, asls: [ASLCode], districts: [String],
        permissions: Set<OperatorPermission> = []
    ) {
        self.fiscalCode = fiscalCode
        self.name = name
        self.role = role
        self.asls = asls
        self.districts = districts
        self.permissions = permissions
    }

    /// The operator as a line of the history names who acted.
    package var actor: Actor { Actor(identity: fiscalCode.value, role: role.actorRole) }
}

/// What is granted to a person and to no role; raw values are those of the database and the command line.
package enum OperatorPermission: String, Hashable, Sendable, Codable, CaseIterable {
    /// Practices of exemption 048 exist for this person (domain.md §2.4: the regional system has the flag, and no code that
    /// reads it).
    case reserved = "ESENZIONE_048"
}

extension Operator {
    /// Whether a practice of that ASL and district is in the operator's care. A practice without district belongs to the
    /// whole ASL; an operator without ASL, the administrator aside, has none.
    package func covers(asl: ASLCode, district: String?) -> Bool {
        if role == .administrator && asls.isEmpty { return true }
        guard asls.contains(asl) else { return false }
        guard let district, !districts.isEmpty else { return true }
        return districts.contains(district)
    }

    /// Whether the practice exists for this operator at all: what is not reached is answered like what is not there. The
    /// search asks the database the same question (`PracticeQuery`), and a test compares the two.
    package func reaches(_ practice: Practice) -> Bool {
        guard covers(asl: practice.asl, district: practice.district) else { return false }
        guard !practice.isReserved || permissions.contains(.reserved) else { return false }
        return switch role.sight {
        case .all: true
        case .own: practice.submitter.kind == .physician && practice.submitter.fiscalCode == fiscalCode
        }
    }

    /// Whether the operator may do `action` to a practice in `state`; reach is asked apart.
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

extension Operator {
    /// Whether an exemption is not kept from them: the reserved one is only for those with the permission.
    package func mayGrant(_ exemption: ExemptionCode) -> Bool {
        !exemption.isReserved || permissions.contains(.reserved)
    }
}
