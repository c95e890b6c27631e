// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

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
    private let query: PracticeQuery
    private let order: PracticeOrder

    init(_ number: PracticeNumber, _ filter: PracticeFilter, _ viewer: Operator, _ order: PracticeOrder) {
        var query = PracticeQuery(filter, for: viewer)
        query.leaveOut(number)
        self.number = number
        self.query = query
        self.order = order
    }

    func run(_ database: Database) throws -> Neighbours {
        guard let place = try ListPlace(database, number, order) else { return Neighbours() }
        let asls = try query.asls(database)
        let before = FirstPractice(query, order.reversed, asls: asls, beyond: place)
        let after = FirstPractice(query, order, asls: asls, beyond: place)
        let both = try database.map(
            search: "SELECT (\(before.sql)), (\(after.sql))", arguments: before.arguments + after.arguments
        ) { ($0[0] as String?, $0[1] as String?) }
        guard let (previous, next) = both.first else { return Neighbours() }
        func first() throws -> String? {
            let search = FirstPractice(query, order, asls: asls, beyond: nil)
            return try String.fetchOne(database, search: search.sql, arguments: search.arguments)
        }
        return Neighbours(
            previous: previous.flatMap { PracticeNumber($0) },
            next: try (next ?? first()).flatMap { PracticeNumber($0) })
    }
}

/// The statement for the first practice of a list, or the first beyond a place: each ASL is asked by itself, for the reason
/// that `SortedPractices` gives.
struct FirstPractice {
    let sql: String
    let arguments: StatementArguments

    init(_ query: PracticeQuery, _ order: PracticeOrder, asls: [String]?, beyond place: ListPlace?) {
        let sign = query.sign(for: order)
        let beyond = place?.beyond(order, sign: sign)
        let further = beyond.map { " AND \($0.clause)" } ?? ""
        guard let asls, !asls.isEmpty else {
            // Whoever reaches nothing has a condition that says so.
            sql = "SELECT number FROM practice \(query.condition)\(further) \(order.clause()) LIMIT 1"
            arguments = query.arguments + (beyond?.values ?? [])
            return
        }
        let keys = order.terms.indices.map { "k\($0)" }
        let terms = zip(order.terms, keys).map { "\(sign)\($0) AS \($1)" }.joined(separator: ", ")
        let sorted = order.clause(of: order.terms.map { sign + $0 })
        let one = """
            SELECT * FROM (SELECT \(terms) FROM practice WHERE asl = ?\(query.conditionWithoutASL)\(further)
            \(sorted) LIMIT 1)
            """
        let all = asls.map { _ in one }.joined(separator: " UNION ALL ")
        sql = "SELECT k\(keys.count - 1) FROM (\(all)) \(order.clause(of: keys)) LIMIT 1"
        arguments = asls.reduce(StatementArguments()) {
            $0 + [$1] + query.argumentsWithoutASL + (beyond?.values ?? [])
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

    /// What holds for those that come later in `order`: equal in the first terms and beyond in the next. SQLite puts what is
    /// absent before everything else.
    ///
    /// - Parameter sign: before each column.
    func beyond(_ order: PracticeOrder, sign: String) -> (clause: String, values: StatementArguments) {
        var cases: [String] = []
        var values: StatementArguments = []
        for (index, term) in terms.enumerated() {
            let equal = terms.prefix(index)
            let (clause, needsValue) = Self.beyond(
                sign + term.name, isAbsent: term.value.isNull, order.isDescending,
                canBeAbsent: Self.optional.contains(term.name))
            cases.append("(" + (equal.map { "\(sign)\($0.name) IS ?" } + [clause]).joined(separator: " AND ") + ")")
            let compared = equal.map { $0.value } + (needsValue ? [term.value] : [])
            values += StatementArguments(compared.map { $0 as (any DatabaseValueConvertible)? })
        }
        let clause = "(" + cases.joined(separator: " OR ") + ")"
        // Says nothing new, and leads SQLite to the place in the order's index.
        guard let first = terms.first, !first.value.isNull,
            !order.isDescending || !Self.optional.contains(first.name)
        else { return (clause, values) }
        return (
            "\(sign)\(first.name) \(order.isDescending ? "<=" : ">=") ? AND \(clause)",
            StatementArguments([first.value]) + values
        )
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
