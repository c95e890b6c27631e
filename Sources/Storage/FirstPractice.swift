// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// The statement for the first practice of a list, or the first beyond a place: each ASL is asked by itself, for the reason
/// that `SortedPractices` gives.
struct FirstPractice {
    let sql: String
    let values: [ListValue]

    init(_ query: PracticeQuery, _ order: PracticeOrder, asls: [String]?, beyond place: ListPlace) {
        let beyond = place.beyond(order, sign: query.sign(for: order))
        self.init(query, order, asls: asls, beyond.clause, beyond.terms.map(ListValue.term))
    }

    init(_ query: PracticeQuery, _ order: PracticeOrder, asls: [String]?, leavingOut number: PracticeNumber) {
        self.init(query, order, asls: asls, "number <> ?", [.given(number.value.databaseValue)])
    }

    private init(
        _ query: PracticeQuery, _ order: PracticeOrder, asls: [String]?, _ clause: String, _ bound: [ListValue]
    ) {
        guard let asls, !asls.isEmpty else {
            // Whoever reaches nothing has a condition that says so.
            let condition = query.condition.isEmpty ? "WHERE \(clause)" : "\(query.condition) AND \(clause)"
            sql = "SELECT number FROM practice \(condition) \(order.clause()) LIMIT 1"
            values = query.values.map(ListValue.given) + bound
            return
        }
        let sign = query.sign(for: order)
        if let asl = asls.first, asls.count == 1 {
            // Nothing to choose from at the end, for which SQLite would open a table of its own.
            sql = """
                SELECT number FROM practice WHERE asl = ?\(query.conditionWithoutASL) AND \(clause)
                \(order.clause(of: order.terms.map { sign + $0 })) LIMIT 1
                """
            values = Self.values(query, [asl], bound)
            return
        }
        let keys = order.terms.indices.map { "k\($0)" }
        let terms = zip(order.terms, keys).map { "\(sign)\($0) AS \($1)" }.joined(separator: ", ")
        let sorted = order.clause(of: order.terms.map { sign + $0 })
        let one = """
            SELECT * FROM (SELECT \(terms) FROM practice WHERE asl = ?\(query.conditionWithoutASL) AND \(clause)
            \(sorted) LIMIT 1)
            """
        let all = asls.map { _ in one }.joined(separator: " UNION ALL ")
        sql = "SELECT k\(keys.count - 1) FROM (\(all)) \(order.clause(of: keys)) LIMIT 1"
        values = Self.values(query, asls, bound)
    }

    private static func values(_ query: PracticeQuery, _ asls: [String], _ bound: [ListValue]) -> [ListValue] {
        asls.flatMap { [.given($0.databaseValue)] + query.valuesWithoutASL.map(ListValue.given) + bound }
    }
}
