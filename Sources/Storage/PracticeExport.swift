// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// All practices as of one moment, some at a time by their numbers, whatever is decided or added meanwhile.
///
/// As long as it is there the log of the database cannot be put in order beyond its moment: it is for a command that goes through
/// all of them and ends.
package struct PracticeExport: Sendable {
    /// In one transaction from the beginning to its end.
    private let connection: DatabaseQueue
    private let state: PracticeState?

    init(path: String, in state: PracticeState?) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(Double(PracticeStore.busySeconds))
        configuration.allowsUnsafeTransactions = true
        connection = try DatabaseQueue(path: path, configuration: configuration)
        self.state = state
        try connection.unsafeRead { database in
            try database.execute(sql: "BEGIN")
            // The moment is that of the first look.
            _ = try Int.fetchOne(database, sql: "SELECT 1 FROM practice LIMIT 1")
        }
    }

    /// - Parameter last: the last one that was given; nothing at first.
    /// - Returns: those that follow it by number; none at the end.
    package func next(after last: PracticeNumber?, limit: Int) throws -> [Practice] {
        try connection.unsafeRead { database in
            try database.map(
                kept: """
                    SELECT \(PracticeRow.columns) FROM practice
                    WHERE number > ?1 AND (?2 IS NULL OR +state = ?2) ORDER BY number LIMIT ?3
                    """,
                arguments: [last?.value ?? "", state?.rawValue, limit], PracticeRow.practice)
        }
    }
}

extension PracticeReader {
    /// All practices, or those in `state`, as they are now.
    package func export(in state: PracticeState?) throws(StoreError) -> PracticeExport {
        do { return try PracticeExport(path: database.path, in: state) } catch { throw .unusable("\(error)") }
    }
}
