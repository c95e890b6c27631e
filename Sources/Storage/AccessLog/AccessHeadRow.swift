// SPDX-License-Identifier: EUPL-1.2

internal import Domain
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
        guard let row = try Row.fetchOne(database, kept: "SELECT * FROM accessHead", arguments: []) else {
            throw StoreError.damagedRow("accessHead")
        }
        return AccessHeadRow(
            last: row["last"], link: AccessLink(bytes: row.bytes("hash")), day: row["day"],
            signature: (row["signature"] as DatabaseValue).isNull ? nil : row.bytes("signature"),
            publicKey: (row["publicKey"] as DatabaseValue).isNull ? nil : row.bytes("publicKey"))
    }

    func save(_ database: Database) throws {
        try database.execute(
            kept: "UPDATE accessHead SET last = ?, hash = ?, day = ?, signature = ?, publicKey = ?",
            arguments: [last, link.bytes.blob, day, signature?.blob, publicKey?.blob])
    }
}
