// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// The table `historyLine`; rows are only ever added.
enum HistoryRow {
    /// - Parameter systemAccount: the account that ran the command, where the action came from the command line.
    /// - Returns: the line's own number.
    @discardableResult
    static func insert(
        _ database: Database, _ line: HistoryLine, of practice: PracticeNumber, systemAccount: String? = nil
    ) throws -> Int64 {
        try database.execute(
            kept: """
                INSERT INTO historyLine (practice, at, actor, role, state, noteBeneficiary, noteInternal, systemAccount)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                practice.value, line.at.seconds, line.actor.identity, line.actor.role.rawValue, line.state.rawValue,
                line.noteBeneficiary, line.noteInternal, systemAccount,
            ])
        return database.lastInsertedRowID
    }

    /// All lines of a practice, oldest first.
    static func fetchAll(_ database: Database, of practice: PracticeNumber) throws -> [HistoryLine] {
        try Row.fetchAll(
            database, kept: "SELECT * FROM historyLine WHERE practice = ? ORDER BY id", arguments: [practice.value]
        ).map(line)
    }

    static func last(_ database: Database, of practice: PracticeNumber) throws -> HistoryLine {
        let row = try Row.fetchOne(
            database, kept: "SELECT * FROM historyLine WHERE practice = ? ORDER BY id DESC LIMIT 1",
            arguments: [practice.value])
        guard let row else { throw StoreError.damagedRow("historyLine") }
        return try line(row)
    }

    static func line(_ row: Row) throws -> HistoryLine {
        guard let role = Actor.Role(rawValue: row["role"]), let state = PracticeState(rawValue: row["state"]) else {
            throw StoreError.damagedRow("historyLine")
        }
        return HistoryLine(
            at: Timestamp(seconds: row["at"]), actor: Actor(identity: row["actor"], role: role), state: state,
            noteBeneficiary: row["noteBeneficiary"], noteInternal: row["noteInternal"])
    }
}
