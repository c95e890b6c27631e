// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// A signed head of a day, as its file keeps it for whoever carries it elsewhere.
package struct SignedHead: Hashable, Sendable, Codable {
    package let head: AccessHead
    /// Ed25519, in hexadecimal digits.
    package let signature: String
    package let publicKey: String

    /// Whether it was signed with the key that it names.
    package var isSound: Bool {
        guard let signature = [UInt8](hexadecimal: signature), let key = [UInt8](hexadecimal: publicKey) else {
            return false
        }
        return head.isSigned(signature, by: key)
    }
}

extension PracticeStore {
    /// Signs the last entry of a day that is over, where that is not done yet.
    package func closeAccessDay() async throws {
        let today = clock().romeDay
        try await transaction { [chain] in try chain.closeDay($0, before: today) }
    }

    /// Removes the entries of whole signed days that are older than `months`, and leaves their last link as the anchor of
    /// what remains; an entry tells of it.
    ///
    /// - Parameter months: never under 24 (Garante, provision of 4 June 2015, annex 2); the database refuses it by itself.
    /// - Returns: how many entries were removed; none while the term is held.
    package func expireAccesses(olderThan months: Int) async throws -> Int {
        let now = clock()
        let limit = now.romeDay.adding(months: -max(months, 24))
        guard try reader.heldAccessTerm() == nil, let last = try await reader.expiring(before: limit) else { return 0 }
        // First, so that the log knows what day it is before the database judges what is old.
        try await record(
            Access(
                actor: "servizio", role: "servizio", origin: .service, act: .entriesExpired,
                detail: "prima del \(limit.iso), fino alla voce \(last)"))
        return try await transaction { database in
            try database.execute(
                sql: "INSERT INTO accessAnchor (last, day, at) SELECT last, day, ? FROM accessDay WHERE last = ?",
                arguments: [now.seconds, last])
            try database.execute(sql: "DELETE FROM accessSubject WHERE entry <= ?", arguments: [last])
            try AccessStretch.remove(database, upTo: last)
            try database.execute(sql: "DELETE FROM accessEntry WHERE id <= ?", arguments: [last])
            return database.changesCount
        }
    }
}

extension PracticeReader {
    /// The signed days, oldest first.
    package func signedDays() async throws -> [SignedHead] {
        try await database.read { database in
            try SignedDay.fetchAll(database).map {
                SignedHead(
                    head: $0.head, signature: $0.signature.hexadecimal, publicKey: $0.publicKey.hexadecimal)
            }
        }
    }

    /// The last entry of the newest signed day before `limit`, where there is something before it to remove.
    fileprivate func expiring(before limit: CalendarDay) async throws -> Int64? {
        try await database.read { database in
            try Int64.fetchOne(
                database,
                sql: """
                    SELECT max(last) FROM accessDay
                    WHERE day < ? AND last > coalesce((SELECT max(last) FROM accessAnchor), 0)
                    """,
                arguments: [limit.iso])
        }
    }
}
