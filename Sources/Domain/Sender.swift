// SPDX-License-Identifier: EUPL-1.2

/// Who drops documents: a folder under the inbox, declared in the configuration (contract §3).
package struct Sender: Hashable, Sendable, Codable {
    /// What a sender is, which decides what it may drop and what it may read in a receipt (contract §6).
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// A hospital or another structure whose doctors certify: it sees both notes.
        case hospital
        /// The citizens' portal: it may send requests, and sees only what the citizen may.
        case portal
    }

    /// The sender of files that lie straight under the inbox.
    package static let defaultName = "default"

    /// The name of the folder, which is the key in the configuration.
    package let name: String
    package let kind: Kind
    /// For people: pages and receipts.
    package let displayName: String
    /// The national code of the structure, or nothing.
    package let structureCode: String?
    /// Whose practices they become where the document does not tell the beneficiary's ASL.
    package let asl: ASLCode
    /// The district that goes with `asl`, by name, or nothing.
    package let district: String?

    package init(
        name: String,
        kind: Kind,
        displayName: String,
        structureCode: String? = nil,
        asl: ASLCode,
        district: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.displayName = displayName
        self.structureCode = structureCode
        self.asl = asl
        self.district = district
    }
}
