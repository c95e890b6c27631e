// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// How much there is of everything: figures for machines that watch, without any personal data.
package struct StoreCounts: Hashable, Sendable {
    /// A state without practices has no entry.
    package let practices: [PracticeState: Int]
    package let notices: [NoticeState: Int]
    package let pendingDeliveries: Int
    /// Files of a citizen's request that were read and wait for the others of their folder.
    package let heldDeliveries: Int
    package let quarantined: Int
    package let unmatched: Int
    package let pendingReceipts: Int
    /// The number of the newest entry of the access log.
    package let accessEntries: Int
    package let accessAlarms: [AccessAlarm.Kind: Int]
}

extension PracticeReader {
    /// All counts, as of one moment.
    package func counts() async throws -> StoreCounts {
        try await database.read { database in
            func count(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
            func counts<State: RawRepresentable<String>>(_ table: String) throws -> [State: Int] {
                let rows = try Row.fetchAll(
                    database, sql: "SELECT state, count(*) AS number FROM \(table) GROUP BY state")
                return Dictionary(
                    rows.compactMap { row in State(rawValue: row["state"]).map { ($0, row["number"]) } },
                    uniquingKeysWith: +)
            }
            return StoreCounts(
                practices: try counts("practice"),
                notices: try counts("notice"),
                pendingDeliveries: try count(
                    """
                    SELECT count(*) FROM delivery
                    WHERE outcome IS NULL AND heldSince IS NULL AND NOT \(UnfiledRow.isUnfiled)
                    """),
                heldDeliveries: try count(
                    "SELECT count(*) FROM delivery WHERE outcome IS NULL AND heldSince IS NOT NULL"),
                quarantined: try count("SELECT count(*) FROM quarantine"),
                unmatched: try count("SELECT count(*) FROM unmatched WHERE settledAt IS NULL"),
                pendingReceipts: try count("SELECT count(*) FROM receipt WHERE writtenAt IS NULL"),
                accessEntries: try count("SELECT last FROM accessHead"),
                accessAlarms: Dictionary(
                    try AlarmRow.fetchAll(database).map { ($0.kind, 1) }, uniquingKeysWith: +))
        }
    }
}
