// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// A practice with everything that hangs on it: what the detail page and `practices show` tell.
package struct PracticeDossier: Hashable, Sendable {
    package let practice: Practice
    package let documents: [PracticeDocument]
    /// Oldest first.
    package let history: [HistoryLine]
    package internal(set) var findings: [Finding]
    /// Of which documents a finding speaks; none for one that came of something else.
    package let sources: [Finding: [ContentHash]]
    /// Oldest first.
    package let notices: [NoticeStatus]
    /// Oldest first.
    package let acknowledgements: [Acknowledgement]
    /// The name of whoever has the practice in charge; nothing where nobody has, or the account is gone.
    package let chargedName: String?
    /// The names of the operators in `history`, by fiscal code; of accounts that are gone none.
    package let operatorNames: [String: String]
}

/// Somebody said, when validating, to have looked into a red finding.
package struct Acknowledgement: Hashable, Sendable {
    package let finding: Finding
    package let by: Actor
    package let at: Timestamp
}

/// A document in a practice.
package struct PracticeDocument: Hashable, Sendable {
    package let sha256: ContentHash
    /// As the sender named it.
    package let name: String
    package let role: DocumentRole
    package let sender: String
    package let extract: Extract
    /// Whom an operator named for it; nothing where it did not wait for its person.
    package let named: NamedPerson?
}

/// A finding and the document that gave cause to it, if one did.
package struct SourcedFinding: Hashable, Sendable {
    package let finding: Finding
    package let document: ContentHash?
}
