// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

extension PracticeReader {
    /// The names of those of these people who are or were operators, for pages that say who has a practice in charge.
    func operatorNames(_ database: Database, _ people: Set<FiscalCode>) throws -> [FiscalCode: String] {
        guard !people.isEmpty else { return [:] }
        let codes = people.map(\.value).sorted()
        let marks = Array(repeating: "?", count: codes.count).joined(separator: ", ")
        let rows = try Row.fetchAll(
            database, kept: "SELECT fiscalCode, name FROM operator WHERE fiscalCode IN (\(marks))",
            arguments: StatementArguments(codes))
        return rows.reduce(into: [:]) { names, row in
            if let code = FiscalCode(row["fiscalCode"] as String) { names[code] = row["name"] }
        }
    }
}
