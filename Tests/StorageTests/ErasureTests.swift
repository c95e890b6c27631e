// SPDX-License-Identifier: EUPL-1.2

import Domain
import Foundation
import GRDB
import SystemPackage
import TestSupport
import Testing

@testable import Storage

struct ErasureTests {
    private static let person = "RSSMRA48R11B111I"
    /// Of the same name, and to be left alone.
    private static let other = "TRNNLL53H10I462M"

    private func erase(
        _ safe: SafeHouse, _ scope: ErasureScope, isTrial: Bool = false, sparesInForce: Bool = false
    ) async throws -> ErasureTally {
        try await safe.house.store.erase(
            scope, reason: "termine di conservazione", isTrial: isTrial, sparesInForce: sparesInForce,
            from: safe.archive, recording: .ofTest(.erase))
    }

    @Test func `an exemption in force goes only where that is said`() async throws {
        let safe = try SafeHouse()
        let number = TestHouse.known(try await safe.drop("rossi-mario").practice)
        _ = try await safe.house.store.decide(.of(number, .validate))
        try await settlePapers(safe)
        for scope in [ErasureScope.practice(number), .person(TestHouse.person(Self.person))] {
            await #expect(throws: ErasureRefusal.inForce(number)) {
                _ = try await erase(safe, scope, isTrial: true, sparesInForce: true)
            }
        }
        #expect(try await erase(safe, .practice(number)).practices == [number])
    }

    /// A house in which everything about the person is settled.
    private func settled() async throws -> (SafeHouse, PracticeNumber) {
        let safe = try SafeHouse()
        let number = TestHouse.known(try await safe.drop("rossi-mario").practice)
        _ = try await safe.drop("altro", person: Self.other, exemption: "013")
        _ = try await safe.house.store.decide(
            .of(number, .reject, reason: .other, beneficiary: "gentile signor rossi", inside: "nota interna"))
        try await settlePapers(safe)
        return (safe, number)
    }

    private func settlePapers(_ safe: SafeHouse) async throws {
        let store = safe.house.store
        let notices = try store.nextNotices(limit: 100)
        try await store.recordWritten(notices)
        try await store.recordWritten(try store.nextReceipts(limit: 100))
        for case .notice(let messageID) in notices.map(\.kind) {
            _ = try await store.recordReply(Reply(messageID: messageID, returnCode: "OK", messages: []))
        }
    }

    @Test func `whom an operator named for a document goes with the practice`() async throws {
        let safe = try SafeHouse()
        let waiting = try await safe.drop("senza", person: nil)
        let named = Beneficiary(
            fiscalCode: TestHouse.person(Self.person), familyName: "ROSSI", givenName: "MARIO")
        let number = try await safe.house.store.match(waiting.id, to: named, by: TestHouse.doctor)
        let kept = try #require(try await safe.house.reader.dossier(number, for: nil)?.documents.first?.named)
        #expect(kept.person == named && kept.by == TestHouse.doctor.fiscalCode)
        _ = try await safe.house.store.decide(.of(number, .reject, reason: .other))
        try await settlePapers(safe)
        _ = try await erase(safe, .person(TestHouse.person(Self.person)))
        let left = try await safe.house.store.database.read { database in
            try String.fetchOne(
                database, sql: "SELECT coalesce(fiscalCode, '') || familyName || givenName FROM unmatched")
        }
        #expect(left?.isEmpty == true)
    }

    @Test func `nothing of the person is left but in the access log, and everything still adds up`() async throws {
        let (safe, number) = try await settled()
        let tally = try await erase(safe, .person(TestHouse.person(Self.person)))
        #expect(tally.practices == [number])
        #expect(tally.documents.count == 1)
        #expect(try faults(in: safe.data).isEmpty)
        let tables = [
            "practice", "historyLine", "practiceFinding", "document", "delivery", "notice", "receipt", "counter",
        ]
        for table in tables {
            let rows = try await safe.house.store.database.read { database in
                try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { row in
                    row.map { column, value in
                        Data.fromDatabaseValue(value).map { String(decoding: $0, as: UTF8.self) } ?? "\(value)"
                    }.joined(separator: "|")
                }
            }
            for word in [Self.person, "ROSSI", "rossi", "nota interna"] {
                let traces = rows.filter { $0.contains(word) && !$0.contains(Self.other) }
                #expect(traces.isEmpty, "\(table) \(word)")
            }
        }
        #expect(
            try await safe.house.reader.accesses(to: TestHouse.person(Self.person)).last?.entry.act == "CANCELLAZIONE")
    }

    @Test func `the bytes are gone from the folder, and the file of the database holds no trace`() async throws {
        let (safe, _) = try await settled()
        let hash = try ContentHash.of(Array("rossi-mario".utf8))
        #expect(safe.archive.holds(hash))
        _ = try await erase(safe, .person(TestHouse.person(Self.person)))
        #expect(!safe.archive.holds(hash))
        for name in [PracticeStore.fileName, PracticeStore.fileName + "-wal"] {
            let bytes = FileManager.default.contents(atPath: safe.data.appending(name).string) ?? Data()
            #expect(bytes.range(of: Data("gentile signor rossi".utf8)) == nil, "\(name)")
        }
    }

    @Test func `a trial changes nothing`() async throws {
        let (safe, number) = try await settled()
        let tally = try await erase(safe, .practice(number), isTrial: true)
        #expect(tally.practices == [number])
        let practice = try #require(try await safe.house.reader.dossier(number, for: nil)).practice
        #expect(practice.beneficiary.fiscalCode.value == Self.person)
        #expect(safe.archive.holds(try ContentHash.of(Array("rossi-mario".utf8))))
    }

    @Test func `a look at what would go is in the access log, and so is one that found nothing`() async throws {
        let (safe, number) = try await settled()
        let person = TestHouse.person(Self.person)
        _ = try await erase(safe, .person(person), isTrial: true)
        let seen = try #require(try await safe.house.reader.accesses(to: person).last)
        #expect(seen.entry.act == "CANCELLAZIONE" && seen.entry.outcome == "ESEGUITO" && seen.practice == number.value)
        let stranger = TestHouse.person("VNTRLA92B26C688M")
        await #expect(throws: ErasureRefusal.nothingFound) { try await erase(safe, .person(stranger), isTrial: true) }
        #expect(try await safe.house.reader.accesses(to: stranger).map(\.entry.outcome) == ["RIFIUTATO"])
        let open = TestHouse.known(try await safe.drop("aperta", person: stranger.value).practice)
        await #expect(throws: ErasureRefusal.practiceOpen(open)) { try await erase(safe, .practice(open)) }
        #expect(try await safe.house.reader.accesses(to: stranger).last?.practice == open.value)
    }

    @Test func `what is not finished is not erased`() async throws {
        let safe = try SafeHouse()
        let number = TestHouse.known(try await safe.drop("a").practice)
        await #expect(throws: ErasureRefusal.practiceOpen(number)) { try await erase(safe, .practice(number)) }
        _ = try await safe.house.store.decide(.of(number, .validate))
        await #expect(throws: ErasureRefusal.papersDue(number)) { try await erase(safe, .practice(number)) }
        await #expect(throws: ErasureRefusal.nothingFound) {
            try await erase(safe, .person(TestHouse.person("TRNNLL53H10I462M")))
        }
    }

    @Test func `the same practice may be erased again and a backup of the rest is sound`() async throws {
        let (safe, number) = try await settled()
        _ = try await erase(safe, .practice(number))
        _ = try await erase(safe, .practice(number))
        _ = try safe.backUp()
        #expect(try faults(ofBackup: safe.target).isEmpty)
    }
}
