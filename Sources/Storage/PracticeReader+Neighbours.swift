// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB
internal import Synchronization

/// The practices before and after one in a list.
package struct Neighbours: Hashable, Sendable {
    package let previous: PracticeNumber?
    package let next: PracticeNumber?

    package init(previous: PracticeNumber? = nil, next: PracticeNumber? = nil) {
        self.previous = previous
        self.next = next
    }
}

/// What the page of a practice shows around it.
package struct Surroundings: Sendable {
    package let neighbours: Neighbours
    /// What the viewer has typed about the practice.
    package let draft: SavedDraft?
}

extension PracticeReader {
    /// The practices before and after `number`, which is one that there is, among those that `filter` finds for `viewer`, in
    /// the list's order, and what the viewer has typed about it, as of one moment. The practice itself need not be among them
    /// any more: once decided it has left the list, and its place still tells what comes next. After the last comes the first,
    /// as long as there is another.
    package func surroundings(
        of number: PracticeNumber, in filter: PracticeFilter, for viewer: Operator, order: PracticeOrder = .byNumber
    ) async throws -> Surroundings {
        let search = SurroundingSearch(number, filter, viewer, order)
        return try readAtOnce { try search.run($0) }
    }
}

/// Both questions about what is around a practice.
struct SurroundingSearch {
    private let neighbours: NeighbourSearch
    private let number: PracticeNumber
    private let viewer: FiscalCode

    init(_ number: PracticeNumber, _ filter: PracticeFilter, _ viewer: Operator, _ order: PracticeOrder) {
        neighbours = NeighbourSearch(number, filter, viewer, order)
        self.number = number
        self.viewer = viewer.fiscalCode
    }

    /// - Parameter hasDraft: whether there can be one.
    func run(_ database: Database, hasDraft: Bool = true) throws -> Surroundings {
        Surroundings(
            neighbours: try neighbours.run(database),
            draft: hasDraft ? try DraftRow.fetch(database, of: number, by: viewer) : nil)
    }
}

/// The way to both sides of a practice.
private struct NeighbourSearch: Sendable {
    private let number: PracticeNumber
    private let list: PracticeList

    init(_ number: PracticeNumber, _ filter: PracticeFilter, _ viewer: Operator, _ order: PracticeOrder) {
        self.number = number
        list = PracticeList(filter: filter, viewer: viewer, order: order)
    }

    func run(_ database: Database) throws -> Neighbours {
        guard let place = try ListPlace(database, number, list.order) else { return Neighbours() }
        let both = try NeighbourStatement.of(list, at: place, database)
        let found = try database.map(search: both.sql, arguments: both.arguments(at: place)) { row in
            (row[0] as String?, row[1] as String?)
        }
        guard let (previous, next) = found.first else { return Neighbours() }
        return Neighbours(
            previous: previous.flatMap { PracticeNumber($0) },
            next: try (next ?? first(database)).flatMap { PracticeNumber($0) })
    }

    private func first(_ database: Database) throws -> String? {
        let query = PracticeQuery(list.filter, for: list.viewer)
        let search = FirstPractice(query, list.order, asls: try query.asls(database), leavingOut: number)
        return try String.fetchOne(database, search: search.sql, arguments: search.values.arguments(at: nil))
    }
}

/// What somebody sees in one order.
private struct PracticeList: Hashable, Sendable {
    let filter: PracticeFilter
    let viewer: Operator
    let order: PracticeOrder

    /// Whether its statements are the same whatever the database holds.
    var isFixed: Bool { viewer.role != .administrator || !viewer.asls.isEmpty }
}

/// The statement for the practices before and after a place of a list. Putting it together takes longer than running it, and
/// whoever goes through a list asks it again and again.
private struct NeighbourStatement: Sendable {
    let sql: String
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
        let before = FirstPractice(query, order.reversed, asls: asls, beyond: place)
        let after = FirstPractice(query, order, asls: asls, beyond: place)
        sql = "SELECT (\(before.sql)), (\(after.sql))"
        values = before.values + after.values
    }

    func arguments(at place: ListPlace) -> StatementArguments { values.arguments(at: place) }
}

/// What is bound to a statement about a place of a list.
enum ListValue: Sendable {
    case given(DatabaseValue)
    /// The place's term at that position of the order.
    case term(Int)
}

extension [ListValue] {
    /// - Parameter place: nothing where none of them is a term.
    func arguments(at place: ListPlace?) -> StatementArguments {
        map { value in
            switch value {
            case .given(let value): value
            case .term(let index): place?.value(index) ?? .null
            }
        }.bound
    }
}

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
        let keys = order.terms.indices.map { "k\($0)" }
        let terms = zip(order.terms, keys).map { "\(sign)\($0) AS \($1)" }.joined(separator: ", ")
        let sorted = order.clause(of: order.terms.map { sign + $0 })
        let one = """
            SELECT * FROM (SELECT \(terms) FROM practice WHERE asl = ?\(query.conditionWithoutASL) AND \(clause)
            \(sorted) LIMIT 1)
            """
        let all = asls.map { _ in one }.joined(separator: " UNION ALL ")
        sql = "SELECT k\(keys.count - 1) FROM (\(all)) \(order.clause(of: keys)) LIMIT 1"
        values = asls.flatMap {
            [.given($0.databaseValue)] + query.valuesWithoutASL.map(ListValue.given) + bound
        }
    }
}

/// Where a practice stands in an order, whether or not a search finds it.
struct ListPlace {
    private let terms: [(name: String, value: DatabaseValue)]

    /// Nothing when there is no such practice; that is not looked up where its number alone says where it stands.
    init?(_ database: Database, _ number: PracticeNumber, _ order: PracticeOrder) throws {
        let names = order.terms
        guard names != ["number"] else {
            terms = [("number", number.value.databaseValue)]
            return
        }
        guard
            let row = try Row.fetchOne(
                database, kept: "SELECT \(names.joined(separator: ", ")) FROM practice WHERE number = ?",
                arguments: [number.value])
        else { return nil }
        terms = names.map { ($0, row[$0]) }
    }

    /// Whether a term has no value, in the order's order.
    var absent: [Bool] { terms.map { $0.value.isNull } }

    func value(_ index: Int) -> DatabaseValue { terms[index].value }

    /// What holds for those that come later in `order`: equal in the first terms and beyond in the next. SQLite puts what is
    /// absent before everything else.
    ///
    /// - Parameter sign: before each column.
    /// - Returns: the condition, and the terms whose values are bound to it.
    func beyond(_ order: PracticeOrder, sign: String) -> (clause: String, terms: [Int]) {
        var cases: [String] = []
        var bound: [Int] = []
        for (index, term) in terms.enumerated() {
            let equal = terms.prefix(index)
            let (clause, needsValue) = Self.beyond(
                sign + term.name, isAbsent: term.value.isNull, order.isDescending,
                canBeAbsent: Self.optional.contains(term.name))
            cases.append("(" + (equal.map { "\(sign)\($0.name) IS ?" } + [clause]).joined(separator: " AND ") + ")")
            bound += Array(0..<(needsValue ? index + 1 : index))
        }
        let clause = "(" + cases.joined(separator: " OR ") + ")"
        // Says nothing new, and leads SQLite to the place in the order's index.
        guard let first = terms.first, !first.value.isNull,
            !order.isDescending || !Self.optional.contains(first.name)
        else { return (clause, bound) }
        return ("\(sign)\(first.name) \(order.isDescending ? "<=" : ">=") ? AND \(clause)", [0] + bound)
    }

    private static let optional: Set<String> = ["district", "submitterCode", "exemption"]

    /// - Parameter canBeAbsent: otherwise an `OR` would keep SQLite from going straight to the place.
    private static func beyond(
        _ name: String, isAbsent: Bool, _ isDescending: Bool, canBeAbsent: Bool
    ) -> (String, needsValue: Bool) {
        switch (isAbsent, isDescending) {
        case (false, true) where !canBeAbsent: ("\(name) < ?", true)
        case (false, false): ("\(name) > ?", true)
        case (false, true): ("(\(name) < ? OR \(name) IS NULL)", true)
        case (true, false): ("\(name) IS NOT NULL", false)
        case (true, true): ("0", false)
        }
    }
}

extension PracticeOrder {
    var reversed: PracticeOrder { PracticeOrder(column, isDescending: !isDescending) }
}
