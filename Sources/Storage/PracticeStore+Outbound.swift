// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

extension PracticeStore {
    /// The notices that wait for the outbox, oldest first, so that a practice's own order is kept. One that is no longer what it
    /// was made as keeps the later ones of its practice waiting, and no other's.
    ///
    /// - Throws: `StoreError.paperAltered` where only such are left.
    package func nextNotices(limit: Int) throws -> [OutboundFile] {
        try reader.readAtOnce { database in
            let rows = try Row.fetchAll(
                database,
                kept: """
                    SELECT practice, messageID, fileName, bytes, sha256 FROM notice WHERE state = 'DA_INVIARE'
                    ORDER BY id LIMIT ?
                    """,
                arguments: [limit])
            var held: Set<String> = []
            let sound = try rows.filter { row in
                let practice: String = row["practice"]
                if try !PaperHash.isSound(row) { held.insert(practice) }
                return !held.contains(practice)
            }
            if sound.isEmpty, let first = rows.first { throw StoreError.paperAltered(first["messageID"]) }
            return sound.map {
                OutboundFile(
                    kind: .notice(messageID: $0["messageID"]), fileName: $0["fileName"], bytes: $0.bytes("bytes"))
            }
        }
    }

    /// The receipts that wait for their sender's folder, oldest first.
    ///
    /// - Parameter id: of the last receipt that was tried, so that one that cannot be written holds up no other.
    package func nextReceipts(after id: Int64 = 0, limit: Int) throws -> [OutboundFile] {
        try reader.readAtOnce { database in
            try Row.fetchAll(
                database,
                kept: """
                    SELECT id, sender, fileName, bytes FROM receipt WHERE writtenAt IS NULL AND id > ?
                    ORDER BY id LIMIT ?
                    """,
                arguments: [id, limit]
            ).map {
                OutboundFile(
                    kind: .receipt(id: $0["id"], sender: $0["sender"]), fileName: $0["fileName"],
                    bytes: $0.bytes("bytes"))
            }
        }
    }

    /// Notes that files are durably in their outboxes.
    package func recordWritten(_ files: [OutboundFile]) async throws {
        let now = clock()
        try await transaction { database in
            for file in files { try markWritten(database, file, now) }
        }
    }

    /// Gives papers that wait a name of the next number, where that of theirs was taken by somebody else.
    package func renamePapers(_ files: [OutboundFile]) async throws {
        try await transaction { database in
            for file in files {
                switch file.kind {
                case .notice(let messageID): try NoticeRow.rename(database, messageID)
                case .receipt(let id, let sender):
                    try ReceiptRow.rename(database, id, sender: sender, from: file.fileName)
                }
            }
        }
    }

    private func markWritten(_ database: Database, _ file: OutboundFile, _ now: Timestamp) throws {
        switch file.kind {
        case .notice(let messageID):
            try database.execute(
                kept: """
                    UPDATE notice SET state = 'INVIATO', sentAt = ?, timesSent = timesSent + 1, isAgain = 0
                    WHERE messageID = ? AND state = 'DA_INVIARE'
                    """,
                arguments: [now.seconds, messageID])
            // The answer to an earlier sending, which came while this one waited.
            if let early = try NoticeRow.reply(database, messageID) {
                try NoticeRow.set(database, early.isAccepted ? .accepted : .refused, messageID)
            }
        case .receipt(let id, _):
            try database.execute(
                kept: "UPDATE receipt SET writtenAt = ? WHERE id = ? AND writtenAt IS NULL",
                arguments: [now.seconds, id])
        }
    }

    /// What became of a reply.
    package enum ReplyOutcome: Hashable, Sendable {
        case recorded(NoticeState)
        /// The same answer once more: nothing changes.
        case repeated
        /// A refusal of what was accepted: nothing changes, and somebody must ask AURA which of the two holds.
        case contradicted
        /// The answer to an earlier sending of a notice that waits to be sent again: it is sent all the same, and the answer
        /// counts from then on.
        case early
        /// The same for a notice that nothing says was ever sent: AURA has it, since it answers.
        case unnoted(NoticeState)
        /// A refusal that was taken before, in a file that lay there since before the last sending: nothing changes.
        case former
        case unknownMessage
    }

    /// Ties AURA's answer to its notice. A refused notice may be accepted later, since AURA mends its data too; an accepted one
    /// stays accepted, since a notice sent twice is often refused the second time.
    ///
    /// - Parameter writtenAt: when its file was written: one that AURA wrote before the last sending says nothing of that.
    package func recordReply(_ reply: Reply, writtenAt: Timestamp? = nil) async throws -> ReplyOutcome {
        let now = clock()
        return try await transaction { database in
            let row = try Row.fetchOne(
                database, kept: "SELECT state, isAgain, sentAt, refusal FROM notice WHERE messageID = ?",
                arguments: [reply.messageID])
            guard let row, let state = NoticeState(rawValue: row["state"]) else { return .unknownMessage }
            let next: NoticeState = reply.isAccepted ? .accepted : .refused
            guard state != next else { return .repeated }
            if try reply.isKnownRefusal(row, writtenAt) { return .former }
            guard state != .accepted else {
                try database.execute(
                    kept: "UPDATE notice SET refusal = ?, refusedAt = ? WHERE messageID = ?",
                    arguments: [try JSONText.encode(reply), now.seconds, reply.messageID])
                return .contradicted
            }
            try database.execute(
                kept: "UPDATE notice SET repliedAt = ?, reply = ? WHERE messageID = ?",
                arguments: [now.seconds, try JSONText.encode(reply), reply.messageID])
            if row["isAgain"] as Bool { return .early }
            try NoticeRow.set(database, next, reply.messageID)
            return state == .due ? .unnoted(next) : .recorded(next)
        }
    }

    /// Puts a notice that was sent or refused back into the queue, and behind it what AURA was told later of the same person and
    /// exemption; the same bytes go out again.
    ///
    /// - Returns: what was queued, in its order; nothing where there is no such notice to send.
    package func resendNotice(_ messageID: String, recording access: Access) async throws -> [NoticeStatus] {
        try await transaction(recording: access) { database in
            let queued = try NoticeRow.requeue(database, messageID)
            let named = try String.fetchAll(
                database, kept: "SELECT practice FROM notice WHERE messageID = ?", arguments: [messageID])
            let numbers = Set(named.compactMap { PracticeNumber($0) } + queued.map(\.practice))
            let practices = try numbers.sorted { $0.value < $1.value }.compactMap {
                try PracticeRow.fetch(database, $0)
            }
            try access.note(practices.map { AccessSubject($0) })
            access.conclude(queued.isEmpty ? .refused : .done)
            return queued
        }
    }
}

extension PracticeReader {
    /// All notices, newest first; with a state, only those in it.
    package func notices(in state: NoticeState? = nil, limit: Int = 1000) async throws -> [NoticeStatus] {
        try await database.read { database in
            try Row.fetchAll(
                database,
                kept: "SELECT * FROM notice WHERE ?1 IS NULL OR state = ?1 ORDER BY id DESC LIMIT ?2",
                arguments: [state?.rawValue, limit]
            ).map(NoticeRow.status)
        }
    }

    /// How many notices were sent at or before `moment` and have no reply.
    package func noticesWithoutReply(since moment: Timestamp) async throws -> Int {
        try readAtOnce { try noticesWithoutReply($0, since: moment) }
    }

    func noticesWithoutReply(_ database: Database, since moment: Timestamp) throws -> Int {
        try Int.fetchOne(
            database, kept: "SELECT count(*) FROM notice WHERE state = 'INVIATO' AND sentAt <= ?",
            arguments: [moment.seconds]) ?? 0
    }
}

extension Reply {
    /// Whether it is the refusal that the notice's row has already, in a file from before the last sending. Where that is not
    /// known it is an answer like any other.
    fileprivate func isKnownRefusal(_ row: Row, _ writtenAt: Timestamp?) throws -> Bool {
        guard let writtenAt, let sentAt = row["sentAt"] as Int64?, let refusal = row["refusal"] as String?,
            try JSONText.decode(Reply.self, from: refusal) == self
        else { return false }
        // One that waits to be sent again cannot have been answered since.
        return row["isAgain"] as Bool || writtenAt.seconds < sentAt
    }
}
