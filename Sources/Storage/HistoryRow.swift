// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// The table `historyLine`; rows are only ever added.
enum HistoryRow {
    /// In the order in which `line` reads them; what a statement asks besides stands behind them.
    static let columns = """
        historyLine.at, historyLine.actor, historyLine.role, historyLine.state, historyLine.noteBeneficiary,
        historyLine.noteInternal
        """

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
        try database.map(
            kept: "SELECT \(columns) FROM historyLine WHERE practice = ? ORDER BY id", arguments: [practice.value], line
        )
    }

    static func last(_ database: Database, of practice: PracticeNumber) throws -> HistoryLine {
        let lines = try database.map(
            kept: "SELECT \(columns) FROM historyLine WHERE practice = ? ORDER BY id DESC LIMIT 1",
            arguments: [practice.value], line)
        guard let line = lines.first else { throw StoreError.damagedRow("historyLine") }
        return line
    }

    /// - Parameter row: begins with `columns`, which are read by their places: looking them up by name would take longer than
    ///   SQLite does.
    static func line(_ row: borrowing PlacedRow) throws -> HistoryLine {
        guard let role = Actor.Role(rawValue: row[2]), let state = PracticeState(rawValue: row[3]) else {
            throw StoreError.damagedRow("historyLine")
        }
        return HistoryLine(
            at: Timestamp(seconds: row[0]), actor: Actor(identity: row[1], role: role), state: state,
            noteBeneficiary: row[4], noteInternal: row[5])
    }
}
