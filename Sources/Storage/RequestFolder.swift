// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// The files of citizens' requests as the ledger knows them: everything that was ever dropped into one folder of a portal.
///
/// A portal may drop all of its requests into one folder. So nothing here looks through the folder as a whole: what a
/// request lists is found by hash and by name (023-request-listings), and only what has come since is looked at.
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
        /// Whether it may be what a request lists.
        var isFile: Bool { request == nil && extract.cancellation == nil }

        /// Whether it waits to be answered, or was answered only as lacking its request.
        var isHeld: Bool { delivery.isHeld }
        var isUnanswered: Bool { delivery.isHeld && delivery.outcome == nil }
        /// Whether its sender does not yet know what became of it for good.
        var needsAnswer: Bool { isHeld || delivery.outcome == .unmatched }

        func contents(_ files: [Member]) -> RequestContents {
            RequestContents(listed: request?.attachments ?? [], files: files.map(\.file))
        }
    }

    /// At what point of its way a request is, and the files that wait with it. Raw values are those of `requestAttachment`.
    enum Stage: String {
        case held, unmatched

        /// Of the table `delivery`.
        fileprivate var condition: String {
            switch self {
            case .held: "delivery.heldSince IS NOT NULL AND delivery.holds = 'file'"
            case .unmatched: "delivery.outcome = 'DA_ABBINARE' AND delivery.holds = 'file'"
            }
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

extension RequestFolder {
    /// The requests of which something may be concluded now: those that came since, and those that list what came since.
    /// Oldest first.
    func freshRequests(_ database: Database) throws -> [Member] {
        try members(
            database,
            from: """
                (SELECT id FROM delivery AS fresh WHERE fresh.sender = ?1 AND fresh.request = ?2 AND fresh.isFresh = 1
                        AND fresh.holds = 'request'
                    UNION SELECT listing.delivery FROM delivery AS fresh CROSS JOIN requestAttachment AS listing
                        ON listing.sender = ?1 AND listing.folder = ?2 AND listing.sha256 = fresh.sha256
                            AND listing.stage = 'held'
                    WHERE fresh.sender = ?1 AND fresh.request = ?2 AND fresh.isFresh = 1) AS wanted
                CROSS JOIN delivery ON delivery.id = wanted.id
                """, where: "delivery.heldSince IS NOT NULL", [])
    }

    /// The files that came since.
    func freshFiles(_ database: Database) throws -> [Member] {
        try members(database, where: "delivery.isFresh = 1 AND delivery.holds = 'file'", [])
    }

    /// Notes that everything was concluded from what has come so far.
    func settleFresh(_ database: Database) throws {
        try database.execute(
            kept: "UPDATE delivery SET isFresh = 0 WHERE sender = ? AND request = ? AND isFresh = 1",
            arguments: [sender, path])
    }

    /// What is held and was not answered: requests, or other files.
    func unanswered(_ database: Database, areRequests: Bool) throws -> [Member] {
        try members(
            database,
            where: """
                delivery.heldSince IS NOT NULL AND delivery.outcome IS NULL
                    AND delivery.holds = '\(areRequests ? "request" : "file")'
                """, [])
    }

    /// The files that a request lists, by their hash, whether they were answered before or not.
    func listed(by request: Member, _ database: Database) throws -> [Member] {
        let hashes = (request.request?.attachments ?? []).map(\.sha256.value)
        return try files(database, in: hashes, of: "sha256")
    }

    /// The same, with those that have a listed name and other bytes.
    func listedOrNamed(by request: Member, _ database: Database) throws -> [Member] {
        let names = (request.request?.attachments ?? []).map(\.name.fittedName)
        let named = try files(database, in: names, of: "base").filter { request.listsOrNames($0) }
        return Self.together(try listed(by: request, database), named)
    }

    /// What belongs to a request: what it lists, and of the other files those that wait like it and that no other waiting
    /// request lists or names.
    func files(for request: Member, _ listed: [Member], _ stage: Stage, _ database: Database) throws -> [Member] {
        let others = "SELECT 1 FROM requestAttachment AS other WHERE other.sender = ?1 AND other.folder = ?2"
        let isOther = "other.stage = '\(stage.rawValue)' AND other.delivery <> ?3"
        let unclaimed = try members(
            database,
            where: """
                \(stage.condition)
                    AND NOT EXISTS (\(others) AND other.sha256 = delivery.sha256 AND \(isOther))
                    AND NOT EXISTS (\(others) AND other.base = delivery.base AND \(isOther))
                """, [request.delivery.id.value])
        return Self.together(listed, unclaimed.filter(\.isFile))
    }

    /// The oldest held request that lists or names a file.
    func request(thatWaitsFor file: Member, _ database: Database) throws -> Member? {
        let listings = """
            SELECT delivery FROM requestAttachment
                WHERE sender = ?1 AND folder = ?2 AND stage = 'held'
            """
        return try members(
            database,
            from: """
                (\(listings) AND sha256 = ?3 UNION \(listings) AND base = ?4) AS wanted
                CROSS JOIN delivery ON delivery.id = wanted.delivery
                """, where: "delivery.heldSince IS NOT NULL",
            [file.sha256.value, file.name.fittedName]
        ).first { $0.listsOrNames(file) }
    }

    /// Whether a request that was answered for good, or waits for its person, lists a file.
    func wasFiled(_ file: Member, _ database: Database) throws -> Bool {
        try Bool.fetchOne(
            database,
            kept: """
                SELECT EXISTS (SELECT 1 FROM requestAttachment WHERE sender = ? AND folder = ? AND sha256 = ?
                    AND stage IN ('answered', 'unmatched'))
                """,
            arguments: [sender, path, file.sha256.value]) ?? false
    }

    private func files(_ database: Database, in values: [String], of column: String) throws -> [Member] {
        guard !values.isEmpty else { return [] }
        return try members(
            database,
            from: """
                (SELECT DISTINCT value FROM json_each(?3)) AS wanted
                CROSS JOIN delivery ON delivery.\(column) = wanted.value
                """, where: Self.isKnown, [try JSONText.encode(values)]
        ).filter(\.isFile)
    }

    /// Of the table `delivery`: it was read, and not turned away for good.
    private static let isKnown =
        "(delivery.heldSince IS NOT NULL OR delivery.outcome IN ('ACQUISITO', 'DUPLICATO', 'DA_ABBINARE'))"

    /// Files of the folder, oldest first; the first two values of the statement are the folder's.
    private func members(
        _ database: Database, from source: String = "delivery", where condition: String,
        _ values: [any DatabaseValueConvertible & Sendable]
    ) throws -> [Member] {
        let all: [any DatabaseValueConvertible & Sendable] = [sender, path]
        return try Row.fetchAll(
            database,
            kept: """
                SELECT \(DeliveryRow.columns), document.extract FROM \(source)
                    CROSS JOIN document ON document.sha256 = delivery.sha256
                WHERE delivery.sender = ?1 AND delivery.request = ?2 AND \(condition)
                ORDER BY delivery.id
                """,
            arguments: StatementArguments((all + values).map { $0 as (any DatabaseValueConvertible)? })
        ).map {
            Member(
                delivery: try DeliveryRow.delivery($0),
                extract: try JSONText.decode(Extract.self, from: $0["extract"]))
        }
    }

    /// Both, each once, oldest first.
    private static func together(_ one: [Member], _ other: [Member]) -> [Member] {
        let known = Set(one.map(\.delivery.id))
        return (one + other.filter { !known.contains($0.delivery.id) })
            .sorted { $0.delivery.id.value < $1.delivery.id.value }
    }
}

/// The requests that a folder ever had.
extension RequestFolder {
    enum History {
        case none
        /// All of them were filed, into one practice.
        case one(PracticeNumber, request: Member)
        /// Some wait, or were filed into several.
        case others
    }

    /// What became of them; those that were turned away for good do not count.
    func history(_ database: Database) throws -> History {
        let isRequest = "sender = ?1 AND request = ?2 AND holds = 'request'"
        let isWaiting = try Bool.fetchOne(
            database, kept: "SELECT EXISTS (SELECT 1 FROM delivery WHERE \(isRequest) AND heldSince IS NOT NULL)",
            arguments: [sender, path])
        guard isWaiting == false else { return .others }
        let practices = try String.fetchAll(
            database,
            kept: """
                SELECT DISTINCT practice FROM delivery WHERE \(isRequest) AND practice IS NOT NULL AND \(Self.isKnown)
                LIMIT 2
                """,
            arguments: [sender, path])
        if practices.count == 1, let only = practices.first.flatMap({ PracticeNumber($0) }),
            let first = try members(database, where: "delivery.holds = 'request' AND \(Self.isKnown)", []).first
        {
            return .one(only, request: first)
        }
        let isThere = try Bool.fetchOne(
            database, kept: "SELECT EXISTS (SELECT 1 FROM delivery WHERE \(isRequest) AND \(Self.isKnown))",
            arguments: [sender, path])
        return isThere == true ? .others : .none
    }
}

extension RequestFolder.Member {
    func listsOrNames(_ file: RequestFolder.Member) -> Bool {
        request?.attachments.contains { $0.sha256 == file.sha256 || $0.name == file.name } ?? false
    }
}

extension Arrival {
    /// The last part of the name.
    var baseName: String { name.baseName }
}
