// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// The table `document`: what reading the bytes yielded; the bytes themselves are in the archive.
enum DocumentRow {
    /// - Parameter text: `extract` as `JSONText`, which takes long enough to be written before the one connection that writes
    ///   is asked for.
    static func save(
        _ database: Database, _ sha256: ContentHash, _ extract: Extract, text: String, at now: Timestamp
    ) throws {
        try database.execute(
            kept: """
                INSERT INTO document (sha256, form, role, kind, extract, readAt) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (sha256) DO UPDATE SET form = excluded.form, role = excluded.role, kind = excluded.kind,
                    extract = excluded.extract, readAt = excluded.readAt
                """,
            arguments: [
                sha256.value, extract.form.rawValue, extract.role.rawValue, extract.kind.rawValue,
                text, now.seconds,
            ])
    }

    static func extract(_ database: Database, _ sha256: ContentHash) throws -> Extract? {
        try String.fetchOne(
            database, kept: "SELECT extract FROM document WHERE sha256 = ?", arguments: [sha256.value]
        ).map { try JSONText.decode(Extract.self, from: $0) }
    }
}
