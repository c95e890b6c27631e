// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// How long the open practices have been waiting for their decision.
package struct WaitingPractices: Hashable, Sendable {
    /// The one that waits longest; nothing when none is open.
    package let oldest: Oldest?
    /// How many were requested before each of the moments asked for, in their order.
    package let requestedBefore: [Int]
    package let total: Int

    /// The practice that waits longest.
    package struct Oldest: Hashable, Sendable {
        package let number: PracticeNumber
        package let requestedAt: Timestamp

        package init(number: PracticeNumber, requestedAt: Timestamp) {
            self.number = number
            self.requestedAt = requestedAt
        }
    }
}

/// A notice that AURA does not answer.
package struct SilentNotice: Hashable, Sendable {
    package let practice: PracticeNumber
    package let kind: NoticeKind
    package let sentAt: Timestamp

    package init(practice: PracticeNumber, kind: NoticeKind, sentAt: Timestamp) {
        self.practice = practice
        self.kind = kind
        self.sentAt = sentAt
    }
}

extension PracticeReader {
    /// The open practices of all ASLs by how long they wait.
    package func waitingPractices(before moments: [Timestamp]) async throws -> WaitingPractices {
        try await database.read { database in
            let oldest = try Row.fetchOne(
                database,
                kept: "SELECT number, requestedAt FROM practice WHERE isOpen = 1 ORDER BY requestedAt, number LIMIT 1",
                arguments: [])
            func count(before moment: Timestamp) throws -> Int {
                try Int.fetchOne(
                    database, kept: "SELECT count(*) FROM practice WHERE isOpen = 1 AND requestedAt < ?",
                    arguments: [moment.seconds]) ?? 0
            }
            let total = try Int.fetchOne(
                database, kept: "SELECT coalesce(sum(count), 0) FROM practiceCount WHERE isOpen = 1", arguments: [])
            return WaitingPractices(
                oldest: try oldest.map { row in
                    guard let number = PracticeNumber(row["number"] as String) else {
                        throw StoreError.damagedRow("practice")
                    }
                    return WaitingPractices.Oldest(
                        number: number, requestedAt: Timestamp(seconds: row["requestedAt"]))
                },
                requestedBefore: try moments.map(count), total: total ?? 0)
        }
    }

    /// The notices that were sent at or before `moment` and have no reply, the longest silent first.
    package func silentNotices(since moment: Timestamp, limit: Int) async throws -> [SilentNotice] {
        try await database.read { database in
            try Row.fetchAll(
                database,
                kept: """
                    SELECT practice, kind, sentAt FROM notice WHERE state = 'INVIATO' AND sentAt <= ?
                    ORDER BY sentAt LIMIT ?
                    """,
                arguments: [moment.seconds, limit]
            ).map { row in
                guard let practice = PracticeNumber(row["practice"] as String),
                    let kind = NoticeKind(rawValue: row["kind"])
                else { throw StoreError.damagedRow("notice") }
                return SilentNotice(practice: practice, kind: kind, sentAt: Timestamp(seconds: row["sentAt"]))
            }
        }
    }

    /// The version of the database engine.
    package func engineVersion() async throws -> String {
        try await database.read { try String.fetchOne($0, sql: "SELECT sqlite_version()") ?? "" }
    }
}
