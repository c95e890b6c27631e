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
}
