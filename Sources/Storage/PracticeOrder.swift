// SPDX-License-Identifier: EUPL-1.2

/// The order of a list of practices. Practices that are equal in it follow each other by number, so that no two pages of a
/// list show the same one.
package struct PracticeOrder: Hashable, Sendable {
    /// The columns of the desk's list, in the manual's order (§3.2).
    package enum Column: String, Hashable, Sendable, CaseIterable {
        case number, asl, district, beneficiary, submitter, exemption, state, requestedAt
    }

    package let column: Column
    package let isDescending: Bool

    package init(_ column: Column, isDescending: Bool = false) {
        self.column = column
        self.isDescending = isDescending
    }

    /// As the manual shows the list.
    package static let byNumber = PracticeOrder(.number)
}

extension PracticeOrder {
    /// What `ORDER BY` names, the number last.
    var terms: [String] {
        switch column {
        case .number: ["number"]
        case .asl: ["asl", "number"]
        case .district: ["district", "number"]
        case .beneficiary: ["familyKey", "givenKey", "number"]
        case .submitter: ["submitterWord", "submitterCode", "number"]
        case .exemption: ["exemption", "number"]
        case .state: ["state", "number"]
        case .requestedAt: ["requestedAt", "number"]
        }
    }

    /// `ORDER BY`, by the columns or by other names for them.
    func clause(of names: [String]? = nil) -> String {
        "ORDER BY " + (names ?? terms).map { isDescending ? "\($0) DESC" : $0 }.joined(separator: ", ")
    }
}
