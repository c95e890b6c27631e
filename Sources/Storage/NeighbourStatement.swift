// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB
internal import Synchronization

/// The statement for the practices before and after a place of a list. Putting it together takes longer than running it, and
/// whoever goes through a list asks it again and again.
struct NeighbourStatement: Sendable {
    private let sql: String
    private let values: [ListValue]

    private struct Kind: Hashable {
        let list: PracticeList
        /// The terms of the place without a value, which are compared otherwise.
        let absent: [Bool]
    }

    private static let kept = Mutex<[Kind: NeighbourStatement]>([:])
    private static let most = 256

    static func of(_ list: PracticeList, at place: ListPlace, _ database: Database) throws -> NeighbourStatement {
        let kind = Kind(list: list, absent: place.absent)
        if list.isFixed, let known = kept.withLock({ $0[kind] }) { return known }
        let query = PracticeQuery(list.filter, for: list.viewer)
        let made = NeighbourStatement(query, list.order, asls: try query.asls(database), place)
        if list.isFixed {
            kept.withLock { kept in
                if kept.count >= most { kept = [:] }
                kept[kind] = made
            }
        }
        return made
    }

    private init(_ query: PracticeQuery, _ order: PracticeOrder, asls: [String]?, _ place: ListPlace) {
        if let (before, after) = Self.extremes(of: order), query.isOfFamily {
            // A name's practices are in the order of names: one look at all of them finds both without sorting.
            sql = "SELECT \(before), \(after) FROM practice \(query.condition)"
            values = [.term(0), .term(0)] + query.values.map(ListValue.given)
            return
        }
        let before = FirstPractice(query, order.reversed, asls: asls, beyond: place)
        let after = FirstPractice(query, order, asls: asls, beyond: place)
        sql = "SELECT (\(before.sql)), (\(after.sql))"
        values = before.values + after.values
    }

    /// The last before a place and the first behind it, where the numbers alone are the order.
    private static func extremes(of order: PracticeOrder) -> (before: String, after: String)? {
        guard order.column == .number else { return nil }
        let lower = "max(number) FILTER (WHERE number < ?)"
        let higher = "min(number) FILTER (WHERE number > ?)"
        return order.isDescending ? (higher, lower) : (lower, higher)
    }

    /// - Returns: nothing on the side where the list ends.
    func find(_ database: Database, at place: ListPlace) throws -> (before: String?, after: String?) {
        let found = try database.map(search: sql, arguments: values.bound(at: place)) { row in
            (row[0] as String?, row[1] as String?)
        }
        return found.first ?? (nil, nil)
    }
}

/// What is bound to a statement about a place of a list.
enum ListValue: Sendable {
    case given(DatabaseValue)
    /// The place's term at that position of the order.
    case term(Int)
}

extension [ListValue] {
    /// - Parameter place: nothing where none of them is a term.
    func bound(at place: ListPlace?) -> [DatabaseValue] {
        map { value in
            switch value {
            case .given(let value): value
            case .term(let index): place?.value(index) ?? .null
            }
        }
    }
}
