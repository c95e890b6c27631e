// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// The documents that wait for their person, as far as an operator reaches them: only what is asked for is read.
///
/// A document that waits has no practice yet: where it was delivered counts, and whether it speaks of the reserved exemption.
struct WaitingDocuments {
    private let condition: String
    private let values: [DatabaseValue]

    /// - Parameter viewer: nothing for the administrator's command line, which sees all.
    init(for viewer: Operator?) {
        var texts = ["unmatched.settledAt IS NULL"]
        var values: [String] = []
        if let viewer {
            if viewer.role.sight != .all { texts.append("0") }
            if !viewer.permissions.contains(.reserved) { texts.append("document.reserved = 0") }
            if viewer.role != .administrator || !viewer.asls.isEmpty {
                texts.append("delivery.asl IN (\(Self.marks(viewer.asls.count)))")
                values += viewer.asls.map(\.value)
                if !viewer.districts.isEmpty {
                    let marks = Self.marks(viewer.districts.count)
                    texts.append("(delivery.district IS NULL OR delivery.district IN (\(marks)))")
                    values += viewer.districts
                }
            }
        }
        condition = texts.joined(separator: " AND ")
        self.values = values.map(\.databaseValue)
    }

    private static func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }

    private var source: String {
        """
        unmatched CROSS JOIN delivery ON delivery.id = unmatched.delivery
            CROSS JOIN document ON document.sha256 = delivery.sha256
        WHERE \(condition)
        """
    }

    /// How many there are; with a document, how many of them came before it.
    func count(_ database: Database, before id: Delivery.ID? = nil) throws -> Int {
        try Int.fetchOne(
            database, search: "SELECT count(*) FROM \(source)" + (id == nil ? "" : " AND unmatched.delivery < ?"),
            arguments: (values + [id?.value.databaseValue].compactMap(\.self)).bound) ?? 0
    }

    /// Some of them, oldest first.
    func part(_ database: Database, _ part: ListPart) throws -> [UnmatchedDocument] {
        try documents(database, statement(part))
    }

    /// One of them.
    func document(_ database: Database, _ id: Delivery.ID) throws -> UnmatchedDocument? {
        try documents(database, statement(id)).first
    }

    /// What is asked for a page and for a document.
    func statements(_ part: ListPart, _ id: Delivery.ID) -> [(sql: String, arguments: StatementArguments)] {
        [statement(part), statement(id)]
    }

    private func statement(_ part: ListPart) -> (sql: String, arguments: StatementArguments) {
        statement(" ORDER BY unmatched.delivery LIMIT ? OFFSET ?", [part.size, part.offset])
    }

    private func statement(_ id: Delivery.ID) -> (sql: String, arguments: StatementArguments) {
        statement(" AND unmatched.delivery = ?", [id.value])
    }

    private func statement(
        _ rest: String, _ others: [any DatabaseValueConvertible]
    ) -> (sql: String, arguments: StatementArguments) {
        (
            "SELECT \(DeliveryRow.columns), unmatched.since, document.extract FROM \(source)" + rest,
            (values + others.map(\.databaseValue)).bound
        )
    }

    private func documents(
        _ database: Database, _ statement: (sql: String, arguments: StatementArguments)
    ) throws -> [UnmatchedDocument] {
        try Row.fetchAll(database, search: statement.sql, arguments: statement.arguments).map { row in
            UnmatchedDocument(
                delivery: try DeliveryRow.delivery(row),
                extract: try JSONText.decode(Extract.self, from: row["extract"]),
                since: Timestamp(seconds: row["since"]))
        }
    }
}
