// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// The table `notice`: each message to AURA, its bytes as made in the decision's transaction, and its fate.
enum NoticeRow {
    static func insert(_ database: Database, _ notice: Notice, bytes: [UInt8]) throws {
        try database.execute(
            kept: """
                INSERT INTO notice (practice, kind, state, messageID, fileName, bytes, createdAt)
                VALUES (?, ?, 'DA_INVIARE', ?, ?, ?, ?)
                """,
            arguments: [
                notice.practice.value, notice.content.kind.rawValue, notice.messageID,
                try nextFileName(database, notice.practice, notice.content.kind), bytes.blob, notice.at.seconds,
            ])
    }

    /// Queues a notice once more: the same bytes under a name never used before.
    ///
    /// - Returns: whether there was one that is sent or refused.
    static func requeue(_ database: Database, _ messageID: String) throws -> Bool {
        let row = try Row.fetchOne(
            database,
            kept: "SELECT * FROM notice WHERE messageID = ? AND state IN ('INVIATO', 'SCARTATO')",
            arguments: [messageID])
        guard let notice = try row.map(status) else { return false }
        try database.execute(
            kept: "UPDATE notice SET state = 'DA_INVIARE', fileName = ? WHERE messageID = ?",
            arguments: [try nextFileName(database, notice.practice, notice.kind), messageID])
        return true
    }

    /// Gives a notice that waits for the outbox another name.
    static func rename(_ database: Database, _ messageID: String) throws {
        let row = try Row.fetchOne(
            database, kept: "SELECT * FROM notice WHERE messageID = ? AND state = 'DA_INVIARE'",
            arguments: [messageID])
        guard let notice = try row.map(status) else { return }
        let number = try Counter.notice.another(database)
        try database.execute(
            kept: "UPDATE notice SET fileName = ? WHERE messageID = ?",
            arguments: [
                Notice.fileName(practice: notice.practice, kind: notice.kind, progressive: number), messageID,
            ])
    }

    private static func nextFileName(
        _ database: Database, _ practice: PracticeNumber, _ kind: NoticeKind
    ) throws -> String {
        Notice.fileName(practice: practice, kind: kind, progressive: try Counter.notice.next(database))
    }

    static func status(_ row: Row) throws -> NoticeStatus {
        guard let practice = PracticeNumber(row["practice"] as String), let kind = NoticeKind(rawValue: row["kind"]),
            let state = NoticeState(rawValue: row["state"])
        else { throw StoreError.damagedRow("notice") }
        return NoticeStatus(
            messageID: row["messageID"], practice: practice, kind: kind, state: state, fileName: row["fileName"],
            createdAt: Timestamp(seconds: row["createdAt"]),
            sentAt: (row["sentAt"] as Int64?).map(Timestamp.init(seconds:)), timesSent: row["timesSent"],
            repliedAt: (row["repliedAt"] as Int64?).map(Timestamp.init(seconds:)),
            reply: try (row["reply"] as String?).map { try JSONText.decode(Reply.self, from: $0) },
            refusal: try (row["refusal"] as String?).map { try JSONText.decode(Reply.self, from: $0) },
            refusedAt: (row["refusedAt"] as Int64?).map(Timestamp.init(seconds:)))
    }
}
