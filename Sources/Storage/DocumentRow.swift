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
        let values: StatementArguments = [
            extract.form.rawValue, extract.role.rawValue, extract.kind.rawValue, text, now.seconds,
            extract.namesReserved, sha256.value,
        ]
        // Not by `ON CONFLICT`, which would take the place of the rules for conflicts in the triggers.
        try database.execute(
            kept: """
                UPDATE document SET form = ?, role = ?, kind = ?, extract = ?, readAt = ?, reserved = ? WHERE sha256 = ?
                """,
            arguments: values)
        guard database.changesCount == 0 else { return }
        try database.execute(
            kept: """
                INSERT INTO document (form, role, kind, extract, readAt, reserved, sha256) VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: values)
    }

    static func extract(_ database: Database, _ sha256: ContentHash) throws -> Extract? {
        try String.fetchOne(
            database, kept: "SELECT extract FROM document WHERE sha256 = ?", arguments: [sha256.value]
        ).map { try JSONText.decode(Extract.self, from: $0) }
    }
}
