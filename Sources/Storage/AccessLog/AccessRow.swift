// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// The tables `accessEntry` and `accessSubject`, the latter with its register of persons.
enum AccessRow {
    static func insert(_ database: Database, _ entry: AccessEntry, _ link: AccessLink) throws {
        try database.run(
            kept: """
                INSERT INTO accessEntry (id, at, act, actor, role, place, session, outcome, detail, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            [
                entry.id, entry.at.seconds, entry.act, entry.actor, entry.role, entry.place, entry.session,
                entry.outcome, entry.detail, link.bytes.blob,
            ])
        for start in stride(from: 0, to: entry.subjects.count, by: subjectsAtOnce) {
            try insert(database, entry, start..<min(start + subjectsAtOnce, entry.subjects.count))
        }
    }

    /// As many as a page of the list usually has (`web.page_size`); each other number is a statement of its own.
    private static let subjectsAtOnce = 25

    private static func insert(_ database: Database, _ entry: AccessEntry, _ places: Range<Int>) throws {
        let rows = Array(repeating: "(?, ?, ?, ?, ?)", count: places.count).joined(separator: ", ")
        let values = places.flatMap { place -> [any StatementBinding] in
            let subject = entry.subjects[place]
            return [entry.id, place, subject.practice, subject.person, subject.document]
        }
        try database.run(
            kept: "INSERT INTO accessSubject (entry, place, practice, person, document) VALUES \(rows)", values)
        try AccessStretch.add(database, entry.subjects[places], of: entry.id)
    }

    static func entry(_ row: Row, _ subjects: [AccessSubject]) -> AccessEntry {
        AccessEntry(
            id: row["id"], at: Timestamp(seconds: row["at"]), act: row["act"], actor: row["actor"], role: row["role"],
            place: row["place"], session: row["session"], outcome: row["outcome"], detail: row["detail"],
            subjects: subjects)
    }

    static func subject(_ row: Row) -> AccessSubject {
        AccessSubject(practice: row["practice"], person: row["person"], document: row["document"])
    }

    static func subjects(_ database: Database, of entry: Int64) throws -> [AccessSubject] {
        try Row.fetchAll(
            database, kept: "SELECT practice, person, document FROM accessSubject WHERE entry = ? ORDER BY place",
            arguments: [entry]
        ).map(subject)
    }
}
