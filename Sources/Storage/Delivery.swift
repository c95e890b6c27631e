// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// A file that a sender dropped, as the ledger keeps it.
package struct Delivery: Hashable, Sendable {
    package struct ID: Hashable, Sendable, Codable {
        package let value: Int64

        package init(_ value: Int64) { self.value = value }
    }

    package let id: ID
    package let arrival: Arrival
    package let receivedAt: Timestamp
    /// Nothing while the document waits to be read, or for the rest of its request.
    package let outcome: ReceiptOutcome?
    /// Whether it was read and a request may still claim it.
    package let isHeld: Bool
    package let practice: PracticeNumber?
    package let findings: [Finding]

    package init(
        id: ID, arrival: Arrival, receivedAt: Timestamp, outcome: ReceiptOutcome?, isHeld: Bool = false,
        practice: PracticeNumber?, findings: [Finding]
    ) {
        self.id = id
        self.arrival = arrival
        self.receivedAt = receivedAt
        self.outcome = outcome
        self.isHeld = isHeld
        self.practice = practice
        self.findings = findings
    }
}

/// What is known of a file the moment its bytes are safe.
package struct Arrival: Hashable, Sendable {
    /// The declared name of the sender.
    package let sender: String
    package let senderKind: Sender.Kind
    /// The path below the sender's folder, for people and receipts; never an identity.
    package let name: String
    package let sha256: ContentHash
    package let size: Int
    /// The sender's, which a practice takes when the document does not tell the beneficiary's.
    package let asl: ASLCode
    package let district: String?
    /// What tells this very file in the inbox from every other that ever lay there, also from one of the same name: a file
    /// that could not be removed, or that a killed process left there, is known by it and never entered twice.
    package let origin: String?
    /// The folder of the citizen's request that the file may belong to, below the sender's; nothing for a file that stands
    /// for itself.
    package let request: String?

    package init(
        sender: String, senderKind: Sender.Kind, name: String, sha256: ContentHash, size: Int, asl: ASLCode,
        district: String?, origin: String? = nil, request: String? = nil
    ) {
        self.sender = sender
        self.senderKind = senderKind
        self.name = name
        self.sha256 = sha256
        self.size = size
        self.asl = asl
        self.district = district
        self.origin = origin
        self.request = request
    }
}
