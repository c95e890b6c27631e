// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import TestSupport
import Testing

@testable import Intake

struct ReadingBacklogTests {
    /// Deliveries 1, 2, 3 … of the senders that the letters stand for.
    private func pending(_ senders: String) async throws -> [Delivery] {
        let house = try TestHouse()
        let hash = try ContentHash.of([])
        _ = try await house.store.register(
            senders.map {
                Arrival(
                    sender: String($0), senderKind: .hospital, name: "", sha256: hash, size: 1,
                    asl: TestHouse.asl("010203"), district: nil)
            })
        return try house.store.pendingDeliveries(limit: 99)
    }

    private func numbers(_ batch: ReadingBacklog.Batch?) -> [Int64]? { batch?.deliveries.map(\.id.value) }

    @Test func `one sender keeps all readers busy`() async throws {
        var backlog = ReadingBacklog(share: 32, readers: 2)
        let pending = try await self.pending("aaaaa")
        #expect(numbers(backlog.next(of: pending)) == [1, 2, 3])
        #expect(numbers(backlog.next(of: pending)) == [4, 5])
        let third = backlog.next(of: pending)
        #expect(third == nil)
    }

    @Test func `no batch is longer than a child's share`() async throws {
        var backlog = ReadingBacklog(share: 2, readers: 1)
        let pending = try await self.pending("aaaaa")
        #expect(numbers(backlog.next(of: pending)) == [1, 2])
    }

    @Test func `no batch holds documents of two senders, and they take turns`() async throws {
        var backlog = ReadingBacklog(share: 1, readers: 3)
        let pending = try await self.pending("aaabb")
        #expect(numbers(backlog.next(of: pending)) == [1])
        #expect(numbers(backlog.next(of: pending)) == [4])
        #expect(numbers(backlog.next(of: pending)) == [2])
    }

    @Test func `a sender who comes later is next when a reader is free`() async throws {
        var backlog = ReadingBacklog(share: 1, readers: 2)
        let before = try await pending("aaaa")
        let first = backlog.next(of: before)
        _ = backlog.next(of: before)
        backlog.finish(try #require(first))
        let after = try await pending("aaaab")
        #expect(numbers(backlog.next(of: after)) == [5])
    }

    @Test func `what lies behind a slow document is given back, and the newest is read beside the oldest`() async throws
    {
        var backlog = ReadingBacklog(share: 8, readers: 2)
        let (one, all) = (try await pending("a"), try await pending("aaaaa"))
        let begun = backlog.next(of: one)
        let first = try #require(begun)
        let next = backlog.next(of: all)
        let second = try #require(next)
        #expect(numbers(second) == [2, 3, 4, 5])
        #expect(!backlog.hasIdleReader)
        backlog.finish(second, rest: Array(second.deliveries.dropFirst()))
        #expect(backlog.hasIdleReader && !backlog.isEmpty)
        let last = backlog.next(of: all)
        let newest = try #require(last)
        #expect(numbers(newest) == [5])
        backlog.finish(first)
        backlog.finish(newest)
        #expect(numbers(backlog.next(of: all)) == [3])
        #expect(numbers(backlog.next(of: all)) == [4])
    }

    @Test func `a sender of whom nothing is read need not wait until another's two readers are free`() async throws {
        var backlog = ReadingBacklog(share: 8, readers: 2)
        let before = try await pending("aaaa")
        _ = backlog.next(of: before)
        _ = backlog.next(of: before)
        let after = try await pending("aaaaabc")
        #expect(numbers(backlog.next(of: after)) == [6])
        let more = backlog.next(of: after)
        #expect(more == nil)
    }

    @Test func `what was chosen once is not chosen again, though it still waits`() async throws {
        var backlog = ReadingBacklog(share: 8, readers: 1)
        let pending = try await self.pending("a")
        let batch = backlog.next(of: pending)
        backlog.finish(try #require(batch))
        let again = backlog.next(of: pending)
        #expect(again == nil)
    }
}
