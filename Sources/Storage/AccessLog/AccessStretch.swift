// SPDX-License-Identifier: EUPL-1.2

internal import GRDB

/// The table `accessPerson`: so many entries of the access log one after the other, and whom any of them names. It finds the
/// entries about a person without a place for each of them; the entries themselves are what counts.
struct AccessStretch: Hashable {
    let number: Int64

    init(of entry: Int64) { number = entry >> Schema031.stretchBits }

    /// The stretch's entries in SQL, as bounds of `column`, where `accessPerson` is at hand.
    static func bounds(of column: String) -> String {
        """
        \(column) >= accessPerson.stretch << \(Schema031.stretchBits)
            AND \(column) < (accessPerson.stretch + 1) << \(Schema031.stretchBits)
        """
    }

    /// Adds whom an entry names, as far as they are not there yet.
    static func add(_ database: Database, _ subjects: ArraySlice<AccessSubject>, of entry: Int64) throws {
        let persons = subjects.compactMap(\.person)
        guard !persons.isEmpty else { return }
        let stretch = AccessStretch(of: entry).number
        let rows = Array(repeating: "(?, ?)", count: persons.count).joined(separator: ", ")
        let values = persons.flatMap { person -> [any StatementBinding] in [person, stretch] }
        try database.run(
            kept: "INSERT INTO accessPerson (person, stretch) VALUES \(rows) ON CONFLICT DO NOTHING", values)
    }

    func holds(_ person: String, _ database: Database) throws -> Bool {
        try Bool.fetchOne(
            database, kept: "SELECT EXISTS (SELECT 1 FROM accessPerson WHERE person = ? AND stretch = ?)",
            arguments: [person, number]) ?? false
    }

    /// Removes the stretches that end at `last` or before it.
    static func remove(_ database: Database, upTo last: Int64) throws {
        try database.execute(
            sql: "DELETE FROM accessPerson WHERE stretch < ?", arguments: [AccessStretch(of: last + 1).number])
    }
}
