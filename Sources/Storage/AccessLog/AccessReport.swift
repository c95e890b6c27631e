// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// One line of the answer to "who looked at my data".
package struct AccessReportLine: Hashable, Sendable {
    package let entry: AccessEntry
    package let practice: String?
    package let document: String?
    /// Of the operator as known now; nothing where the actor is none.
    package let actorName: String?
    package let actorASLs: [ASLCode]
}

extension PracticeReader {
    /// The newest entries, oldest first, with whom they disclosed.
    package func accessEntries(limit: Int = 100) async throws -> [AccessEntry] {
        try await database.read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM accessEntry ORDER BY id DESC LIMIT ?", arguments: [limit]
            ).map { AccessRow.entry($0, try AccessRow.subjects(database, of: $0["id"])) }.reversed()
        }
    }

    /// Every act that disclosed or touched `person`, oldest first.
    ///
    /// - Parameters:
    ///   - from: the first day, in Italy; nothing for all that is kept.
    ///   - until: the last day.
    package func accesses(
        to person: FiscalCode, from: CalendarDay? = nil, until: CalendarDay? = nil
    ) async throws -> [AccessReportLine] {
        try await database.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT accessEntry.*, accessSubject.practice, accessSubject.document, operator.name, operator.asls
                    FROM accessPerson
                        CROSS JOIN accessSubject ON \(AccessStretch.bounds(of: "accessSubject.entry"))
                            AND accessSubject.person = accessPerson.person
                        CROSS JOIN accessEntry ON accessEntry.id = accessSubject.entry
                        LEFT JOIN operator ON operator.fiscalCode = accessEntry.actor
                    WHERE accessPerson.person = ? AND at >= ? AND at < ?
                    ORDER BY accessSubject.entry, accessSubject.place
                    """,
                arguments: [
                    person.value, from?.romeStart.seconds ?? .min, until?.adding(days: 1).romeStart.seconds ?? .max,
                ]
            ).map { row in
                AccessReportLine(
                    entry: AccessRow.entry(row, []), practice: row["practice"], document: row["document"],
                    actorName: row["name"],
                    actorASLs: try (row["asls"] as String?).map { try JSONText.decode([ASLCode].self, from: $0) } ?? [])
            }
        }
    }
}
