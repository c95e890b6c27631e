// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// Numbers that never skip and never repeat: taken inside the transaction that uses them, so that one that fails gives
/// its number back.
struct Counter: Hashable {
    private let scope: String
    /// Where a scope of this kind begins: a row of its own says how many numbers to leave out, after a restore.
    private let kind: String

    static let notice = Counter(scope: "notice", kind: "notice")

    static func practice(year: Int, asl: ASLCode) -> Counter {
        Counter(scope: "practice/\(year)/\(asl)", kind: "practice")
    }

    static func receipt(sender: String, file: String) -> Counter {
        Counter(scope: "receipt/\(sender)/\(file)", kind: "receipt")
    }

    /// The next number of this scope, from 1 where none is left out.
    func next(_ database: Database) throws -> Int {
        let row = try Int.fetchOne(
            database,
            kept: """
                INSERT INTO counter (scope, last, skipped)
                SELECT ?1, start + 1, start
                FROM (SELECT coalesce((SELECT skipped FROM counter WHERE scope = ?2), 0) AS start) WHERE true
                ON CONFLICT (scope) DO UPDATE SET last = last + 1
                RETURNING last
                """,
            arguments: [scope, kind])
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
                FROM (SELECT max(?3, coalesce((SELECT skipped FROM counter WHERE scope = ?2), 0)) AS start) WHERE true
                ON CONFLICT (scope) DO UPDATE SET
                    last = max(last, ?3), skipped = skipped + max(0, ?3 - last)
                """,
            arguments: [scope, kind, number])
    }

    /// How many numbers a restored archive leaves out of every scope: more than an ASL, or all of AURA's notices, use up
    /// between two backups.
    static let restoreGap = 100_000

    /// Goes on where no number can be that was given after the backup was taken, in scopes that exist and in those to come.
    static func leaveGap(_ database: Database) throws {
        for kind in ["notice", "practice", "receipt"] {
            try database.execute(
                kept: "INSERT INTO counter (scope, last) VALUES (?, 0) ON CONFLICT (scope) DO NOTHING",
                arguments: [kind])
        }
        try database.execute(
            kept: "UPDATE counter SET last = last + ?1, skipped = skipped + ?1", arguments: [restoreGap])
    }
}
