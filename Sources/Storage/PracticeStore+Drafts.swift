// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// What an operator has typed about a practice and not decided, as the desk left it.
package struct SavedDraft: Hashable, Sendable {
    /// The desk's own text.
    package let content: String
    package let savedAt: Timestamp
}

/// What became of a draft that was to be kept.
package enum DraftOutcome: Hashable, Sendable {
    case kept
    /// The form has led to a decision: it leaves no draft, however late its text arrives.
    case decided
    /// What lies there was typed in another window, which must not lose it unseen.
    case elsewhere
}

extension PracticeStore {
    /// Keeps what `author` has typed about a practice, in the place of what was kept before.
    ///
    /// - Parameters:
    ///   - content: nothing where nothing is left worth keeping.
    ///   - ticket: the form that it was typed in.
    ///   - access: the act that it belongs to; its entry is part of the transaction unless the log has it already.
    ///   - mayReplace: whether it may take the place of what is kept, given the content of that.
    /// - Throws: `StoreError`.
    package func saveDraft(
        _ content: String?, of practice: PracticeNumber, by author: FiscalCode, ticket: String?,
        recording access: Access, mayReplace: @escaping @Sendable (String) -> Bool = { _ in true }
    ) async throws -> DraftOutcome {
        let now = clock()
        @Sendable func save(_ database: Database) throws -> DraftOutcome {
            if let ticket, try isTaken(database, ticket) { return .decided }
            if let kept = try DraftRow.fetch(database, of: practice, by: author), !mayReplace(kept.content) {
                return .elsewhere
            }
            try DraftRow.deleteOlder(database, than: Timestamp(seconds: now.seconds - Self.draftLife))
            guard let content else {
                try DraftRow.delete(database, of: practice, by: author)
                return .kept
            }
            try DraftRow.save(database, content, of: practice, by: author, at: now)
            return .kept
        }
        guard !access.isWritten else { return try await transaction(save) }
        return try await transaction(recording: access, save)
    }

    /// Seconds after which what nobody came back to is forgotten: it is health data without a purpose by then.
    private static let draftLife: Int64 = 90 * 86_400

    private func isTaken(_ database: Database, _ ticket: String) throws -> Bool {
        try Bool.fetchOne(
            database, kept: "SELECT EXISTS (SELECT 1 FROM takenForm WHERE ticket = ?)", arguments: [ticket]) ?? false
    }
}

extension PracticeReader {
    /// What `author` has typed about a practice; other operators' drafts are nobody's but theirs.
    package func draft(of practice: PracticeNumber, by author: FiscalCode) async throws -> SavedDraft? {
        try await database.read { try DraftRow.fetch($0, of: practice, by: author) }
    }
}
