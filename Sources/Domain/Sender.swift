// SPDX-License-Identifier: EUPL-1.2

/// Who may drop files: a folder of the inbox, declared in the configuration (contract §3).
package struct Sender: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case hospital, portal

        /// Who reads the receipts.
        package var audience: Audience { self == .portal ? .citizen : .sendingDoctor }
    }

    /// The folder's name, also that of its receipts.
    package let name: String
    package let kind: Kind
    package let displayName: String
    package let structureCode: String
    /// The ASL of a practice whose document does not tell the beneficiary's.
    package let asl: ASLCode
    package let district: String?

    package init(
        name: String, kind: Kind, displayName: String, structureCode: String, asl: ASLCode, district: String?
    ) {
        self.name = name
        self.kind = kind
        self.displayName = displayName
        self.structureCode = structureCode
        self.asl = asl
        self.district = district
    }
}
