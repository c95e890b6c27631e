// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// A file that could not be taken in, and why.
package struct QuarantinedFile: Hashable, Sendable {
    package let delivery: Delivery
    package let reason: Finding
    package let since: Timestamp

    package init(delivery: Delivery, reason: Finding, since: Timestamp) {
        self.delivery = delivery
        self.reason = reason
        self.since = since
    }
}

/// Some of the files in quarantine, and how many there are.
package struct QuarantinePage: Hashable, Sendable {
    package let files: [QuarantinedFile]
    /// From 1.
    package let page: Int
    package let total: Int

    package init(files: [QuarantinedFile], page: Int, total: Int) {
        self.files = files
        self.page = page
        self.total = total
    }
}

extension PracticeReader {
    /// What lies in quarantine, oldest first.
    package func quarantine() async throws -> [QuarantinedFile] {
        try await quarantine(of: nil, page: 1, size: Int(Int32.max)).files
    }

    /// One page of what lies in quarantine, oldest first.
    ///
    /// - Parameters:
    ///   - reason: only files that were refused for it; nothing for all.
    ///   - page: from 1; behind the last page the last one.
    package func quarantine(of reason: FindingCode?, page: Int, size: Int) async throws -> QuarantinePage {
        try await database.read { database in
            let total =
                try Int.fetchOne(
                    database, kept: "SELECT count(*) FROM quarantine WHERE ?1 IS NULL OR code = ?1",
                    arguments: [reason?.rawValue]) ?? 0
            let part = ListPart(page: page, size: size, of: total)
            let rows = try Row.fetchAll(
                database,
                kept: """
                    SELECT \(DeliveryRow.columns), quarantine.code, quarantine.since FROM quarantine
                        JOIN delivery ON delivery.id = quarantine.delivery
                    WHERE ?1 IS NULL OR quarantine.code = ?1
                    ORDER BY quarantine.delivery LIMIT ?2 OFFSET ?3
                    """,
                arguments: [reason?.rawValue, part.size, part.offset])
            return QuarantinePage(files: try rows.map(file), page: part.page, total: total)
        }
    }

    /// The file of that number; nothing when it is not in quarantine.
    package func quarantined(_ id: Delivery.ID) async throws -> QuarantinedFile? {
        try await database.read { database in
            try Row.fetchOne(
                database,
                kept: """
                    SELECT \(DeliveryRow.columns), quarantine.code, quarantine.since FROM quarantine
                        JOIN delivery ON delivery.id = quarantine.delivery
                    WHERE quarantine.delivery = ?
                    """,
                arguments: [id.value]
            ).map(file)
        }
    }

    /// The numbers of all that lie there.
    package func quarantinedIDs() async throws -> Set<Delivery.ID> {
        try await database.read { database in
            Set(
                try Int64.fetchAll(database, kept: "SELECT delivery FROM quarantine", arguments: [])
                    .map { Delivery.ID($0) })
        }
    }

    /// What lies there and why, as a text that is another whenever anything of it is: for who need not look at files that he has
    /// seen.
    package func quarantineMark() async throws -> String {
        try await database.read { database in
            try String.fetchOne(
                database,
                kept: "SELECT group_concat(delivery || ' ' || code || ' ' || since) FROM quarantine", arguments: [])
                ?? ""
        }
    }

    /// How many files lie there for each reason.
    package func quarantineReasons() async throws -> [FindingCode: Int] {
        try await database.read { database in
            let rows = try Row.fetchAll(
                database, kept: "SELECT code, count(*) AS number FROM quarantine GROUP BY code", arguments: [])
            return Dictionary(
                rows.compactMap { row in FindingCode(rawValue: row["code"]).map { ($0, row["number"]) } },
                uniquingKeysWith: +)
        }
    }

    private func file(_ row: Row) throws -> QuarantinedFile {
        let delivery = try DeliveryRow.delivery(row)
        guard let code = FindingCode(rawValue: row["code"]) else { throw StoreError.damagedRow("quarantine") }
        return QuarantinedFile(
            delivery: delivery, reason: delivery.findings.first { $0.code == code } ?? Finding(code),
            since: Timestamp(seconds: row["since"]))
    }
}

extension PracticeStore {
    /// Takes a file out of quarantine so that it is read again from the beginning, with a new receipt where its outcome is another.
    ///
    /// - Returns: whether the file was in quarantine.
    package func retryQuarantined(_ id: Delivery.ID, recording access: Access) async throws -> Bool {
        try await transaction(recording: access) {
            try QuarantineRow.release($0, "quarantine.delivery = ?", [id.value]) == 1
        }
    }

    /// The same for all files, or all that were refused for `reason`, in one transaction.
    ///
    /// - Returns: how many they were.
    package func retryQuarantined(for reason: FindingCode?, recording access: Access) async throws -> Int {
        try await transaction(recording: access) {
            try QuarantineRow.release($0, "?1 IS NULL OR code = ?1", [reason?.rawValue])
        }
    }
}

/// The table `quarantine`.
private enum QuarantineRow {
    /// - Returns: how many files the condition released.
    static func release(_ database: Database, _ condition: String, _ values: StatementArguments) throws -> Int {
        try database.execute(
            sql: """
                UPDATE delivery SET toldBefore = outcome || findings, outcome = NULL, findings = '[]',
                    needsRecognition = 0, heldSince = NULL
                WHERE id IN (SELECT delivery FROM quarantine WHERE \(condition))
                """,
            arguments: values)
        try database.execute(sql: "DELETE FROM quarantine WHERE \(condition)", arguments: values)
        return database.changesCount
    }
}
