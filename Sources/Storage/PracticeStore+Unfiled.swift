// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// A delivery that was read, and what kept it from being filed.
package struct FiledDelivery: Sendable {
    package let delivery: Delivery
    /// Nothing where it was filed. Otherwise the delivery lies in quarantine, without an outcome and without a receipt.
    package let fault: (any Error)?
}

extension PracticeStore {
    /// Lets what could not be filed be tried again; the rest of the quarantine stays. To be done once at a start: what kept it
    /// from being filed may have been put right since.
    package func retryUnfiled() async throws {
        try await transaction { database in try UnfiledRow.release(database) }
    }

    /// Takes deliveries that cannot be filed out of the way of the others, for people to see.
    package func setAsideUnfiled(_ ids: [Delivery.ID]) async throws {
        let now = clock()
        try await transaction { database in
            for id in ids { try UnfiledRow.insert(database, id, at: now) }
        }
    }
}

/// Rows of the table `quarantine` whose deliveries have no outcome.
enum UnfiledRow {
    /// Of a row of `delivery` without outcome: whether it could not be filed.
    static let isUnfiled = "EXISTS (SELECT 1 FROM quarantine WHERE quarantine.delivery = delivery.id)"

    static func insert(_ database: Database, _ id: Delivery.ID, at now: Timestamp) throws {
        try database.execute(
            kept: """
                INSERT INTO quarantine (delivery, code, since)
                SELECT id, ?2, ?3 FROM delivery WHERE id = ?1 AND outcome IS NULL
                ON CONFLICT (delivery) DO NOTHING
                """,
            arguments: [id.value, FindingCode.filingFailed.rawValue, now.seconds])
    }

    static func release(_ database: Database) throws {
        try database.execute(
            kept: "DELETE FROM quarantine WHERE code = ?", arguments: [FindingCode.filingFailed.rawValue])
    }
}

/// Whether a fault lies in one document or its papers, so that all others can be filed all the same.
func isFaultOfOneDocument(_ error: any Error) -> Bool {
    switch error {
    case is PaperRefused, StoreError.numbersExhausted, StoreError.damagedRow: true
    case let error as DatabaseError: error.resultCode == .SQLITE_CONSTRAINT || error.resultCode == .SQLITE_TOOBIG
    default: false
    }
}
