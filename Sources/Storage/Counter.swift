// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// Numbers that never skip and never repeat: taken inside the transaction that uses them, so that one that fails gives
/// its number back.
struct Counter {
    private let scope: String

    static let notice = Counter(scope: "notice")

    static func practice(year: Int, asl: ASLCode) -> Counter { Counter(scope: "practice/\(year)/\(asl)") }

    static func receipt(sender: String, file: String) -> Counter { Counter(scope: "receipt/\(sender)/\(file)") }

    /// The next number of this scope, from 1.
    func next(_ database: Database) throws -> Int {
        let row = try Int.fetchOne(
            database,
            sql: """
                INSERT INTO counter (scope, last) VALUES (?, 1)
                ON CONFLICT (scope) DO UPDATE SET last = last + 1
                RETURNING last
                """,
            arguments: [scope])
        guard let number = row else { throw StoreError.damagedRow("counter") }
        return number
    }
}
