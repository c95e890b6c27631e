// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// The files of one citizen's request as the ledger knows them: everything that was ever dropped into one folder of a portal.
struct RequestFolder: Hashable {
    let sender: String
    /// Below the sender's folder.
    let path: String

    /// A file of the folder that was read.
    struct Member: Hashable {
        let delivery: Delivery
        let extract: Extract

        var sha256: ContentHash { delivery.arrival.sha256 }
        /// The name without folders, which is how a request names it.
        var name: String { delivery.arrival.baseName }
        var file: RequestContents.File { RequestContents.File(name: name, sha256: sha256) }
        /// Nothing for every file that is no request.
        var request: StatedRequest? { extract.request }

        /// Whether it waits to be answered, or was answered only as lacking its request.
        var isHeld: Bool { delivery.isHeld }
        var isUnanswered: Bool { delivery.isHeld && delivery.outcome == nil }
        /// Whether its sender does not yet know what became of it for good.
        var needsAnswer: Bool { isHeld || delivery.outcome == .unmatched }

        func contents(_ files: [Member]) -> RequestContents {
            RequestContents(listed: request?.attachments ?? [], files: files.map(\.file))
        }
    }

    /// Whether files of the folder still have to be read; nothing is concluded before.
    func hasUnread(_ database: Database) throws -> Bool {
        try Bool.fetchOne(
            database,
            kept: """
                SELECT EXISTS (SELECT 1 FROM delivery
                    WHERE sender = ? AND request = ? AND outcome IS NULL AND heldSince IS NULL)
                """,
            arguments: [sender, path]) ?? false
    }

    /// Files that are looked at together. A request lists at most 50; a portal that drops all of its requests into one folder
    /// must not make each of them cost more than the one before.
    private static let horizon = 1000

    /// What was read and not turned away for good, oldest first.
    func members(_ database: Database) throws -> [Member] {
        try Row.fetchAll(
            database,
            kept: """
                SELECT \(DeliveryRow.columns), document.extract FROM delivery JOIN document ON document.sha256 = delivery.sha256
                WHERE delivery.sender = ? AND delivery.request = ?
                    AND (delivery.heldSince IS NOT NULL OR delivery.outcome IN ('ACQUISITO', 'DUPLICATO', 'DA_ABBINARE'))
                ORDER BY delivery.id DESC LIMIT ?
                """,
            arguments: [sender, path, Self.horizon]
        ).reversed().map {
            Member(
                delivery: try DeliveryRow.delivery($0),
                extract: try JSONText.decode(Extract.self, from: $0["extract"]))
        }
    }

    /// What may belong to a request: what it lists, whether it was answered before or not, and of the other files those that
    /// wait like it and that no other waiting request lists or names.
    ///
    /// - Parameter waits: whether a file is at the same point of its way as the request.
    func files(
        for request: Member, _ database: Database, waits: (Member) -> Bool
    ) throws -> [Member] {
        let members = try members(database)
        let others = members.filter { waits($0) && $0.request != nil && $0.delivery.id != request.delivery.id }
        return members.filter { member in
            guard member.request == nil, member.extract.cancellation == nil else { return false }
            return request.lists(member) || (waits(member) && !others.contains { $0.listsOrNames(member) })
        }
    }

    /// Folders with unanswered files of which the newest has waited since `limit` or longer; those whose answer cannot be
    /// written are left out.
    static func waiting(_ database: Database, since limit: Timestamp) throws -> [RequestFolder] {
        try Row.fetchAll(
            database,
            kept: """
                SELECT sender, request FROM delivery WHERE heldSince IS NOT NULL AND outcome IS NULL AND NOT \(UnfiledRow.isUnfiled)
                GROUP BY sender, request HAVING max(heldSince) <= ?
                """,
            arguments: [limit.seconds]
        ).map { RequestFolder(sender: $0["sender"], path: $0["request"]) }
    }
}

extension Arrival {
    /// The last part of the name.
    var baseName: String { name.baseName }
}
