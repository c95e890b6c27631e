// SPDX-License-Identifier: EUPL-1.2

import Domain
import TestSupport

/// How an operator stands to the practices of a matrix: exemption 048, ASL 010203, district PINEROLESE, sent by `sender`.
enum Standing: String, CaseIterable, Sendable {
    case ownASL, ownDistrict, otherDistrict, otherASL, noASL, withoutPermission, sender

    private static let senderCode = TestHouse.person("AAAAAA00A11D000L")

    static func person(_ role: OperatorRole, _ standing: Standing) -> Operator {
        let asls: [ASLCode] =
            switch standing {
            case .otherASL: [TestHouse.asl("010211")]
            case .noASL: []
            default: [TestHouse.asl("010203")]
            }
        let districts: [String] =
            switch standing {
            case .ownDistrict: ["PINEROLESE"]
            case .otherDistrict: ["AREA METROPOLITANA"]
            default: []
            }
        return Operator(
            fiscalCode: standing == .sender ? senderCode : TestHouse.doctor.fiscalCode, name: "DEMO", role: role,
            asls: asls, districts: districts, permissions: standing == .withoutPermission ? [] : [.reserved])
    }

    /// The table once more, in other words than the product's: whether such a practice exists for somebody.
    func seesPractice(_ role: OperatorRole) -> Bool {
        role == .hospitalSpecialist ? self == .sender : isNear(role)
    }

    /// Whether a document without person, delivered there and of that exemption, exists for somebody who may match.
    func isNear(_ role: OperatorRole) -> Bool {
        switch self {
        case .otherASL, .otherDistrict, .withoutPermission: false
        case .noASL: role == .administrator
        case .ownASL, .ownDistrict, .sender: true
        }
    }
}
