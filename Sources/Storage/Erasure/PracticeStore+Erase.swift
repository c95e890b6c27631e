// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

extension PracticeStore {
    /// Erases what retention says must go: first the records, in one transaction with its entry in the access log, then the
    /// bytes. Asked again it finishes what a killed process left.
    ///
    /// - Parameters:
    ///   - isTrial: says what would go, and changes nothing.
    ///   - archive: holds the bytes.
    /// - Throws: `ErasureRefusal`, `StoreError`.
    package func erase(
        _ scope: ErasureScope, reason: String, isTrial: Bool, from archive: DocumentArchive, recording access: Access
    ) async throws -> ErasureTally {
        let erasure = Erasure(scope: scope, reason: reason, account: access.actor, now: clock())
        do {
            let tally = try await transaction(recording: access) { database in
                let tally = try erasure.run(database, access)
                if isTrial { throw TrialErasure(tally: tally) }
                return tally
            }
            for document in tally.documents { try archive.remove(document) }
            // Old pages may stand in the log of the database until it is emptied.
            try await database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
            return tally
        } catch let trial as TrialErasure {
            access.conclude(.done)
            return trial.tally
        }
    }

    private struct TrialErasure: Error {
        let tally: ErasureTally
    }
}
