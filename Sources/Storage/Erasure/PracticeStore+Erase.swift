// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

extension PracticeStore {
    /// Erases what retention says must go: first the records, in one transaction with its entry in the access log, then the
    /// bytes. What a killed process left is finished by the next, and at the start of the daemon.
    ///
    /// - Parameters:
    ///   - isTrial: says what would go, and changes nothing but the access log: it has shown whom it found.
    ///   - sparesInForce: whether an exemption that holds today is refused.
    ///   - archive: holds the bytes.
    /// - Throws: `ErasureRefusal`, which is in the access log as well; `StoreError`.
    package func erase(
        _ scope: ErasureScope, reason: String, isTrial: Bool, sparesInForce: Bool = false,
        from archive: DocumentArchive, recording access: Access
    ) async throws -> ErasureTally {
        let erasure = Erasure(
            scope: scope, reason: reason, account: access.actor, now: clock(), sparesInForce: sparesInForce)
        do {
            var tally = try await transaction(recording: access) { database in
                let tally = try erasure.run(database, access)
                if isTrial { throw TrialErasure(tally: tally) }
                return tally
            }
            try await removeErased(from: archive)
            tally.leavesTraces = try await !emptyLog()
            return tally
        } catch let trial as TrialErasure {
            access.conclude(.done)
            try await record(access)
            return trial.tally
        } catch let refusal as ErasureRefusal {
            try await record(access)
            throw refusal
        }
    }

    private struct TrialErasure: Error {
        let tally: ErasureTally
    }

    /// Takes the bytes of everything that the records call erased out of the archive: of what was erased now, and of what an
    /// earlier try could not remove.
    ///
    /// It happens while nothing else can be entered into the ledger: the same bytes that come again lose their mark in
    /// `register`, and are then there for good, or are seen there to be gone.
    ///
    /// - Throws: the first fault; what could be removed is.
    package func removeErased(from archive: DocumentArchive) async throws {
        // What is read apart is committed: a transaction may share its fate with others, and bytes do not come back with it.
        let erased = try await database.read { database in
            try String.fetchAll(database, sql: "SELECT sha256 FROM erasedDocument ORDER BY sha256")
                .compactMap { ContentHash($0) }
        }
        var fault: (any Error)?
        for hash in erased where archive.mayHold(hash) {
            let failed = try await transaction { database -> (any Error)? in
                let isErased = try Bool.fetchOne(
                    database, sql: "SELECT EXISTS (SELECT 1 FROM erasedDocument WHERE sha256 = ?)",
                    arguments: [hash.value])
                guard isErased == true else { return nil }
                do { try archive.remove(hash) } catch { return error }
                return nil
            }
            fault = fault ?? failed
        }
        if let fault { throw fault }
    }

    private static let tries = 20
    private static let pause = Duration.milliseconds(250)

    /// Old pages may stand in the log of the database until it is emptied, which it cannot be while somebody reads in it.
    ///
    /// - Returns: whether it is empty.
    private func emptyLog() async throws -> Bool {
        for attempt in 1... {
            let isEmpty = try await database.writeWithoutTransaction { database in
                // Whoever reads is waited for between the tries, while others may write.
                try database.execute(sql: "PRAGMA busy_timeout = 50")
                let answer = Result { try Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
                try database.execute(sql: "PRAGMA busy_timeout = \(Self.busySeconds * 1000)")
                return try answer.get()?["busy"] == 0
            }
            if isEmpty || attempt == Self.tries { return isEmpty }
            try await Task.sleep(for: Self.pause)
        }
        return false
    }
}
