// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// The desk's list as of one moment.
package struct DeskList: Sendable {
    package let found: PracticePage
    /// Of the operators who have one of the practices in charge.
    package let names: [FiscalCode: String]
    /// Of the doctors who sent one of the practices and are known by no code.
    package let physicians: [PracticeNumber: String]
    /// How many notices have waited for their reply too long.
    package let lateNotices: Int
    /// Those of the page of which AURA refused a notice.
    package let refused: Set<PracticeNumber>
    /// How many there are of those within the operator's reach.
    package let refusedTotal: Int
}

extension PracticeReader {
    /// The practices within the operator's reach that `filter` asks for.
    ///
    /// - Parameters:
    ///   - viewer: nothing for the administrator's command line, which sees all.
    ///   - page: from 1; behind the last page the last one.
    package func practices(
        _ filter: PracticeFilter, for viewer: Viewer?, page: Int, size: Int, order: PracticeOrder = .byNumber
    ) async throws -> PracticePage {
        try readAtOnce { try practices($0, PracticeQuery(filter, for: viewer?.person), viewer, (page, size), order) }
    }

    /// The same with what the desk shows beside it.
    ///
    /// - Parameter deadline: notices sent at or before it should have their reply.
    package func deskList(
        _ filter: PracticeFilter, for viewer: Viewer, page: Int, size: Int, order: PracticeOrder,
        repliesDueSince deadline: Timestamp
    ) async throws -> DeskList {
        let query = PracticeQuery(filter, for: viewer.person)
        return try readAtOnce { database in
            let found = try practices(database, query, viewer, (page, size), order)
            return DeskList(
                found: found, names: try operatorNames(database, Set(found.practices.compactMap(\.charge?.by))),
                physicians: try physicianNames(database, found.practices),
                lateNotices: try noticesWithoutReply(database, since: deadline),
                refused: try refusedByAURA(database, found.practices.map(\.number)),
                refusedTotal: try refusedByAURA(database, for: viewer.person))
        }
    }

    private func practices(
        _ database: Database, _ query: PracticeQuery, _ viewer: Viewer?, _ asked: (page: Int, size: Int),
        _ order: PracticeOrder
    ) throws -> PracticePage {
        let total = try Int.fetchOne(database, search: query.count, arguments: query.values.bound) ?? 0
        let part = ListPart(page: asked.page, size: asked.size, of: total)
        let list = SortedPractices(query, order, asls: try query.asls(database))
        let practices = try database.map(
            search: list.sql,
            arguments: list.values + [part.size, part.offset].map(\.databaseValue),
            PracticeRow.practice)
        try viewer?.access.note(practices.map { AccessSubject($0) })
        return PracticePage(practices: practices, total: total)
    }
}

/// A filter and a reach as a condition, and the values to be bound to it.
struct PracticeQuery {
    typealias Condition = (text: String, values: [DatabaseValue])

    /// Those that the operator reaches; nothing for all there are.
    private var reach: [String]?
    private var others: [Condition] = []
    /// Whether one person's index serves best, whatever else is asked: as soon as enough of the code is typed.
    let isOfOnePerson: Bool
    /// What holds for the practices of a tab, if the list of one is asked for: there is an index for each order of it.
    let tabCondition: String?
    /// Whether an exemption or a family name narrows the list more than any order could.
    private let isOfExemptions: Bool
    /// The condition for the family name's beginning.
    let family: Condition?
    /// Whether nothing is asked but what practices are counted by (012-counting).
    private let isCounted: Bool

    init(_ filter: PracticeFilter, for viewer: Operator?) {
        isOfOnePerson = filter.fiscalCode.searchKey.utf8.count >= Self.tellingLetters
        tabCondition = filter.tab.map { "isOpen = \($0 == .open ? 1 : 0)" }
        isOfExemptions = !filter.exemptions.isEmpty
        family = Self.prefix(filter.familyName, of: "familyKey")
        isCounted =
            !isOfExemptions && family == nil && filter.givenName.isBlank && filter.from == nil
            && filter.until == nil && filter.fiscalCode.isBlank && viewer?.role.sight != .own
            && !filter.isRefusedByAURA
        // The plus hides a column from the indexes, of which the planner would else take the wrong one.
        let isOfFew = family != nil || isOfExemptions
        let state = isOfFew ? "+state" : "state"
        let requestedAt = isOfFew ? "+requestedAt" : "requestedAt"
        if let viewer { add(reachOf: viewer) }
        // Not bound: SQLite would look whether the value makes a partial index useful, and compile anew for every search.
        if let tabCondition { add((isOfOnePerson ? "+" : "") + tabCondition, []) }
        if let asked = filter.state { add("\(state) = ?", [asked.rawValue]) }
        if !filter.exemptions.isEmpty {
            add(family != nil ? "+exemption" : "exemption", anyOf: filter.exemptions.map(\.value))
        }
        if let from = filter.from { add("\(requestedAt) >= ?", [from.romeStart.seconds]) }
        if let until = filter.until { add("\(requestedAt) < ?", [until.adding(days: 1).romeStart.seconds]) }
        let prefixes = [
            family, Self.prefix(filter.givenName, of: "givenKey"), Self.prefix(filter.fiscalCode, of: "fiscalCode"),
        ]
        others += prefixes.compactMap(\.self)
        if filter.isRefusedByAURA { add("number IN (SELECT practice FROM notice WHERE notice.state = 'SCARTATO')", []) }
    }

    /// Letters of a fiscal code that leave few people: those of the family name and one of the given name.
    private static let tellingLetters = 4

    private mutating func add(_ text: String, _ values: [any DatabaseValueConvertible]) {
        others.append((text, values.map { $0.databaseValue }))
    }

    private mutating func add(_ column: String, anyOf values: [String]) {
        add("\(column) IN (\(Self.marks(values.count)))", values)
    }

    /// A range rather than LIKE, so that an index can serve it. Signs alone are the beginning of nothing.
    private static func prefix(_ typed: String, of column: String) -> Condition? {
        guard !typed.isBlank else { return nil }
        let prefix = typed.searchKey
        guard !prefix.isEmpty else { return ("\(column) IS NULL", []) }
        return ("\(column) >= ? AND \(column) < ?", [prefix, prefix + "\u{10FFFF}"].map(\.databaseValue))
    }

    /// Fails closed: an operator without ASLs, the administrator aside, reaches nothing.
    private mutating func add(reachOf viewer: Operator) {
        if !viewer.permissions.contains(.reserved) { add("reserved = 0", []) }
        if viewer.role.sight == .own {
            add(
                "submitterKind = ? AND submitterCode = ?",
                [Submitter.Kind.physician.rawValue, viewer.fiscalCode.value])
        }
        if viewer.role == .administrator && viewer.asls.isEmpty { return }
        reach = viewer.asls.map(\.value)
        guard !viewer.districts.isEmpty else { return }
        add(
            "(district IS NULL OR district IN (\(Self.marks(viewer.districts.count))))",
            viewer.districts)
    }

    private static func marks(_ count: Int) -> String {
        Array(repeating: "?", count: count).joined(separator: ", ")
    }
}

extension PracticeQuery {
    var isOfFamily: Bool { family != nil }

    /// The statement that says how many there are, for `values`.
    var count: String {
        isCounted
            ? "SELECT coalesce(sum(count), 0) FROM practiceCount \(condition)"
            : "SELECT count(*) FROM practice \(condition)"
    }

    /// Stands before the columns of an order that must not be walked: few practices have an exemption or a name, and sorting
    /// those is less than looking through all in their order. The index of an exemption is in the order of numbers, that of names in
    /// the order of names.
    func sign(for order: PracticeOrder) -> String {
        let isWalked = isOfFamily ? order.column == .beneficiary : !isOfExemptions || order.column == .number
        return isWalked ? "" : "+"
    }

    /// All of it, `WHERE` included.
    var condition: String {
        let asl = reach.map { "\(isOfOnePerson ? "+asl" : "asl") IN (\(Self.marks($0.count)))" }
        let texts = [asl].compactMap(\.self) + others.map(\.text)
        return texts.isEmpty ? "" : "WHERE " + texts.joined(separator: " AND ")
    }

    var values: [DatabaseValue] { (reach ?? []).map { $0.databaseValue } + valuesWithoutASL }

    /// What is asked besides the ASL, to be joined to it by `AND`.
    var conditionWithoutASL: String { others.map { " AND \($0.text)" }.joined() }

    var valuesWithoutASL: [DatabaseValue] { others.flatMap { $0.values } }

    /// The ASLs to ask one by one; nothing where asking all at once is better.
    func asls(_ database: Database) throws -> [String]? {
        guard tabCondition != nil, !isOfOnePerson else { return nil }
        if let reach { return reach }
        // Each next one is one step in an index, however many practices there are.
        return try String.fetchAll(
            database,
            kept: """
                WITH RECURSIVE each (asl) AS (
                    SELECT min(asl) FROM practice
                    UNION ALL SELECT (SELECT min(asl) FROM practice WHERE asl > each.asl) FROM each
                    WHERE each.asl IS NOT NULL)
                SELECT asl FROM each WHERE asl IS NOT NULL
                """,
            arguments: [])
    }
}

/// The statement for one page of a list, with its limit and offset still to be bound.
///
/// Within one ASL's tab every order has an index (010-sorting), but across several SQLite would sort all that there is. So
/// each is asked by itself, in its index's order, and SQLite merges them and stops at the end of the page; only then are
/// the rows themselves looked up. At a million practices that is the difference between seconds and a millisecond.
struct SortedPractices {
    let sql: String
    let values: [DatabaseValue]

    init(_ query: PracticeQuery, _ order: PracticeOrder, asls: [String]?) {
        guard let asls, !asls.isEmpty else {
            sql = "SELECT \(PracticeRow.columns) FROM practice \(query.condition) \(order.clause()) LIMIT ? OFFSET ?"
            values = query.values
            return
        }
        let sign = query.sign(for: order)
        let terms = order.terms.enumerated().map { "\(sign)\($0.element) AS k\($0.offset)" }.joined(separator: ", ")
        let one = "SELECT \(terms) FROM practice WHERE asl = ?" + query.conditionWithoutASL
        let keys = order.terms.indices.map { "k\($0)" }
        let sorted = order.clause(of: keys)
        sql = """
            SELECT \(PracticeRow.columns) FROM (
                \(Array(repeating: one, count: asls.count).joined(separator: " UNION ALL ")) \(sorted) LIMIT ? OFFSET ?
            ) JOIN practice ON number = \(keys.last ?? "k0") \(sorted)
            """
        values = asls.flatMap { [$0.databaseValue] + query.valuesWithoutASL }
    }
}

extension [DatabaseValue] {
    /// Values of this type are taken over one by one; GRDB's way for values of any one type goes by key paths, which it makes anew
    /// each time.
    var bound: StatementArguments { StatementArguments(map { $0 as (any DatabaseValueConvertible)? }) }
}

extension String {
    /// Whether nothing was typed.
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
