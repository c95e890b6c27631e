// SPDX-License-Identifier: EUPL-1.2

import Domain
import Foundation
import GRDB
import SystemPackage
import TestSupport
import Testing

@testable import Storage

/// What was erased and comes again, what comes while it is erased, and what an erasure leaves alone.
struct ErasedAgainTests {
    private static let person = "RSSMRA48R11B111I"
    private static let other = "TRNNLL53H10I462M"

    @discardableResult
    private func erase(_ safe: SafeHouse, _ scope: ErasureScope) async throws -> ErasureTally {
        try await safe.house.store.erase(
            scope, reason: "termine", isTrial: false, from: safe.archive, recording: .ofTest(.erase))
    }

    private func settlePapers(_ safe: SafeHouse) async throws {
        let store = safe.house.store
        let notices = try store.nextNotices(limit: 100)
        try await store.recordWritten(notices + store.nextReceipts(limit: 100))
        for case .notice(let messageID) in notices.map(\.kind) {
            _ = try await store.recordReply(Reply(messageID: messageID, returnCode: "OK", messages: []))
        }
    }

    /// A house with one rejected practice of the person, whose document is `content`.
    private func settled(_ content: String = "rossi") async throws -> (SafeHouse, PracticeNumber) {
        let safe = try SafeHouse()
        let number = TestHouse.known(try await safe.drop(content).practice)
        _ = try await safe.house.store.decide(.of(number, .reject, reason: .other))
        try await settlePapers(safe)
        return (safe, number)
    }

    private func arrival(
        _ content: String, as name: String? = nil, sender: String = "ospedale", origin: String? = nil
    ) throws -> Arrival {
        Arrival(
            sender: sender, senderKind: .hospital, name: name ?? "\(content).pdf",
            sha256: try ContentHash.of(Array(content.utf8)), size: 1, asl: TestHouse.asl("010203"), district: nil,
            origin: origin)
    }

    @Test func `the same bytes that come again make a practice, are saved and restored, and can be erased again`()
        async throws
    {
        let (safe, first) = try await settled()
        try await erase(safe, .person(TestHouse.person(Self.person)))
        safe.house.clock.advance(seconds: 60)
        let again = try await safe.drop("rossi")
        #expect(again.outcome == .acquired)
        let second = TestHouse.known(again.practice)
        #expect(second != first)
        #expect(try faults(in: safe.data).isEmpty)
        _ = try safe.backUp()
        #expect(try faults(ofBackup: safe.target).isEmpty)
        let (folder, _) = try safe.restore()
        #expect(try DocumentArchive(folder: folder.path).holds(again.arrival.sha256))
        _ = try await safe.house.store.decide(.of(second, .reject, reason: .other))
        try await settlePapers(safe)
        let tally = try await erase(safe, .person(TestHouse.person(Self.person)))
        #expect(tally.practices == [second] && tally.documents == [again.arrival.sha256])
        #expect(!safe.archive.holds(again.arrival.sha256))
        #expect(try faults(in: safe.data).isEmpty)
    }

    @Test func `what comes again and makes no practice is found by its person`() async throws {
        let (safe, _) = try await settled()
        try await erase(safe, .person(TestHouse.person(Self.person)))
        try safe.keep("rossi")
        let again = try await safe.house.drop("rossi", role: .notEvidence)
        #expect(again.outcome == .notEvidence)
        try await settlePapers(safe)
        #expect(try await erase(safe, .person(TestHouse.person(Self.person))).documents == [again.arrival.sha256])
        #expect(!safe.archive.holds(again.arrival.sha256))
    }

    @Test func `a document that came once more and was not read yet is not erased`() async throws {
        let (safe, number) = try await settled()
        let id = try await safe.house.store.register([try arrival("rossi")])[0]
        await #expect(throws: ErasureRefusal.documentDue(id)) { try await erase(safe, .practice(number)) }
        #expect(safe.archive.holds(try ContentHash.of(Array("rossi".utf8))))
        #expect(try await safe.house.reader.dossier(number, for: nil)?.practice.beneficiary.familyName == "ROSSI")
    }

    @Test func `a receipt that waits for its folder keeps its file from being erased`() async throws {
        let safe = try SafeHouse()
        try safe.keep("nota")
        let delivery = try await safe.house.drop("nota", role: .notEvidence)
        await #expect(throws: ErasureRefusal.documentDue(delivery.id)) {
            try await erase(safe, .person(TestHouse.person(Self.person)))
        }
        try await settlePapers(safe)
        #expect(try await erase(safe, .person(TestHouse.person(Self.person))).documents.count == 1)
    }

    @Test func `bytes that are erased before they are entered are taken anew, never acknowledged as lost`() async throws
    {
        let (safe, number) = try await settled()
        // Intake puts the same bytes in place, and before it enters them the erasure takes them away.
        try safe.keep("rossi")
        try await erase(safe, .practice(number))
        let arrival = try arrival("rossi")
        #expect(!safe.archive.holds(arrival.sha256))
        await #expect(throws: StoreError.erasedMeanwhile) { try await safe.house.store.register([arrival]) }
        #expect(try safe.house.store.pendingDeliveries(limit: 9).isEmpty)
        try safe.keep("rossi")
        #expect(try await safe.house.store.register([arrival]).count == 1)
        try await safe.house.store.removeErased(from: safe.archive)
        #expect(safe.archive.holds(arrival.sha256))
    }

    @Test func `bytes that a killed process left are found by verify and removed at the next start`() async throws {
        let (safe, number) = try await settled()
        let hash = try ContentHash.of(Array("rossi".utf8))
        try await erase(safe, .practice(number))
        try safe.keep("rossi")
        #expect(try faults(in: safe.data).map(\.code) == [.documentNotErased])
        try await safe.house.store.removeErased(from: safe.archive)
        #expect(!safe.archive.holds(hash))
        #expect(try faults(in: safe.data).isEmpty)
    }

    @Test func `one document that cannot be removed keeps no other`() async throws {
        let safe = try SafeHouse()
        for content in ["a", "b", "c"] {
            try safe.keep(content)
            try await safe.house.drop(content, role: .notEvidence)
        }
        try await settlePapers(safe)
        let hash = try ContentHash.of(Array("b".utf8))
        let path = DocumentArchive.path(of: hash, under: safe.data)
        try FileManager.default.removeItem(atPath: path.string)
        // A folder cannot be unlinked.
        try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: false)
        await #expect(throws: StoreError.self) { try await erase(safe, .person(TestHouse.person(Self.person))) }
        for content in ["a", "c"] { #expect(!safe.archive.holds(try ContentHash.of(Array(content.utf8)))) }
    }

    @Test func `what lies in quarantine is erased there too`() async throws {
        let safe = try SafeHouse()
        try safe.keep("rotto")
        let delivery = try await safe.house.drop("rotto", role: .unreadable, findings: [Finding(.pdfUnreadable)])
        try await settlePapers(safe)
        #expect(try await safe.house.reader.quarantined(delivery.id) != nil)
        try await erase(safe, .person(TestHouse.person(Self.person)))
        #expect(try await safe.house.reader.quarantine().isEmpty)
        #expect(try faults(in: safe.data).isEmpty)
    }

    @Test func `a file whose name begins with that of the erased one keeps its receipts`() async throws {
        let safe = try SafeHouse()
        try safe.keep("rossi")
        let erased = try await safe.house.drop("rossi", role: .notEvidence)
        let signed = try arrival("firmato", as: "rossi.pdf.p7m")
        try safe.keep("firmato")
        let ids = try await safe.house.store.register([signed])
        try await settlePapers(safe)
        _ = try await safe.house.store.file(
            ids[0], as: Extract(form: .pdfCDA, role: .notEvidence, kind: .otherClinical))
        try await erase(safe, .person(TestHouse.person(Self.person)))
        let due = try safe.house.store.nextReceipts(limit: 9)
        #expect(due.map(\.fileName) == ["rossi.pdf.p7m.1.ricevuta.xml"])
        #expect(try await safe.house.reader.delivery(erased.id)?.arrival.name == "cancellato-\(erased.id.value)")
        #expect(try faults(in: safe.data).isEmpty)
    }

    @Test func `long names and files that came twice leave nothing, and everything adds up`() async throws {
        let safe = try SafeHouse()
        let long = String(repeating: "rossi mario ", count: 20) + ".pdf"
        #expect((201...251).contains(long.utf8.count))
        for name in [long, "a/\(long)", "rossi.pdf", "b/rossi.pdf"] {
            try safe.keep("bytes")
            let id = try await safe.house.store.register([try arrival("bytes", as: name)])[0]
            var extract = Extract(form: .pdfCDA, role: .notEvidence, kind: .otherClinical)
            extract.fields[.beneficiaryFiscalCode] = ExtractedField(
                value: Self.person, confidence: .certain, source: FieldSource(.cda))
            _ = try await safe.house.store.file(id, as: extract)
        }
        #expect(try faults(in: safe.data).isEmpty)
        try await settlePapers(safe)
        #expect(try await erase(safe, .person(TestHouse.person(Self.person))).receipts == 4)
        let (names, bytes) = try await safe.house.store.database.read { database in
            (
                try String.fetchAll(
                    database,
                    sql: "SELECT fileName FROM receipt UNION SELECT name FROM delivery UNION SELECT scope FROM counter"),
                try Int.fetchOne(database, sql: "SELECT total(length(bytes)) FROM receipt")
            )
        }
        #expect(!names.contains { $0.contains("rossi") } && bytes == 0)
        #expect(try faults(in: safe.data).isEmpty)
    }

    @Test func `an erasure beside a reader says that the log of the database keeps traces`() async throws {
        let (safe, number) = try await settled()
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let reader = try DatabaseQueue(
            path: safe.data.appending(PracticeStore.fileName).string, configuration: configuration)
        try await reader.unsafeRead { try $0.execute(sql: "BEGIN; SELECT count(*) FROM practice") }
        #expect(try await erase(safe, .practice(number)).leavesTraces)
        try await reader.unsafeRead { try $0.execute(sql: "COMMIT") }
        #expect(try await !erase(safe, .practice(number)).leavesTraces)
        let log = safe.data.appending(PracticeStore.fileName + "-wal").string
        #expect(try FileManager.default.attributesOfItem(atPath: log)[.size] as? Int == 0)
    }

    /// As the version before left them: the mark stayed when the same bytes came again.
    @Test func `what came again under an earlier version is held again after the update`() async throws {
        let folder = try TemporaryFolder()
        let queue = try DatabaseQueue(path: folder.path.appending(PracticeStore.fileName).string)
        try PracticeStore.migrator.migrate(queue, upTo: Schema020.name)
        try await queue.write { database in
            for (hash, name, at) in [("a", "cancellato-1", 5), ("a", "x/rossi.pdf", 20), ("b", "cancellato-3", 5)] {
                try database.execute(
                    sql: """
                        INSERT INTO delivery (sender, audience, name, sha256, size, asl, receivedAt, origin)
                        VALUES ('ospedale', 'hospital', ?, ?, 1, '010203', ?, ?)
                        """, arguments: [name, String(repeating: hash, count: 64), at, at == 20 ? "1-22-333" : nil])
            }
            for hash in ["a", "b"] {
                try database.execute(
                    sql: "INSERT INTO erasedDocument VALUES (?, 10)", arguments: [String(repeating: hash, count: 64)])
            }
        }
        try PracticeStore.migrator.migrate(queue)
        let (erased, bases, origins) = try await queue.read { database in
            (
                try String.fetchAll(database, sql: "SELECT substr(sha256, 1, 1) FROM erasedDocument"),
                try String.fetchAll(database, sql: "SELECT base FROM delivery ORDER BY id"),
                try String.fetchAll(database, sql: "SELECT origin FROM delivery WHERE origin IS NOT NULL")
            )
        }
        #expect(erased == ["b"])
        #expect(bases == ["cancellato-1", "rossi.pdf", "cancellato-3"])
        #expect(origins == ["22-333-ospedale/x/rossi.pdf"])
    }
}
