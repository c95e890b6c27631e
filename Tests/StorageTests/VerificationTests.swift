// SPDX-License-Identifier: EUPL-1.2

import Domain
import Foundation
import GRDB
import Storage
import SystemPackage
import TestSupport
import Testing

struct VerificationTests {
    @Test func `an archive in order has no faults, and the summary counts it`() async throws {
        let safe = try SafeHouse()
        try await safe.furnish()
        #expect(try faults(in: safe.data) == [])
        let summary = try Verification(folder: safe.data).run(progress: { _ in }, report: { _ in })
        #expect((summary.practices, summary.deliveries, summary.documents) == (4, 7, 6))
    }

    @Test func `requests with attachments, withdrawn and incomplete ones have no faults`() async throws {
        let portal = Portal(house: try TestHouse())
        let request = try await portal.ask(listing: [("cert", "cert"), ("manca", "manca")])
        try await portal.attach("cert")
        _ = try await portal.giveUp()
        try await portal.attach("manca")
        let number = TestHouse.known(try await portal.now(request).practice)
        _ = try await portal.cancel(number)
        let found = try faults(in: portal.house.folder.path).map(\.code)
        #expect(found.allSatisfy { $0 == .documentMissing })
    }

    @Test(arguments: [
        ("DELETE FROM practiceDocument WHERE role = 'certificate'", ArchiveFault.Code.practiceWithoutDocument),
        ("DELETE FROM practiceDocument WHERE delivery = 1", .deliveryNotInPractice),
        (
            "UPDATE delivery SET outcome = 'NON_PERTINENTE', practice = NULL WHERE id = 1", .documentNotAnswered
        ),
        ("UPDATE notice SET state = 'ACCETTATO'", .replyMissing),
        ("DELETE FROM historyLine WHERE id = 1", .historyBroken),
        ("UPDATE historyLine SET state = 'VALIDATA' WHERE id = 1", .historyBroken),
        ("UPDATE practice SET state = 'IN_LAVORAZIONE' WHERE state = 'INVIATA'", .historyState),
        ("DELETE FROM notice WHERE kind = 'ANNULLAMENTO'", .noticeMissing),
        ("DELETE FROM notice WHERE kind = 'RESPINGIMENTO'", .noticeMissing),
        ("UPDATE notice SET kind = 'RESPINGIMENTO' WHERE kind = 'VALIDAZIONE'", .noticeUnowed),
        ("DELETE FROM receipt WHERE id = 1", .receiptMissing),
        ("DELETE FROM receipt WHERE id = (SELECT max(id) FROM receipt)", .receiptMissing),
        ("DELETE FROM practice WHERE number LIKE '%00000002'", .numbersMissing),
        ("DELETE FROM practice WHERE number LIKE '%00000004'", .numbersMissing),
        ("UPDATE counter SET last = last - 1 WHERE scope LIKE 'practice/%'", .numbersMissing),
        ("DELETE FROM counter WHERE scope = 'notice'", .numbersMissing),
        ("UPDATE practiceCount SET count = count + 1", .countsWrong),
        ("DELETE FROM practiceCount", .countsWrong),
        ("DELETE FROM practice WHERE number LIKE '%00000002'", .referenceBroken),
        ("UPDATE practice SET asl = '010211' WHERE number LIKE '%00000001'", .numberOfAnotherASL),
        ("UPDATE practice SET fiscalCode = 'RSSMRA48R11B111X' WHERE number LIKE '%00000001'", .rowUnreadable),
        (
            "UPDATE delivery SET outcome = 'DUPLICATO' WHERE id = (SELECT delivery FROM quarantine)",
            .quarantineInconsistent
        ),
        ("UPDATE quarantine SET code = 'boh'", .quarantineInconsistent),
        ("UPDATE unmatched SET settledAt = 1", .unmatchedInconsistent),
        ("UPDATE notice SET bytes = x'00' WHERE id = 1", .paperAltered),
        ("UPDATE notice SET bytes = x'' WHERE id = 1", .paperAltered),
        ("UPDATE receipt SET bytes = x'' WHERE id = 2", .paperAltered),
        ("UPDATE receipt SET bytes = CAST(bytes || x'20' AS BLOB) WHERE id = 2", .paperAltered),
        ("UPDATE notice SET sha256 = NULL WHERE id = 1", .paperAltered),
        ("UPDATE notice SET messageID = messageID || '0' WHERE id = 1", .noticeDiffers),
        ("UPDATE notice SET fileName = 'x' WHERE id = 1", .noticeDiffers),
        ("UPDATE notice SET createdAt = createdAt + 1 WHERE id = 1", .noticeDiffers),
        ("UPDATE practice SET version = 1", .noticeDiffers),
        ("UPDATE historyLine SET at = at + 1000 WHERE state = 'INVIATA'", .timesBackward),
    ])
    func `what vanished or was changed is found`(_ damage: String, _ code: ArchiveFault.Code) async throws {
        let safe = try SafeHouse()
        try await safe.furnish()
        try await safe.damage(damage)
        #expect(try faults(in: safe.data).map(\.code).contains(code))
    }

    @Test func `a document that is missing, one that was changed and one that nobody names`() async throws {
        let safe = try SafeHouse()
        try await safe.furnish()
        try safe.keep("nessuno")
        let documents = try safe.house.folder.files(under: "documents").map { "documents/\($0)" }
        let known = try documents.filter { try !$0.hasSuffix(ContentHash.of(Array("nessuno".utf8)).value) }
        try FileManager.default.removeItem(atPath: safe.data.pushing(FilePath(known[0])).string)
        try FileManager.default.removeItem(atPath: safe.data.pushing(FilePath(known[1])).string)
        try safe.house.folder.write(Array("altro".utf8), to: known[1])
        let found = try faults(in: safe.data)
        #expect(Set(found.map(\.code)) == [.documentMissing, .documentAltered, .documentOrphan])
        #expect(found.count == 3)
        #expect(found.filter(\.code.isHarmless).map(\.code) == [.documentOrphan])
    }

    @Test func `a link in the place of a document is told, and all others are looked at`() async throws {
        let safe = try SafeHouse()
        try await safe.furnish()
        let documents = try safe.house.folder.files(under: "documents").map { "documents/\($0)" }
        let first = safe.data.pushing(FilePath(documents[0]))
        let moved = safe.outside.path.appending("altrove")
        try FileManager.default.moveItem(atPath: first.string, toPath: moved.string)
        try FileManager.default.createSymbolicLink(atPath: first.string, withDestinationPath: moved.string)
        try FileManager.default.removeItem(atPath: safe.data.pushing(FilePath(documents[1])).string)
        #expect(Set(try faults(in: safe.data).map(\.code)) == [.documentAltered, .documentMissing])
    }

    @Test func `a database whose pages are damaged is told as such`() async throws {
        let safe = try SafeHouse()
        try await safe.furnish()
        _ = try safe.backUp()
        let copy = try TemporaryFolder()
        let database = safe.target.appending(PracticeStore.fileName).string
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: database)))
        // A leaf of an index that no other check walks.
        let queue = try DatabaseQueue(path: database)
        let page = try await queue.read {
            TestHouse.known(
                try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'practiceQueue'"))
        }
        for place in (page - 1) * 4096 + 8..<page * 4096 { bytes[place] = 0 }
        try copy.write(bytes, to: PracticeStore.fileName)
        #expect(try faults(in: copy.path).map(\.code).contains(.databaseDamaged))
    }

    @Test func `an archive of an earlier version is verified without being changed`() async throws {
        let safe = try SafeHouse()
        try await safe.furnish()
        let path = safe.data.appending(PracticeStore.fileName).string
        try await safe.damage(
            """
            DELETE FROM grdb_migrations WHERE identifier = '004-skipped-numbers';
            ALTER TABLE counter DROP COLUMN skipped;
            """)
        #expect(try faults(in: safe.data) == [])
        let columns = try await DatabaseQueue(path: path).read { try $0.columns(in: "counter").map(\.name) }
        #expect(columns == ["scope", "last"])
    }

    @Test(arguments: [
        ("UPDATE accessEntry SET actor = 'X' WHERE id = 7", "entry-altered"),
        ("DELETE FROM accessEntry WHERE id = 7; DELETE FROM accessSubject WHERE entry = 7", "entry-missing"),
        ("UPDATE accessHead SET signature = zeroblob(64)", "seal-invalid"),
        ("UPDATE accessDay SET signature = zeroblob(64)", "day-signature-invalid"),
    ])
    func `a broken link of the access log is a fault of the archive and of its backups`(
        damage: String, code: String
    ) async throws {
        let log = try await SampleLog()
        for content in ["a", "b"] { try log.safe.keep(content) }
        #expect(try faults(in: log.safe.data) == [])
        try await log.tamper(damage)
        func broken(_ found: [ArchiveFault]) -> Set<String> {
            Set(
                found.compactMap { fault in
                    guard case .accessLog(let link) = fault.place, fault.code == .accessLogBroken else { return nil }
                    return link.code
                })
        }
        #expect(broken(try faults(in: log.safe.data)).contains(code))
        _ = try log.safe.backUp()
        #expect(broken(try faults(ofBackup: log.safe.target)).contains(code))
        #expect(!ArchiveFault.Code.accessLogBroken.isHarmless)
    }

    @Test func `the summary tells how far the access log was proven`() async throws {
        let log = try await SampleLog()
        let summary = try Verification(folder: log.safe.data).run(progress: { _ in }, report: { _ in })
        #expect(summary.accessLog?.entries == 19 && summary.accessLog?.signedDays == 3)
    }

    @Test func `a backup from before a change of the key is proven by the key of then`() async throws {
        let log = try await SampleLog()
        for content in ["a", "b"] { try log.safe.keep(content) }
        _ = try log.safe.backUp()
        let path = log.safe.data.appending(AccessKey.fileName)
        try FileManager.default.removeItem(atPath: path.string)
        let reader = try log.reopen().reader
        let key = try AccessKey.publicKey(at: path)
        func found(_ former: Set<[UInt8]>) throws -> [ArchiveFault] {
            var found: [ArchiveFault] = []
            _ = try BackupFolder(log.safe.target).verify(
                log: AccessVerification(publicKey: key, formerKeys: former), progress: { _ in },
                report: { found.append($0) })
            return found
        }
        #expect(try found([]).contains { $0.place == .accessLog(.sealInvalid) })
        #expect(try await found(reader.formerAccessKeys()) == [])
    }

    @Test func `an archive of a newer version is refused`() async throws {
        let safe = try SafeHouse()
        try await safe.damage("INSERT INTO grdb_migrations (identifier) VALUES ('999-future')")
        #expect(throws: StoreError.newerSchema) { try faults(in: safe.data) }
    }
}
