// SPDX-License-Identifier: EUPL-1.2

import Domain
import GRDB
import TestSupport
import Testing

@testable import Storage

struct RecordingAheadTests {
    private func entries(_ house: TestHouse) async throws -> [String] {
        try await house.reader.accessEntries().map { "\($0.act) \($0.outcome)" }
    }

    @Test func `an act that stays what it was is entered once`() async throws {
        let house = try TestHouse()
        let access = Access.ofTest(.status)
        house.store.recordAhead(access)
        try await house.store.record(access)
        #expect(access.isWritten)
        #expect(try await entries(house) == ["STATO_SERVIZIO ESEGUITO"])
    }

    @Test func `an act that ends otherwise is entered as it ended, too`() async throws {
        let house = try TestHouse()
        let access = Access.ofTest(.status)
        let before = house.store.commits.groups
        house.store.recordAhead(access)
        while house.store.commits.groups == before { await Task.yield() }
        _ = try await house.store.transaction { _ in }
        access.conclude(.failed)
        try await house.store.record(access)
        #expect(access.isWritten)
        #expect(try await entries(house) == ["STATO_SERVIZIO ESEGUITO", "STATO_SERVIZIO ERRORE"])
    }

    @Test func `what could not be entered ahead is tried again, and its fault is told`() async throws {
        let house = try TestHouse()
        try await house.store.transaction {
            try $0.execute(
                sql: """
                    CREATE TRIGGER noEntry BEFORE INSERT ON accessEntry BEGIN SELECT RAISE(ABORT, 'no'); END
                    """)
        }
        let access = Access.ofTest(.status)
        house.store.recordAhead(access)
        await #expect(throws: (any Error).self) { try await house.store.record(access) }
        #expect(!access.isWritten)
        try await house.store.transaction { try $0.execute(sql: "DROP TRIGGER noEntry") }
        house.store.recordAhead(access)
        try await house.store.record(access)
        #expect(access.isWritten)
    }
}
