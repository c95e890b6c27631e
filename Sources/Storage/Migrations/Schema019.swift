// SPDX-License-Identifier: EUPL-1.2

internal import GRDB

/// 019: the hash of each paper, from the moment in which it was written.
///
/// Never edited after a release. Papers of before get theirs now; one that was erased has neither bytes nor hash.
enum Schema019 {
    static let name = "019-hashes-of-papers"

    static func migrate(_ database: Database) throws {
        database.add(function: PaperHash.function)
        for table in ["notice", "receipt"] {
            try database.execute(sql: "ALTER TABLE \(table) ADD COLUMN sha256 TEXT CHECK (length(sha256) = 64)")
            try database.execute(sql: "UPDATE \(table) SET sha256 = paperHash(bytes) WHERE bytes <> x''")
        }
    }
}
