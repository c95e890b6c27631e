// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

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

    /// The number, which is the first term, and so much more, as digits: a bound for what is near, whether or not there is such a
    /// practice.
    func number(_ distance: Int64) -> DatabaseValue {
        String.fromDatabaseValue(value(0)).flatMap { Int64($0) }.map { String($0 + distance).databaseValue } ?? .null
    }

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
