// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// The table `notice`: each message to AURA, its bytes as made in the decision's transaction, and its fate.
enum NoticeRow {
    static func insert(_ database: Database, _ notice: Notice, bytes: [UInt8]) throws {
        try database.execute(
            kept: """
                INSERT INTO notice (practice, kind, state, messageID, fileName, bytes, createdAt, sha256)
                VALUES (?, ?, 'DA_INVIARE', ?, ?, ?, ?, ?)
                """,
            arguments: [
                notice.practice.value, notice.content.kind.rawValue, notice.messageID,
                try nextFileName(database, notice.practice, notice.content.kind), bytes.blob, notice.at.seconds,
                try PaperHash.of(bytes),
            ])
    }

    /// Queues a notice once more, and with it all that AURA was told later of the same person and exemption, so that the last
    /// that AURA hears stays the last that was decided: the same bytes in their order, under names never used before.
    ///
    /// - Returns: those that were queued, in their order; none where there is no such notice that is sent or refused.
    /// - Throws: `StoreError.paperAltered` where one is no longer what it was made as.
    static func requeue(_ database: Database, _ messageID: String) throws -> [NoticeStatus] {
        let row = try Row.fetchOne(
            database,
            kept: "SELECT * FROM notice WHERE messageID = ? AND state IN ('INVIATO', 'SCARTATO')",
            arguments: [messageID])
        guard let row else { return [] }
        return try requeue(database, from: row["id"], practice: row["practice"])
    }

    /// Queues everything again of which it is not known that AURA has it, for an archive that may have sent more than it knows.
    ///
    /// - Returns: how many notices go out.
    static func requeueUnanswered(_ database: Database) throws -> Int {
        try database.execute(sql: "UPDATE notice SET isAgain = 0 WHERE isAgain = 1")
        let open = try Row.fetchAll(
            database,
            sql: "SELECT id, practice FROM notice WHERE state IN ('INVIATO', 'DA_INVIARE') ORDER BY id")
        var queued: Set<String> = []
        for row in open {
            let id: Int64 = row["id"]
            let isQueued = try Bool.fetchOne(
                database, kept: "SELECT isAgain FROM notice WHERE id = ?", arguments: [id])
            guard isQueued != true else { continue }
            queued.formUnion(try requeue(database, from: id, practice: row["practice"]).map(\.messageID))
        }
        return queued.count
    }

    private static func requeue(
        _ database: Database, from id: Int64, practice: String
    ) throws -> [NoticeStatus] {
        let rows = try Row.fetchAll(
            database,
            kept: """
                SELECT * FROM notice WHERE id >= ?1 AND bytes <> x'' AND practice IN (
                    SELECT ?2 UNION
                    SELECT other.number FROM practice JOIN practice AS other
                        ON other.fiscalCode = practice.fiscalCode AND other.exemption = practice.exemption
                    WHERE practice.number = ?2)
                ORDER BY id
                """,
            arguments: [id, practice])
        for row in rows where try !PaperHash.isSound(row) { throw StoreError.paperAltered(row["messageID"]) }
        let notices = try rows.map(status)
        for notice in notices {
            try database.execute(
                kept: """
                    UPDATE notice SET state = 'DA_INVIARE', isAgain = 1, reply = NULL, repliedAt = NULL, fileName = ?
                    WHERE messageID = ?
                    """,
                arguments: [try freshFileName(database, notice), notice.messageID])
        }
        return notices
    }

    /// A name after all that were given; what never went out gives its number back.
    private static func freshFileName(_ database: Database, _ notice: NoticeStatus) throws -> String {
        guard notice.state == .due else { return try nextFileName(database, notice.practice, notice.kind) }
        return Notice.fileName(
            practice: notice.practice, kind: notice.kind, progressive: try Counter.notice.another(database))
    }

    /// Gives a notice that waits for the outbox another name, and those of its practice that wait behind it later ones.
    static func rename(_ database: Database, _ messageID: String) throws {
        let row = try Row.fetchOne(
            database, kept: "SELECT * FROM notice WHERE messageID = ? AND state = 'DA_INVIARE'",
            arguments: [messageID])
        guard let notice = try row.map(status) else { return }
        let waiting = try Row.fetchAll(
            database,
            kept: """
                SELECT * FROM notice WHERE practice = ?1 AND state = 'DA_INVIARE'
                    AND id >= (SELECT id FROM notice WHERE messageID = ?2) ORDER BY id
                """,
            arguments: [notice.practice.value, messageID]
        ).map(status)
        for notice in waiting {
            try database.execute(
                kept: "UPDATE notice SET fileName = ? WHERE messageID = ?",
                arguments: [try freshFileName(database, notice), notice.messageID])
        }
    }

    /// AURA's answer as kept.
    static func reply(_ database: Database, _ messageID: String) throws -> Reply? {
        try String.fetchOne(database, kept: "SELECT reply FROM notice WHERE messageID = ?", arguments: [messageID])
            .map { try JSONText.decode(Reply.self, from: $0) }
    }

    /// Notes what AURA's answer, which is kept already, makes of a notice.
    static func set(_ database: Database, _ state: NoticeState, _ messageID: String) throws {
        try database.execute(
            kept: "UPDATE notice SET state = ? WHERE messageID = ?", arguments: [state.rawValue, messageID])
        guard state == .refused else { return }
        try database.execute(
            kept: "UPDATE notice SET refusal = reply, refusedAt = repliedAt WHERE messageID = ?",
            arguments: [messageID])
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
