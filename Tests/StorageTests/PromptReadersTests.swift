// SPDX-License-Identifier: EUPL-1.2

import Domain
import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import Storage

/// Connections that are read where one asks.
struct PromptReadersTests {
    private struct Refused: Error {}

    private func numbers(_ database: Database) throws -> [Int] {
        try Int.fetchAll(database, sql: "SELECT last FROM counter WHERE scope = 't'")
    }

    private func count(_ house: TestHouse, _ value: Int) async throws {
        try await house.store.transaction { database in
            try database.execute(
                sql: "INSERT INTO counter (scope, last) VALUES ('t', ?1) ON CONFLICT DO UPDATE SET last = ?1",
                arguments: [value])
        }
    }

    @Test func `what is written meanwhile is not seen until the next read`() async throws {
        let house = try TestHouse()
        try await count(house, 1)
        let isReading = AsyncStream.makeStream(of: Void.self)
        let goOn = DispatchSemaphore(value: 0)
        let reader = Task.detached {
            try house.store.prompt.read { database in
                let before = try numbers(database)
                isReading.continuation.yield()
                goOn.wait()
                return (before, try numbers(database))
            }
        }
        for await _ in isReading.stream { break }
        try await count(house, 2)
        goOn.signal()
        let seen = try await reader.value
        #expect(seen.0 == [1])
        #expect(seen.1 == [1])
        #expect(try house.store.prompt.read(numbers) == [2])
    }

    @Test func `a read that fails hurts no later one`() throws {
        let house = try TestHouse()
        for _ in 1...8 {
            #expect(throws: Refused.self) { try house.store.prompt.read { _ in throw Refused() } }
            #expect(throws: DatabaseError.self) {
                try house.store.prompt.read { try $0.execute(sql: "SELECT nothing") }
            }
            #expect(try house.store.prompt.read(numbers) == [])
        }
    }

    @Test func `nothing can be written through them`() throws {
        let house = try TestHouse()
        #expect(throws: DatabaseError.self) {
            try house.store.prompt.read { try $0.execute(sql: "INSERT INTO counter (scope, last) VALUES ('t', 1)") }
        }
    }

    @Test func `more readers than connections are all served`() async throws {
        let house = try TestHouse()
        try await count(house, 7)
        let answers = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 200) { _ in
            do {
                let found = try house.store.prompt.read(numbers)
                answers.withLock { $0 += found == [7] ? 1 : 0 }
            } catch {
                Issue.record(error)
            }
        }
        #expect(answers.withLock(\.self) == 200)
    }
}
