// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

extension PracticeReader {
    /// The practices within the operator's reach that `filter` asks for.
    ///
    /// - Parameters:
    ///   - viewer: nothing for the administrator's command line, which sees all.
    ///   - page: from 1.
    package func practices(
        _ filter: PracticeFilter, for viewer: Operator?, page: Int, size: Int, order: PracticeOrder = .byNumber
    ) async throws -> PracticePage {
        let query = PracticeQuery(filter, for: viewer)
        return try await database.read { database in
            let total = try Int.fetchOne(
                database, sql: "SELECT count(*) FROM practice \(query.condition)", arguments: query.arguments)
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT \(PracticeRow.columns) FROM practice \(query.condition)
                    \(order.clause) LIMIT ? OFFSET ?
                    """,
                arguments: query.arguments + [size, (max(page, 1) - 1) * size])
            return PracticePage(practices: try rows.map(PracticeRow.practice), total: total ?? 0)
        }
    }
}

/// A filter and a reach as a condition with bound values.
struct PracticeQuery {
    private(set) var arguments = StatementArguments()
    private var clauses: [String] = []

    var condition: String { clauses.isEmpty ? "" : "WHERE " + clauses.joined(separator: " AND ") }

    init(_ filter: PracticeFilter, for viewer: Operator?) {
        if let viewer { add(reachOf: viewer) }
        if let tab = filter.tab { add("isOpen = ?", [tab == .open ? 1 : 0]) }
        if let state = filter.state { add("state = ?", [state.rawValue]) }
        if !filter.exemptions.isEmpty {
            let codes = filter.exemptions.map(\.value)
            add("exemption IN (\(marks(codes.count)))", StatementArguments(codes))
        }
        if let from = filter.from { add("requestedAt >= ?", [from.romeStart.seconds]) }
        if let until = filter.until { add("requestedAt < ?", [until.adding(days: 1).romeStart.seconds]) }
        add(prefix: filter.familyName.searchKey, of: "familyKey")
        add(prefix: filter.givenName.searchKey, of: "givenKey")
        add(prefix: filter.fiscalCode.searchKey, of: "fiscalCode")
    }

    private mutating func add(_ clause: String, _ values: StatementArguments) {
        clauses.append(clause)
        arguments += values
    }

    /// A range rather than LIKE, so that an index can serve it.
    private mutating func add(prefix: String, of column: String) {
        guard !prefix.isEmpty else { return }
        add("\(column) >= ? AND \(column) < ?", [prefix, prefix + "\u{10FFFF}"])
    }

    /// Fails closed: an operator without ASLs, the administrator aside, reaches nothing.
    private mutating func add(reachOf viewer: Operator) {
        guard viewer.role.has(.view) else { return add("0", []) }
        if viewer.role == .administrator && viewer.asls.isEmpty { return }
        let asls = viewer.asls.map(\.value)
        add("asl IN (\(marks(asls.count)))", StatementArguments(asls))
        guard !viewer.districts.isEmpty else { return }
        add(
            "(district IS NULL OR district IN (\(marks(viewer.districts.count))))", StatementArguments(viewer.districts)
        )
    }

    private func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
}
