// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import TestSupport
import Testing

@testable import Intake

struct ReadingBacklogTests {
    /// Deliveries 1, 2, 3 … of the senders that the letters stand for.
    private func pending(_ senders: String) throws -> [Delivery] {
        let hash = try ContentHash.of([])
        return senders.enumerated().map { index, sender in
            Delivery(
                id: Delivery.ID(Int64(index + 1)),
                arrival: Arrival(
                    sender: String(sender), senderKind: .hospital, name: "", sha256: hash, size: 1,
                    asl: TestHouse.asl("010203"), district: nil),
                receivedAt: Timestamp(seconds: 0), outcome: nil, practice: nil, findings: [])
        }
    }

    private func numbers(_ batch: ReadingBacklog.Batch?) -> [Int64]? { batch?.deliveries.map(\.id.value) }

    @Test func `one sender keeps all readers busy`() throws {
        var backlog = ReadingBacklog(share: 32, readers: 2)
        let pending = try pending("aaaaa")
        #expect(numbers(backlog.next(of: pending)) == [1, 2, 3])
        #expect(numbers(backlog.next(of: pending)) == [4, 5])
        #expect(backlog.next(of: pending) == nil)
    }

    @Test func `no batch is longer than a child's share`() throws {
        var backlog = ReadingBacklog(share: 2, readers: 1)
        #expect(numbers(backlog.next(of: try pending("aaaaa"))) == [1, 2])
    }

    @Test func `no batch holds documents of two senders, and they take turns`() throws {
        var backlog = ReadingBacklog(share: 1, readers: 3)
        let pending = try pending("aaabb")
        #expect(numbers(backlog.next(of: pending)) == [1])
        #expect(numbers(backlog.next(of: pending)) == [4])
        #expect(numbers(backlog.next(of: pending)) == [2])
    }

    @Test func `a sender who comes later is next when a reader is free`() throws {
        var backlog = ReadingBacklog(share: 1, readers: 2)
        let first = try #require(backlog.next(of: try pending("aaaa")))
        _ = backlog.next(of: try pending("aaaa"))
        backlog.finish(first)
        #expect(numbers(backlog.next(of: try pending("aaaab"))) == [5])
    }

    @Test func `what was chosen once is not chosen again, though it still waits`() throws {
        var backlog = ReadingBacklog(share: 8, readers: 1)
        let batch = try #require(backlog.next(of: try pending("a")))
        backlog.finish(batch)
        #expect(backlog.next(of: try pending("a")) == nil)
    }
}
