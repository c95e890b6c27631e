// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Foundation
internal import GRDB

/// The table `accessHead`, which has one row: the newest link of the chain.
struct AccessHeadRow {
    var last: Int64
    var link: AccessLink
    /// The Italian day of the newest entry; empty before the first.
    var day: String
    /// Nothing between an entry and the end of its transaction.
    var signature: [UInt8]?
    var publicKey: [UInt8]?

    var head: AccessHead { AccessHead(day: nil, last: last, hash: link.hexadecimal) }

    /// Whether somebody with the key that it names vouched for it.
    var isSigned: Bool {
        guard let signature, let publicKey else { return false }
        return head.isSigned(signature, by: publicKey)
    }

    static func fetch(_ database: Database) throws -> AccessHeadRow {
        let heads = try database.map(
            kept: "SELECT last, hash, day, signature, publicKey FROM accessHead", arguments: []
        ) { row in
            AccessHeadRow(
                last: row[0], link: AccessLink(bytes: [UInt8](row[1] as Data)), day: row[2],
                signature: (row[3] as Data?).map { [UInt8]($0) }, publicKey: (row[4] as Data?).map { [UInt8]($0) })
        }
        guard let head = heads.first else { throw StoreError.damagedRow("accessHead") }
        return head
    }

    func save(_ database: Database) throws {
        try database.execute(
            kept: "UPDATE accessHead SET last = ?, hash = ?, day = ?, signature = ?, publicKey = ?",
            arguments: [last, link.bytes.blob, day, signature?.blob, publicKey?.blob])
    }
}
