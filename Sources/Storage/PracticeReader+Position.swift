// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

extension PracticeReader {
    /// How many practices that `filter` finds for `viewer` stand before `number` in the list's order, whether or not it finds that
    /// one too.
    ///
    /// - Parameter most: so many are counted at most, which bounds what the answer costs.
    /// - Returns: nothing where `viewer` does not reach the practice, whose place would tell something of its name, or where `most`
    /// stand before it.
    package func position(
        of number: PracticeNumber, in filter: PracticeFilter, for viewer: Operator, order: PracticeOrder, most: Int
    ) async throws -> Int? {
        try readAtOnce { database in
            guard let practice = try PracticeRow.fetch(database, number), viewer.reaches(practice),
                let place = try ListPlace(database, number, order)
            else { return nil }
            let query = PracticeQuery(filter, for: viewer)
            let earlier = place.beyond(order.reversed, sign: query.sign(for: order))
            let condition = query.condition.isEmpty ? "WHERE" : "\(query.condition) AND"
            let count = try Int.fetchOne(
                database,
                search: "SELECT count(*) FROM (SELECT 1 FROM practice \(condition) \(earlier.clause) LIMIT ?)",
                arguments: (query.values + earlier.terms.map(place.value) + [most.databaseValue]).bound)
            return count.flatMap { $0 < most ? $0 : nil }
        }
    }
}
