// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// Numbers that never skip and never repeat: taken inside the transaction that uses them, so that one that fails gives
/// its number back.
struct Counter: Hashable {
    private let scope: String
    /// Where a scope of this kind begins: rows of their own say how many numbers to leave out, after a restore.
    private let kind: String
    /// The same for the scopes of one year.
    private let kindOfYear: String

    static let notice = Counter(scope: "notice", kind: "notice", kindOfYear: "notice")

    static func practice(year: Int, asl: ASLCode) -> Counter {
        Counter(scope: "practice/\(year)/\(asl)", kind: "practice", kindOfYear: "practice/\(year)")
    }

    static func receipt(sender: String, file: String) -> Counter {
        Counter(scope: "receipt/\(sender)/\(file)", kind: "receipt", kindOfYear: "receipt")
    }

    /// The next number of this scope, from 1 where none is left out.
    func next(_ database: Database) throws -> Int {
        let row = try Int.fetchOne(
            database,
            kept: """
                INSERT INTO counter (scope, last, skipped)
                SELECT ?1, start + 1, start
                FROM (SELECT coalesce(max(skipped), 0) AS start FROM counter WHERE scope IN (?2, ?3)) WHERE true
                ON CONFLICT (scope) DO UPDATE SET last = last + 1
                RETURNING last
                """,
            arguments: [scope, kind, kindOfYear])
        guard let number = row else { throw StoreError.damagedRow("counter") }
        return number
    }

    /// The next number in place of the last, which nothing has any more.
    func another(_ database: Database) throws -> Int {
        let number = try Int.fetchOne(
            database,
            kept: "UPDATE counter SET last = last + 1, skipped = skipped + 1 WHERE scope = ? RETURNING last",
            arguments: [scope])
        guard let number else { throw StoreError.damagedRow("counter") }
        return number
    }

    /// Goes on behind a number that another system gave; those up to it are left out here.
    func passOver(_ database: Database, to number: Int) throws {
        try database.execute(
            kept: """
                INSERT INTO counter (scope, last, skipped)
                SELECT ?1, start, start
                FROM (SELECT max(?4, coalesce(max(skipped), 0)) AS start FROM counter WHERE scope IN (?2, ?3)) WHERE true
                ON CONFLICT (scope) DO UPDATE SET
                    last = max(last, ?4), skipped = skipped + max(0, ?4 - last)
                """,
            arguments: [scope, kind, kindOfYear, number])
    }
}
