// SPDX-License-Identifier: EUPL-1.2

/// The four roles of the back office (domain.md §0).
package enum OperatorRole: String, Hashable, Sendable, Codable, CaseIterable {
    case districtOperator = "OPERATORE_ASL_DISTRETTO"
    case hospitalSpecialist = "MEDICO_SPECIALISTA_CAS"
    case districtSpecialist = "MEDICO_SPECIALISTA_ASL_DISTRETTO"
    case administrator = "AMMINISTRATORE_CSI"

    /// The role as a line of the history names it.
    package var actorRole: Actor.Role {
        switch self {
        case .districtOperator: .districtOperator
        case .hospitalSpecialist: .hospitalSpecialist
        case .districtSpecialist: .districtSpecialist
        case .administrator: .administrator
        }
    }
}

/// What the table of rights speaks of. To look is not among them: every role looks, as far as `Sight` goes.
package enum Right: String, Hashable, Sendable, CaseIterable {
    case takeCharge, validate, reject, cancelOpen, cancelValidated, resendNotice, matchDocuments, administer
}

/// Which practices of the ASLs and districts in their care a role sees.
package enum Sight: Hashable, Sendable {
    case all
    /// Only those whose certificate the operator signed.
    case own
}

/// The table of roles: the only place that says who may what; a test goes through every route with it.
///
/// The role→action matrix of the regional system is not published (domain.md, head of the sources). What is known is kept:
/// the district operator decides (§1.3), doctors without the office of the ASL do not match or cancel, a specialist of a
/// hospital has certificates (§6, default tab) and no decisions. Decided here: that specialist sees only what they sent.
package struct RoleRights: Hashable, Sendable {
    package let sight: Sight
    package let rights: Set<Right>

    /// What a role may see and do.
    package static func of(_ role: OperatorRole) -> RoleRights {
        switch role {
        case .districtOperator:
            RoleRights(
                sight: .all,
                rights: [
                    .takeCharge, .validate, .reject, .cancelOpen, .cancelValidated, .resendNotice, .matchDocuments,
                ])
        case .districtSpecialist:
            RoleRights(sight: .all, rights: [.takeCharge, .validate, .reject, .resendNotice])
        case .hospitalSpecialist: RoleRights(sight: .own, rights: [])
        case .administrator: RoleRights(sight: .all, rights: Set(Right.allCases))
        }
    }
}

extension OperatorRole {
    /// What somebody who gets this role is permitted besides, unless the administrator says otherwise: who decides practices
    /// decides those of 048 too, as the manual shows (chapter 3.2); each permission can be withheld and taken back.
    package var usualPermissions: Set<OperatorPermission> { RoleRights.of(self).rights.isEmpty ? [] : [.reserved] }

    /// Whatever the table does not name is refused.
    package func has(_ right: Right) -> Bool { RoleRights.of(self).rights.contains(right) }

    /// How far an operator of this role sees.
    package var sight: Sight { RoleRights.of(self).sight }
}
