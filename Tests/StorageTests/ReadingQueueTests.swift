// SPDX-License-Identifier: EUPL-1.2

import Domain
import GRDB
import Storage
import SystemPackage
import TestSupport
import Testing

struct ReadingQueueTests {
    private func register(_ house: TestHouse, _ names: [String]) async throws -> [Delivery.ID] {
        try await house.store.register(
            try names.map {
                Arrival(
                    sender: "ospedale", senderKind: .hospital, name: $0, sha256: try ContentHash.of(Array($0.utf8)),
                    size: 1, asl: TestHouse.asl("010203"), district: nil)
            })
    }

    @Test func `a scan leaves the quick queue and waits in its own`() async throws {
        let house = try TestHouse()
        let deliveries = try await register(house, ["a", "b", "c"])
        try await house.store.deferToRecognition(deliveries[1])
        #expect(
            try house.store.pendingDeliveries(in: .quick, limit: 9).map(\.id) == [deliveries[0], deliveries[2]])
        #expect(try house.store.pendingDeliveries(in: .recognition, limit: 9).map(\.id) == [deliveries[1]])
    }

    @Test func `a settled delivery waits nowhere, whatever comes late`() async throws {
        let house = try TestHouse()
        let delivery = try await register(house, ["a"])[0]
        _ = try await house.store.file(delivery, as: .unreadable(Finding(.readerTimeout)))
        try await house.store.deferToRecognition(delivery)
        for queue in [ReadingQueue.quick, .recognition] {
            #expect(try house.store.pendingDeliveries(in: queue, limit: 9).isEmpty)
        }
    }

    @Test func `what is read again begins in the quick queue`() async throws {
        let house = try TestHouse()
        let delivery = try await register(house, ["a"])[0]
        try await house.store.deferToRecognition(delivery)
        _ = try await house.store.file(delivery, as: .unreadable(Finding(.readerTimeout)))
        #expect(try await house.store.retryQuarantined(delivery))
        #expect(try house.store.pendingDeliveries(in: .quick, limit: 9).map(\.id) == [delivery])
    }

    @Test func `the same bytes filed at the same moment make one practice and one duplicate`() async throws {
        let house = try TestHouse()
        let deliveries = try await register(house, ["a", "a"])
        var extract = Extract(form: .cdaXML, role: .certificate, kind: .regionalCertificate)
        for (name, value) in [
            (FieldName.beneficiaryFiscalCode, "RSSMRA48R11B111I"), (.beneficiaryFamilyName, "ROSSI"),
            (.beneficiaryGivenName, "MARIO"), (.exemptionCode, "044"),
        ] {
            extract.fields[name] = ExtractedField(value: value, confidence: .certain, source: FieldSource(.cda))
        }
        let read = extract
        async let first = house.store.file(deliveries[0], as: read)
        async let second = house.store.file(deliveries[1], as: read)
        let outcomes = try await [first, second].map(\.outcome)
        #expect(outcomes.contains(.acquired) && outcomes.contains(.duplicate))
    }

    @Test(arguments: [ReadingQueue.quick, .recognition])
    func `the next of a queue are found by an index`(_ queue: ReadingQueue) async throws {
        let house = try TestHouse()
        let database = try DatabaseQueue(path: house.folder.path.appending(PracticeStore.fileName).string)
        let plan = try await database.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    EXPLAIN QUERY PLAN SELECT * FROM delivery
                    WHERE outcome IS NULL AND needsRecognition = \(queue.rawValue) ORDER BY id LIMIT 256
                    """
            ).map { $0["detail"] as String }
        }
        #expect(plan.contains { $0.contains("USING INDEX delivery\(queue == .quick ? "Quick" : "Recognition")") })
    }
}
