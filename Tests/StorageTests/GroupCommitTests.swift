// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Dispatch
import Domain
import GRDB
import TestSupport
import Testing

@testable import Storage

struct GroupCommitTests {
    private struct Refused: Error {}

    /// Lets `works` wait behind one that holds the writer, so that they come to share one transaction.
    private func together(
        _ house: TestHouse, _ works: [@Sendable (Database) throws -> Int]
    ) async throws -> [Result<Int, any Error>] {
        let gate = DispatchSemaphore(value: 0)
        let before = house.store.commits.groups
        return try await withThrowingTaskGroup(of: (Int, Result<Int, any Error>)?.self) { group in
            group.addTask {
                _ = try await house.store.transaction { _ in gate.wait() }
                return nil
            }
            while house.store.commits.waitingCount > 0 || house.store.commits.groups == before { await Task.yield() }
            for (index, work) in works.enumerated() {
                group.addTask {
                    do { return (index, .success(try await house.store.transaction(work))) } catch {
                        return (index, .failure(error))
                    }
                }
            }
            while house.store.commits.waitingCount < works.count { await Task.yield() }
            gate.signal()
            var results: [(Int, Result<Int, any Error>)] = []
            for try await result in group { if let result { results.append(result) } }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func insert(_ value: Int) -> @Sendable (Database) throws -> Int {
        { database in
            try database.execute(
                sql: "INSERT INTO counter (scope, last) VALUES (?, ?)", arguments: ["t\(value)", value])
            return value
        }
    }

    private func stored(_ house: TestHouse) async throws -> [Int] {
        try await house.store.database.read {
            try Int.fetchAll($0, sql: "SELECT last FROM counter WHERE scope LIKE 't%' ORDER BY last")
        }
    }

    @Test func `those who wait share one commit`() async throws {
        let house = try TestHouse()
        let before = house.store.commits.groups
        let results = try await together(house, (1...50).map(insert))
        #expect(try results.map { try $0.get() } == Array(1...50))
        #expect(try await stored(house) == Array(1...50))
        #expect(house.store.commits.groups - before == 2)
    }

    @Test func `one that fails hurts nobody else and leaves nothing`() async throws {
        let house = try TestHouse()
        let failing: @Sendable (Database) throws -> Int = { [insert = insert(2)] in
            _ = try insert($0)
            throw Refused()
        }
        let results = try await together(house, [insert(1), failing, insert(3)])
        #expect(throws: Refused.self) { try results[1].get() }
        #expect(try results[2].get() == 3)
        #expect(try await stored(house) == [1, 3])
    }

    @Test func `the access log of a group is whole, whichever of its acts failed`() async throws {
        let log = try await SampleLog()
        let house = log.safe.house
        let before = try await log.count()
        let chain = house.store.chain
        let works = (0..<9).map { place -> @Sendable (Database) throws -> Int in
            { database in
                _ = try chain.append(.ofTest(), database)
                if place.isMultiple(of: 3) { throw Refused() }
                return place
            }
        }
        let results = try await together(house, works)
        for (place, result) in results.enumerated() {
            if place.isMultiple(of: 3) {
                #expect(throws: Refused.self) { try result.get() }
            } else {
                #expect(try result.get() == place)
            }
        }
        #expect(try await log.count() == before + 6)
        #expect(try log.faults().isEmpty)
    }

    @Test func `one that ends the whole transaction is told apart, and the others are done alone`() async throws {
        let house = try TestHouse()
        let fatal: @Sendable (Database) throws -> Int = { database in
            for _ in 0..<2 {
                try database.execute(sql: "INSERT OR ROLLBACK INTO counter (scope, last) VALUES ('u', 1)")
            }
            return 0
        }
        let results = try await together(house, [insert(1), fatal, insert(3)])
        #expect(throws: DatabaseError.self) { try results[1].get() }
        #expect(try results[0].get() == 1)
        #expect(try await stored(house) == [1, 3])
    }

    @Test func `after a failed sync nobody is served`() async throws {
        let faults = StoreFaults()
        let folder = try TemporaryFolder()
        let store = try PracticeStore(
            folder: folder.path, catalogue: TestHouse.catalogue.lookup, papers: .plain, faults: faults,
            clock: { Timestamp(seconds: 1) })
        faults.note(.notDurable("prova"))
        await #expect(throws: StoreError.notDurable("prova")) { try await store.record(.ofTest()) }
    }
}
