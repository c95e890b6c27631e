// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// The table `draft`: at most one of an operator about a practice.
enum DraftRow {
    static func save(
        _ database: Database, _ content: String, of practice: PracticeNumber, by author: FiscalCode, at now: Timestamp
    ) throws {
        try database.execute(
            kept: """
                INSERT INTO draft (practice, operator, content, savedAt) VALUES (?, ?, ?, ?)
                ON CONFLICT (practice, operator) DO UPDATE SET content = excluded.content, savedAt = excluded.savedAt
                """,
            arguments: [practice.value, author.value, content, now.seconds])
    }

    static func delete(_ database: Database, of practice: PracticeNumber, by author: FiscalCode) throws {
        try database.execute(
            kept: "DELETE FROM draft WHERE practice = ? AND operator = ?", arguments: [practice.value, author.value])
    }

    static func deleteOlder(_ database: Database, than moment: Timestamp) throws {
        try database.execute(kept: "DELETE FROM draft WHERE savedAt < ?", arguments: [moment.seconds])
    }

    static func fetch(_ database: Database, of practice: PracticeNumber, by author: FiscalCode) throws -> SavedDraft? {
        try Row.fetchOne(
            database, kept: "SELECT content, savedAt FROM draft WHERE practice = ? AND operator = ?",
            arguments: [practice.value, author.value]
        ).map { SavedDraft(content: $0["content"], savedAt: Timestamp(seconds: $0["savedAt"])) }
    }
}
