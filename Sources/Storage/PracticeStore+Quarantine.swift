// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// A file that could not be taken in, and why.
package struct QuarantinedFile: Hashable, Sendable {
    package let delivery: Delivery
    package let reason: Finding
    package let since: Timestamp
}

extension PracticeReader {
    /// What lies in quarantine, oldest first.
    package func quarantine() async throws -> [QuarantinedFile] {
        try await database.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT delivery.*, quarantine.code, quarantine.since FROM quarantine
                        JOIN delivery ON delivery.id = quarantine.delivery
                    ORDER BY delivery.id
                    """
            ).map { row in
                let delivery = try DeliveryRow.delivery(row)
                guard let code = FindingCode(rawValue: row["code"]) else { throw StoreError.damagedRow("quarantine") }
                return QuarantinedFile(
                    delivery: delivery, reason: delivery.findings.first { $0.code == code } ?? Finding(code),
                    since: Timestamp(seconds: row["since"]))
            }
        }
    }
}

extension PracticeStore {
    /// Takes a file out of quarantine so that it is read again from the beginning, with a new receipt.
    ///
    /// - Returns: whether the file was in quarantine.
    package func retryQuarantined(_ id: Delivery.ID, recording access: Access) async throws -> Bool {
        try await transaction(recording: access) { database in
            try database.execute(sql: "DELETE FROM quarantine WHERE delivery = ?", arguments: [id.value])
            guard database.changesCount == 1 else { return false }
            try database.execute(
                sql: """
                    UPDATE delivery SET outcome = NULL, findings = '[]', needsRecognition = 0, heldSince = NULL
                    WHERE id = ?
                    """,
                arguments: [id.value])
            return true
        }
    }
}
