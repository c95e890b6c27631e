// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

extension PracticeReader {
    /// The names of those of these people who are or were operators, for pages that say who has a practice in charge.
    func operatorNames(_ database: Database, _ people: Set<FiscalCode>) throws -> [FiscalCode: String] {
        try people.reduce(into: [:]) { names, code in names[code] = try operatorName(database, code) }
    }

    /// Nothing for who is and was none. What the read finds may be older than now, and is not kept.
    func operatorName(_ database: Database, _ code: FiscalCode) throws -> String? {
        if let known = accounts?.known(code) { return known.person.name }
        return try database.map(
            kept: "SELECT name FROM operator WHERE fiscalCode = ?", arguments: [code.value]
        ) { $0[0] as String }.first
    }

    /// The doctors whom the documents name, of those practices whose sending doctor is known by no code.
    func physicianNames(_ database: Database, _ practices: [Practice]) throws -> [PracticeNumber: String] {
        let nameless = practices.filter { $0.submitter.kind == .physician && $0.submitter.fiscalCode == nil }
        return try nameless.reduce(into: [:]) { names, practice in
            names[practice.number] = try database.map(
                kept: """
                    SELECT json_extract(document.extract, '$.fields.\(FieldName.physicianName.rawValue).value') AS name
                    FROM practiceDocument JOIN document ON document.sha256 = practiceDocument.sha256
                    WHERE practiceDocument.practice = ? AND name IS NOT NULL ORDER BY practiceDocument.delivery
                    """,
                arguments: [practice.number.value]
            ) { $0[0] as String }.first
        }
    }
}
