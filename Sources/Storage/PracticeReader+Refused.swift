// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

extension PracticeReader {
    /// Those of some practices of which AURA refused a notice, and has not accepted it since.
    func refusedByAURA(_ database: Database, _ numbers: [PracticeNumber]) throws -> Set<PracticeNumber> {
        guard !numbers.isEmpty else { return [] }
        let marks = Array(repeating: "?", count: numbers.count).joined(separator: ", ")
        let found = try String.fetchAll(
            database,
            kept: "SELECT practice FROM notice WHERE state = 'SCARTATO' AND practice IN (\(marks))",
            arguments: StatementArguments(numbers.map(\.value)))
        return Set(found.compactMap { PracticeNumber($0) })
    }

    /// How many of them an operator reaches. Refusals are few, and have an index of their own: looked up from there, the practices
    /// need not be walked.
    func refusedByAURA(_ database: Database, for viewer: Operator) throws -> Int {
        let isAny = try Bool.fetchOne(
            database, kept: "SELECT EXISTS (SELECT 1 FROM notice WHERE state = 'SCARTATO')", arguments: [])
        guard isAny == true else { return 0 }
        let query = PracticeQuery(PracticeFilter(isRefusedByAURA: true), for: viewer)
        return try Int.fetchOne(database, search: query.count, arguments: query.values.bound) ?? 0
    }
}
