// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import TestSupport
import Testing

/// The figures of the administrator's page.
@Suite struct TrafficTests {
    private let day: Int64 = 86_400

    @Test func `files, decisions and receipts are counted on the Italian day on which they were made`() async throws {
        let house = try TestHouse()
        let first = house.clock.now.romeDay
        let number = try await house.dropForPractice("a")
        house.clock.advance(seconds: day)
        _ = try await house.dropForPractice("b", person: "VNTRLA92B26C688M")
        _ = try await house.store.decide(.of(number, .validate))
        let traffic = try await house.reader.traffic(until: first.adding(days: 2), days: 4)
        #expect(traffic.map(\.day) == (-1...2).map { first.adding(days: $0) })
        #expect(traffic.map(\.files) == [0, 1, 1, 0])
        #expect(traffic.map { $0.received[.acquired] ?? 0 } == [0, 1, 1, 0])
        #expect(traffic.map(\.decisions) == [0, 0, 1, 0])
        #expect(traffic.map { $0.notices[.validation] ?? 0 } == [0, 0, 1, 0])
        #expect(traffic.map(\.receipts) == [0, 1, 2, 0])
    }

    @Test func `a file that is to be read again counts as received`() async throws {
        let house = try TestHouse()
        let quarantined = try await house.drop("a", role: .unreadable, findings: [Finding(.xmlMalformed)])
        #expect(try await house.store.retryQuarantined(quarantined.id))
        let today = try await house.reader.traffic(until: house.clock.now.romeDay, days: 1)
        #expect(today.map(\.unsettled) == [1])
        #expect(today.map(\.files) == [1])
    }

    @Test func `open practices are counted by how long they wait, the oldest by number`() async throws {
        let house = try TestHouse()
        let oldest = try await house.dropForPractice("a")
        let requested = house.clock.now
        house.clock.advance(seconds: 10 * day)
        _ = try await house.dropForPractice("b", person: "VNTRLA92B26C688M")
        let decided = try await house.dropForPractice("c", person: "TRNBDT47C09D732S")
        _ = try await house.store.decide(.of(decided, .reject, reason: .other))
        let now = house.clock.now
        let waiting = try await house.reader.waitingPractices(
            before: [7, 30].map { Timestamp(seconds: now.seconds - $0 * day) })
        #expect(waiting.total == 2)
        #expect(waiting.oldest == .init(number: oldest, requestedAt: requested))
        #expect(waiting.requestedBefore == [1, 0])
    }

    @Test func `notices without reply come the longest silent first, up to the limit`() async throws {
        let house = try TestHouse()
        var numbers: [PracticeNumber] = []
        for (name, person) in [("a", "VNTRLA92B26C688M"), ("b", "TRNBDT47C09D732S"), ("c", "TRNNLL53H10I462M")] {
            numbers.append(try await house.dropForPractice(name, person: person))
            _ = try await house.store.decide(.of(TestHouse.known(numbers.last), .validate))
            try await house.store.recordWritten(try house.store.nextNotices(limit: 1))
            house.clock.advance(seconds: day)
        }
        let deadline = Timestamp(seconds: house.clock.now.seconds - 2 * day)
        let silent = try await house.reader.silentNotices(since: deadline, limit: 5)
        #expect(silent.map(\.practice) == Array(numbers.prefix(2)))
        #expect(try await house.reader.silentNotices(since: deadline, limit: 1).map(\.practice) == [numbers[0]])
    }
}

/// What lies in quarantine, some at a time, and its way out.
@Suite struct QuarantinePageTests {
    private func house() async throws -> TestHouse {
        let house = try TestHouse()
        for (name, code) in [("a", FindingCode.pdfUnreadable), ("b", .xmlMalformed), ("c", .pdfUnreadable)] {
            try await house.drop(name, role: .unreadable, findings: [Finding(code)])
        }
        return house
    }

    @Test func `files come oldest first, a page at a time, and for one reason`() async throws {
        let house = try await house()
        let second = try await house.reader.quarantine(of: nil, page: 2, size: 2)
        #expect(second.total == 3)
        #expect(second.files.map(\.delivery.arrival.name) == ["c.pdf"])
        for page in [3, Int.max] {
            #expect(try await house.reader.quarantine(of: nil, page: page, size: 2) == second)
        }
        #expect(try await house.reader.quarantine(of: nil, page: .min, size: 2).page == 1)
        let damaged = try await house.reader.quarantine(of: .pdfUnreadable, page: 1, size: 5)
        #expect(damaged.total == 2)
        #expect(damaged.files.map(\.delivery.arrival.name) == ["a.pdf", "c.pdf"])
        #expect(try await house.reader.quarantineReasons() == [.pdfUnreadable: 2, .xmlMalformed: 1])
    }

    @Test(arguments: [(FindingCode.pdfUnreadable, 2), (.xmlMalformed, 1), (nil, 3), (.exemptionMissing, 0)])
    func `files of one reason, or all, are read again`(_ reason: FindingCode?, _ count: Int) async throws {
        let house = try await house()
        #expect(try await house.store.retryQuarantined(for: reason) == count)
        #expect(try await house.reader.counts().quarantined == 3 - count)
        #expect(try await house.reader.counts().pendingDeliveries == count)
    }

    @Test func `one file is found by its number while it lies there`() async throws {
        let house = try await house()
        let file = TestHouse.known(try await house.reader.quarantine().first)
        #expect(try await house.reader.quarantined(file.delivery.id) == file)
        #expect(try await house.store.retryQuarantined(file.delivery.id))
        #expect(try await house.reader.quarantined(file.delivery.id) == nil)
        #expect(try await !house.store.retryQuarantined(file.delivery.id))
    }
}
