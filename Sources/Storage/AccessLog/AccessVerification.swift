// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB
package import SystemPackage

/// Proves that the access log is whole: walks the chain from its first entry, or its anchor, to the sealed end. Only reads;
/// entries stream through, so that memory does not grow with the log.
package struct AccessVerification {
    private let publicKey: [UInt8]?
    private let formerKeys: Set<[UInt8]>
    private let carried: [CarriedHead]

    /// A head of a day as a file of it was kept elsewhere.
    package struct CarriedHead: Hashable, Sendable {
        package let name: String
        package let head: AccessHead

        package init(name: String, head: AccessHead) {
            self.name = name
            self.head = head
        }
    }

    package struct Summary: Hashable, Sendable {
        package let entries: Int64
        package let last: Int64
        package let signedDays: Int
        /// In hexadecimal digits; to compare with what was noted elsewhere.
        package let headHash: String
    }

    /// - Parameters:
    ///   - publicKey: of the archive's own key; nothing to believe the one that the seal names.
    ///   - formerKeys: signed for the archive before its present key did: a backup of then has the seal of then.
    ///   - carried: heads that were kept elsewhere, which this log must contain.
    package init(publicKey: [UInt8]?, formerKeys: Set<[UInt8]> = [], carried: [CarriedHead] = []) {
        self.publicKey = publicKey
        self.formerKeys = formerKeys
        self.carried = carried
    }

    /// Tells every fault there is, the first broken link first.
    ///
    /// - Throws: `StoreError` where the log cannot be looked at, and what `report` throws.
    package func run(
        folder: FilePath, progress: (WorkProgress) -> Void = { _ in }, report: (AccessFault) throws -> Void
    ) throws -> Summary {
        try PracticeReader.withCurrentSchema(folder: folder) { database in
            try database.read { try run($0, progress: progress, report: report) }
        }
    }

    func run(
        _ database: Database, progress: (WorkProgress) -> Void, report: (AccessFault) throws -> Void
    ) throws -> Summary {
        let head = try AccessHeadRow.fetch(database)
        let days = try SignedDay.fetchAll(database)
        var walk = AccessWalk(
            try Self.start(database, days), wanted: Set(days.map(\.head.last) + carried.map(\.head.last)))
        try walk.run(database, last: head.last, progress: progress, report: report)

        if walk.last != head.last || walk.link != head.link {
            try report(.endDiffers(sealed: head.last, found: walk.last))
        }
        let own = Set([publicKey ?? head.publicKey].compactMap(\.self)).union(formerKeys)
        if !head.isSigned || !own.contains(head.publicKey ?? []) { try report(.sealInvalid) }
        let trusted = walk.formerKeys.union(own)
        for day in days {
            if !trusted.contains(day.publicKey) || !day.head.isSigned(day.signature, by: day.publicKey) {
                try report(.daySignatureInvalid(day.head.day ?? ""))
            } else if walk.hash(at: day.head.last) != day.head.hash, day.head.last > walk.start.last {
                try report(.dayDiffers(day.head.day ?? ""))
            }
        }
        for item in carried where !holds(item.head, walk, days) { try report(.carriedHeadDiffers(item.name)) }
        return Summary(
            entries: walk.count, last: walk.last, signedDays: days.count, headHash: walk.link.hexadecimal)
    }

    /// Entries that were removed in time are still vouched for by the signed day that they belonged to.
    private func holds(_ head: AccessHead, _ walk: AccessWalk, _ days: [SignedDay]) -> Bool {
        walk.hash(at: head.last) == head.hash
            || days.contains { $0.head.last == head.last && $0.head.hash == head.hash }
    }

    /// Where the chain begins: at its origin, or behind the newest anchor.
    private static func start(_ database: Database, _ days: [SignedDay]) throws -> AccessWalk.Start {
        guard let last = try Int64.fetchOne(database, sql: "SELECT max(last) FROM accessAnchor"),
            let day = days.first(where: { $0.head.last == last }), let link = day.link
        else { return AccessWalk.Start(last: 0, link: .origin) }
        return AccessWalk.Start(last: last, link: link)
    }
}

/// A row of `accessDay`.
struct SignedDay {
    let head: AccessHead
    let signature: [UInt8]
    let publicKey: [UInt8]

    var link: AccessLink? { [UInt8](hexadecimal: head.hash).map { AccessLink(bytes: $0) } }

    static func fetchAll(_ database: Database) throws -> [SignedDay] {
        try Row.fetchAll(database, sql: "SELECT * FROM accessDay ORDER BY day").map { row in
            SignedDay(
                head: AccessHead(day: row["day"], last: row["last"], hash: row.bytes("hash").hexadecimal),
                signature: row.bytes("signature"), publicKey: row.bytes("publicKey"))
        }
    }
}
