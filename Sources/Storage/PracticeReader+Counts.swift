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
    package func counts() async throws -> StoreCounts { try await database.read(Self.counts) }

    static func counts(_ database: Database) throws -> StoreCounts {
        func count(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
        // Kept by triggers (012-counting, 024-counts-at-hand): the rows themselves may be millions.
        func counts<State: RawRepresentable<String>>(_ table: String) throws -> [State: Int] {
            let rows = try Row.fetchAll(
                database, sql: "SELECT state, sum(count) AS number FROM \(table) GROUP BY state")
            return Dictionary(
                rows.compactMap { row in State(rawValue: row["state"]).map { ($0, row["number"]) } },
                uniquingKeysWith: +
            ).filter { $0.value > 0 }
        }
        return StoreCounts(
            practices: try counts("practiceCount"),
            notices: try counts("noticeCount"),
            pendingDeliveries: try count(Self.pending),
            heldDeliveries: try count("SELECT count(*) FROM delivery WHERE outcome IS NULL AND heldSince IS NOT NULL"),
            quarantined: try count("SELECT count(*) FROM quarantine"),
            unmatched: try count("SELECT count(*) FROM unmatched WHERE settledAt IS NULL"),
            pendingReceipts: try count("SELECT count(*) FROM receipt WHERE writtenAt IS NULL"),
            accessEntries: try count("SELECT last FROM accessHead"),
            accessAlarms: try AlarmRow.counts(database))
    }

    /// How many files wait to be read.
    package func pendingDeliveryCount() async throws -> Int {
        try await database.read { try Int.fetchOne($0, kept: Self.pending, arguments: []) ?? 0 }
    }

    private static let pending = """
        SELECT count(*) FROM delivery WHERE outcome IS NULL AND heldSince IS NULL AND NOT \(UnfiledRow.isUnfiled)
        """
}
