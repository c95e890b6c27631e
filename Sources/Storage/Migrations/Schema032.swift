// SPDX-License-Identifier: EUPL-1.2

internal import GRDB

/// 032: `isOpen` and `exemption` of a practice are written with it, and the database checks them, where it reckoned them.
///
/// SQLite takes no index for a covering one as long as a statement names a generated column: each practice that a list counts,
/// or that lies between two of a list, was looked up in the table although the index has all that was asked.
///
/// A stored generated column lies in the row as any other does, so only the words of the table change, as SQLite's own page on
/// ALTER TABLE describes it (section 8): a million rows and their indexes stay where they are.
///
/// Never edited after a release.
enum Schema032 {
    static let name = "032-written-columns"

    private static let changes = [
        (
            "GENERATED ALWAYS AS (state IN ('INVIATA', 'IN_LAVORAZIONE')) STORED",
            "CHECK (isOpen = (state IN ('INVIATA', 'IN_LAVORAZIONE')))"
        ),
        (
            "GENERATED ALWAYS AS (coalesce(enteredExemption, statedExemption)) STORED",
            "CHECK (exemption IS coalesce(enteredExemption, statedExemption))"
        ),
    ]

    /// - Throws: `StoreError.damagedRow` where the table is not as 001 made it; nothing is changed then.
    static func migrate(_ database: Database) throws {
        let isOfTable = "type = 'table' AND name = 'practice'"
        let version = try Int.fetchOne(database, sql: "PRAGMA schema_version") ?? 0
        var words = try String.fetchOne(database, sql: "SELECT sql FROM sqlite_schema WHERE \(isOfTable)") ?? ""
        for (generated, checked) in changes {
            guard words.contains(generated) else { throw StoreError.damagedRow("sqlite_schema") }
            words = words.replacing(generated, with: checked)
        }
        try database.execute(sql: "PRAGMA writable_schema = ON")
        try database.execute(sql: "UPDATE sqlite_schema SET sql = ? WHERE \(isOfTable)", arguments: [words])
        // The others who have the database open read the words anew; RESET makes this connection do so.
        try database.execute(sql: "PRAGMA schema_version = \(version + 1); PRAGMA writable_schema = RESET")
        database.clearSchemaCache()
    }
}
