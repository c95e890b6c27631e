// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

extension PracticeReader {
    /// The names of those of these people who are or were operators, for pages that say who has a practice in charge.
    func operatorNames(_ database: Database, _ people: Set<FiscalCode>) throws -> [FiscalCode: String] {
        try people.reduce(into: [:]) { names, code in names[code] = try account(database, of: code)?.person.name }
    }
}
