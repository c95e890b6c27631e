// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import Synchronization
import TestSupport
import Testing

/// Documents whose receipt cannot be written, beside others whose receipt can.
struct UnfiledTests {
    private let house: TestHouse
    private let isBroken = Breakage()

    private final class Breakage: Sendable {
        private let value = Mutex(true)

        func mend() { value.withLock { $0 = false } }

        func refuse(_ receipt: Receipt) throws {
            if value.withLock(\.self), receipt.file.contains("guasto") { throw PaperRefused(reason: "prova") }
        }
    }

    init() throws {
        let isBroken = isBroken
        house = try TestHouse(
            papers: PaperRenderer(
                notice: { Array("\($0)".utf8) },
                receipt: {
                    try isBroken.refuse($0)
                    return Array("\($0)".utf8)
                }))
    }

    private func register(_ name: String, request: String? = nil) async throws -> Delivery.ID {
        let ids = try await house.store.register([
            Arrival(
                sender: request == nil ? "ospedale" : "portale", senderKind: request == nil ? .hospital : .portal,
                name: name, sha256: try ContentHash.of(Array(name.utf8)), size: 1, asl: TestHouse.asl("010203"),
                district: nil, request: request)
        ])
        return try #require(ids.first)
    }

    private static let extract = Extract.unreadable(Finding(.contentUnrecognised))

    @Test func `a document that cannot be filed goes to quarantine and keeps no other waiting`() async throws {
        let faulty = try await register("guasto")
        let sound = try await register("sano")
        let filed = try await house.store.file([(faulty, Self.extract), (sound, Self.extract)])
        #expect(filed.map(\.delivery.outcome) == [nil, .refused])
        #expect(filed.map { $0.fault is PaperRefused } == [true, false])
        #expect(try house.store.pendingDeliveries(limit: 10).isEmpty)
        #expect(try await house.reader.counts().pendingDeliveries == 0)
        #expect(try await house.reader.quarantine().map(\.reason.code) == [.filingFailed, .contentUnrecognised])
        #expect(try faults(in: house.folder.path).allSatisfy { $0.code != .quarantineInconsistent })
    }

    @Test func `one that is alone goes to quarantine too, and is filed once that is possible`() async throws {
        let faulty = try await register("guasto")
        _ = try await house.store.file([(faulty, Self.extract)])
        isBroken.mend()
        try await house.store.retryUnfiled()
        #expect(try house.store.pendingDeliveries(limit: 10).map(\.id) == [faulty])
        let filed = try await house.store.file([(faulty, Self.extract)])
        #expect(filed.map(\.delivery.outcome) == [.refused])
        #expect(try house.store.nextReceipts(limit: 10).map(\.fileName) == ["guasto.1.ricevuta.xml"])
    }

    @Test func `an overdue request that cannot be answered keeps no other unanswered`() async throws {
        let faulty = try await register("r1/guasto.pdf", request: "r1")
        let sound = try await register("r2/sano.pdf", request: "r2")
        _ = try await house.store.file([(faulty, Self.extract), (sound, Self.extract)])
        house.clock.advance(seconds: 3600)
        let answered = try await house.store.answerOverdueRequests(patience: 3600)
        #expect(answered.map(\.delivery.id) == [faulty, sound])
        #expect(answered.map { $0.fault == nil } == [false, true])
        #expect(try await house.reader.quarantined(faulty)?.reason.code == .filingFailed)
        #expect(try await house.store.answerOverdueRequests(patience: 3600).isEmpty)
    }
}
