// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// A place in a list.
package struct ListPosition: Hashable, Sendable {
    /// From 0.
    package let index: Int
    package let practice: PracticeNumber
}

extension PracticeReader {
    /// How many practices that `filter` finds for `viewer` stand before `number` in the list's order, and which one stands in that
    /// place: another where it does not find that one any more, the last where none comes behind it.
    ///
    /// - Parameter most: so many are counted at most, which bounds what the answer costs.
    /// - Returns: nothing where `viewer` does not reach the practice, whose place would tell something of its name, or where `most`
    /// stand before it, or the list is empty.
    package func position(
        of number: PracticeNumber, in filter: PracticeFilter, for viewer: Operator, order: PracticeOrder, most: Int
    ) async throws -> ListPosition? {
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
            guard let count, count < most else { return nil }
            let list = SortedPractices(query, order, asls: try query.asls(database))
            for index in [count, count - 1] where index >= 0 {
                let found = try database.map(
                    search: list.sql, arguments: list.values + [1, index].map(\.databaseValue), PracticeRow.practice)
                if let practice = found.first { return ListPosition(index: index, practice: practice.number) }
            }
            return nil
        }
    }
}
