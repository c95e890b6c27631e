// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB
internal import Synchronization

/// The statement for the practices before and after a place of a list. Putting it together takes longer than running it, and
/// whoever goes through a list asks it again and again.
struct NeighbourStatement: Sendable {
    private let sql: String
    private let values: [ListValue]
    /// Asked before, where looking near the place is likely to spare looking at all.
    private let near: NearStatement?

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
            near = asls.flatMap { NearStatement(query, order, asls: $0) }
            return
        }
        near = nil
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
        if let near {
            let found = try Self.pair(database, near.sql, near.values.bound(at: place))
            if found.before != nil && found.after != nil { return found }
        }
        return try Self.pair(database, sql, values.bound(at: place))
    }

    private static func pair(
        _ database: Database, _ sql: String, _ values: [DatabaseValue]
    ) throws -> (before: String?, after: String?) {
        let found = try database.map(search: sql, arguments: values) { row in (row[0] as String?, row[1] as String?) }
        return found.first ?? (nil, nil)
    }
}

/// The statement for the practices of a name before and after a place among the numbers near it.
///
/// A common name has thousands of practices, which take milliseconds to look at, and one of them is near. Of a rare one it finds
/// nothing, since its few are soon looked at as a whole.
struct NearStatement {
    let sql: String
    let values: [ListValue]

    /// From so many on a name is common: to count that far takes a hundredth of a millisecond.
    private static let many = 1000
    /// How many numbers are near on each side.
    private static let reach: Int64 = 1024

    /// - Returns: nothing across ASLs, since what is near in one tells nothing about another.
    init?(_ query: PracticeQuery, _ order: PracticeOrder, asls: [String]) {
        guard let family = query.family, let tab = query.tabCondition, let asl = asls.first, asls.count == 1
        else { return nil }
        let here = "asl = ? AND \(tab)"
        let rest = query.conditionWithoutASL
        let ends = order.isDescending ? [Self.higher, Self.lower] : [Self.lower, Self.higher]
        let sides = ends.map { end in
            """
            (SELECT number FROM practice INDEXED BY practiceQueue WHERE \(here) AND \(end.side)\(rest)
            ORDER BY \(end.order) LIMIT 1)
            """
        }
        sql = """
            SELECT \(sides.joined(separator: ", ")) WHERE \(Self.many) = (
                SELECT count(*) FROM (SELECT 1 FROM practice WHERE \(here) AND \(family.text) LIMIT \(Self.many)))
            """
        let given = query.valuesWithoutASL.map(ListValue.given)
        let asked = ListValue.given(asl.databaseValue)
        values =
            ends.flatMap { [asked, .term(0), .number($0.distance)] + given } + [asked]
            + family.values.map(ListValue.given)
    }

    private static let lower = (side: "number < ? AND number >= ?", order: "number DESC", distance: -reach)
    private static let higher = (side: "number > ? AND number <= ?", order: "number", distance: reach)
}

/// What is bound to a statement about a place of a list.
enum ListValue: Sendable {
    case given(DatabaseValue)
    /// The place's term at that position of the order.
    case term(Int)
    /// The place's number, which is its first term, and so much more.
    case number(Int64)
}

extension [ListValue] {
    /// - Parameter place: nothing where none of them is a term.
    func bound(at place: ListPlace?) -> [DatabaseValue] {
        map { value in
            switch value {
            case .given(let value): value
            case .term(let index): place?.value(index) ?? .null
            case .number(let distance): place?.number(distance) ?? .null
            }
        }
    }
}
