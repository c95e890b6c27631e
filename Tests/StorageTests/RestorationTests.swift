// SPDX-License-Identifier: EUPL-1.2

import Domain
import Foundation
import GRDB
import SystemPackage
import TestSupport
import Testing

@testable import Storage

struct RestorationTests {
    private func furnishedBackup() async throws -> SafeHouse {
        let safe = try SafeHouse()
        try await safe.furnish()
        _ = try safe.backUp()
        return safe
    }

    @Test func `a refused restore leaves no folder, unless somebody else put something into it meanwhile`() async throws
    {
        let safe = try await furnishedBackup()
        let documents = safe.target.appending("documents").string
        let lost = try #require(
            try FileManager.default.subpathsOfDirectory(atPath: documents).filter { $0.count > 64 }.max())
        try FileManager.default.removeItem(atPath: "\(documents)/\(lost)")
        let parent = try TemporaryFolder()
        let (lone, met) = (parent.path.appending("solo"), parent.path.appending("altri"))
        #expect(throws: BackupRefusal.self) {
            _ = try Restoration(of: BackupFolder(safe.target), course: safe.course).run(into: lone)
        }
        #expect(!FileManager.default.fileExists(atPath: lone.string))
        #expect(throws: BackupRefusal.self) {
            _ = try Restoration(
                of: BackupFolder(safe.target), course: safe.course,
                progress: { _ in
                    _ = FileManager.default.createFile(atPath: met.appending("altro").string, contents: nil)
                }
            ).run(into: met)
        }
        #expect(FileManager.default.fileExists(atPath: met.appending("altro").string))
    }

    @Test func `a restored archive is in order and holds the same documents and practices`() async throws {
        let safe = try await furnishedBackup()
        let (folder, _) = try safe.restore()
        #expect(try faults(in: folder.path) == [])
        #expect(try folder.files(under: "documents") == safe.house.folder.files(under: "documents"))
        let store = try safe.store(in: folder)
        let before = try await safe.house.reader.practices(PracticeFilter(), for: nil, page: 1, size: 9).practices
        let after = try await store.reader.practices(PracticeFilter(), for: nil, page: 1, size: 9).practices
        #expect(after.map(\.number) == before.map(\.number))
        #expect(after.map(\.state) == before.map(\.state))
    }

    @Test func `what the program was set up with in the data folder is no data`() async throws {
        let safe = try await furnishedBackup()
        let folder = try TemporaryFolder()
        try folder.write([1], to: "assets/css/stile.css")
        let backup = try BackupFolder(safe.target)
        let course = safe.course
        #expect(throws: BackupRefusal.dataNotEmpty) {
            try Restoration(of: backup, course: course).run(into: folder.path)
        }
        _ = try Restoration(of: backup, course: course, beside: [folder.path.appending("assets")]).run(
            into: folder.path)
        #expect(try faults(in: folder.path) == [])
        #expect(try folder.files(under: "assets") == ["css/stile.css"])
    }

    /// What a store gives after a backup: the file names of notices and receipts, messages, the number of a new practice.
    private func given(by store: PracticeStore) async throws -> [String] {
        let known = Set(try await store.reader.notices().map(\.messageID))
        let open = TestHouse.known(PracticeNumber("202601020300000004"))
        _ = try await store.decide(.of(open, .validate))
        let arrival = Arrival(
            sender: "ospedale", senderKind: .hospital, name: "nuovo.pdf",
            sha256: try ContentHash.of(Array("nuovo".utf8)), size: 5, asl: TestHouse.asl("010211"), district: nil)
        let delivery = try await store.file(
            try await store.register([arrival])[0], as: Portal.certificate(person: "VNTRLA92B26C688M"))
        let notices = try store.nextNotices(limit: 100).map(\.fileName)
        let receipts = try store.nextReceipts(limit: 100).map(\.fileName).filter { $0.hasPrefix("nuovo") }
        let messages = try await store.reader.notices().map(\.messageID).filter { !known.contains($0) }
        return notices + receipts + messages + [TestHouse.known(delivery.practice).value]
    }

    @Test func `no number, name or message of the time after the backup is ever used again`() async throws {
        let safe = try await furnishedBackup()
        let first = try safe.restore().0
        // A restored archive is lost as well, and the same backup restored once more.
        safe.house.clock.advance(seconds: 60)
        let second = try safe.restore().0
        var papers: [Set<String>] = [Set(try await given(by: safe.house.store))]
        for folder in [first, second] {
            papers.append(Set(try await given(by: try safe.store(in: folder))))
            #expect(try faults(in: folder.path).filter { $0.code != .documentMissing } == [])
        }
        for (place, own) in papers.enumerated() {
            #expect(own.contains { $0.count == 18 && $0.hasPrefix("2026010211") })
            for other in papers[(place + 1)...] { #expect(own.isDisjoint(with: other)) }
        }
    }

    @Test func `an older backup that is restored later repeats nothing of a younger one`() async throws {
        let old = try await furnishedBackup()
        let young = try SafeHouse()
        try await young.furnish()
        for exemption in ["045", "046", "048"] { try await young.drop("later-\(exemption)", exemption: exemption) }
        _ = try young.backUp()
        let first = try young.restore().0
        old.house.clock.advance(seconds: 60)
        let second = try old.restore().0
        let own = Set(try await given(by: try young.store(in: first)))
        #expect(own.isDisjoint(with: try await given(by: try old.store(in: second))))
    }

    @Test func `numbers behind a gap keep their eight digits to the end of the year`() throws {
        let last = NumberGap(
            moment: Timestamp(
                seconds: TestHouse.known(CalendarDay(year: 2028, month: 12, day: 31)).romeStart.seconds + 86_399))
        #expect(last.floorOfYear + NumberGap.least < 99_999_999)
        let first = NumberGap(moment: TestHouse.known(CalendarDay(year: 2028, month: 1, day: 1)).romeStart)
        #expect(first.floorOfYear == 0 && first.floor > NumberGap.least)
    }

    @Test func `notices without a reply go out again with the same bytes under new names`() async throws {
        let safe = try await furnishedBackup()
        let (folder, restored) = try safe.restore()
        #expect(restored.notices == 3)
        #expect(restored.receipts == 0)
        let store = try safe.store(in: folder)
        let again = try store.nextNotices(limit: 10)
        let queue = try DatabaseQueue(path: safe.data.appending(PracticeStore.fileName).string)
        let (names, bytes) = try await queue.read { database in
            (
                try String.fetchSet(database, sql: "SELECT fileName FROM notice"),
                try Data.fetchAll(database, sql: "SELECT bytes FROM notice ORDER BY id")
            )
        }
        #expect(again.map(\.bytes) == bytes.map { [UInt8]($0) })
        #expect(names.isDisjoint(with: again.map(\.fileName)))
    }

    @Test func `an unanswered notice takes the later ones of its practice along, answered or not`() async throws {
        let safe = try SafeHouse()
        let number = TestHouse.known(try await safe.drop("a").practice)
        for action in [DecisionAction.validate, .cancel] {
            _ = try await safe.house.store.decide(.of(number, action))
        }
        let sent = try safe.house.store.nextNotices(limit: 10)
        try await safe.house.store.recordWritten(sent)
        let messages = try await safe.house.reader.notices().map(\.messageID)
        _ = try await safe.house.store.recordReply(Reply(messageID: messages[0], returnCode: "OK", messages: []))
        _ = try safe.backUp()
        let (folder, restored) = try safe.restore()
        #expect(restored.notices == 2)
        #expect(try safe.store(in: folder).nextNotices(limit: 10).map(\.kind) == sent.map(\.kind))
    }

    @Test func `after a move with nothing lost numbers go on without a gap and nothing is sent again`() async throws {
        let safe = try await furnishedBackup()
        let (folder, restored) = try safe.restore { $0.followsLoss = false }
        #expect(restored.notices == 0)
        #expect(restored.receipts == 0)
        let store = try safe.store(in: folder)
        #expect(try store.nextNotices(limit: 10).isEmpty)
        let open = TestHouse.known(PracticeNumber("202601020300000004"))
        #expect(try await store.decide(.of(open, .takeCharge, seen: 1)).version == 2)
    }

    @Test func `receipts since a day are due again under their own names`() async throws {
        let safe = try await furnishedBackup()
        let since = safe.house.clock.now
        let due = try safe.house.store.nextReceipts(limit: 100).count
        let (folder, restored) = try safe.restore { $0.receiptsSince = since }
        #expect(restored.receipts == 3)
        let store = try safe.store(in: folder)
        #expect(try store.nextReceipts(limit: 100).count == due + 3)
        let (_, none) = try safe.restore {
            $0.receiptsSince = Timestamp(seconds: since.seconds + 1)
        }
        #expect(none.receipts == 0)
    }

    @Test func `a data folder that holds anything, or that a process holds, is left alone`() async throws {
        let safe = try await furnishedBackup()
        let folder = try TemporaryFolder()
        try folder.write([1], to: "qualcosa")
        let restoration = Restoration(of: try BackupFolder(safe.target), course: safe.course)
        #expect(throws: BackupRefusal.dataNotEmpty) { try restoration.run(into: folder.path) }
        #expect(try folder.files() == ["esenzioni.lock", "qualcosa"])
        let held = try TemporaryFolder()
        let lock = try StoreLock(folder: held.path)
        #expect(throws: BackupRefusal.inUse) { try restoration.run(into: held.path) }
        withExtendedLifetime(lock) {}
    }

    @Test func `what a killed restore left is taken away by the next`() async throws {
        let safe = try await furnishedBackup()
        let folder = try TemporaryFolder()
        try folder.write([1], to: ".ripristino/documents/aa/bb/cc")
        try folder.write([1], to: ".ripristino/esenzioni.sqlite")
        try folder.write([1], to: "documents/aa/bb/cc")
        let restoration = Restoration(of: try BackupFolder(safe.target), course: safe.course)
        _ = try restoration.run(into: folder.path)
        #expect(try faults(in: folder.path) == [])
    }

    @Test func `what a killed restore left is no archive, until a restore ends`() async throws {
        let safe = try await furnishedBackup()
        let folder = try TemporaryFolder()
        try folder.write([1], to: ".ripristino/esenzioni.sqlite")
        let unfinished = StoreError.restoreUnfinished(folder.path.appending(".ripristino").string)
        #expect(throws: unfinished) { try safe.store(in: folder) }
        #expect(throws: unfinished) { try PracticeReader(folder: folder.path) }
        #expect(PracticeReader.unfinishedRestore(in: folder.path) == unfinished)
        #expect(try folder.files() == [".ripristino/esenzioni.sqlite"])
        _ = try Restoration(of: try BackupFolder(safe.target), course: safe.course).run(into: folder.path)
        // Killed behind its last step.
        try folder.makeFolder(".ripristino")
        _ = try safe.store(in: folder)
    }

    @Test(arguments: ["documents", "esenzioni.sqlite"])
    func `a backup that does not fit its manifest is refused and leaves nothing`(_ victim: String) async throws {
        let safe = try await furnishedBackup()
        let name = try #require(
            try safe.outside.files(under: "2026-01-19").first { $0.hasPrefix(victim) })
        let path = safe.target.pushing(FilePath(name)).string
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[0] ^= 1
        try FileManager.default.removeItem(atPath: path)
        try bytes.write(to: URL(filePath: path))
        let folder = try TemporaryFolder()
        #expect(throws: BackupRefusal.self) {
            try Restoration(of: BackupFolder(safe.target), course: safe.course).run(into: folder.path)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path.string) == ["esenzioni.lock"])
    }

    @Test(arguments: [("\"practices\":4", "\"practices\":1"), ("\"program\":\"prova 1\"", "\"program\":\"prova 2\"")])
    func `a head that was changed is refused`(_ old: String, _ new: String) async throws {
        let safe = try await furnishedBackup()
        let head = try String(contentsOf: URL(filePath: safe.target.appending("backup.json").string), encoding: .utf8)
        #expect(head.contains(old))
        try safe.outside.write(Array(head.replacing(old, with: new).utf8), to: "2026-01-19/backup.json")
        #expect(throws: BackupRefusal.self) { try BackupFolder(safe.target) }
    }

    @Test func `a link in a backup is told, and all else is looked at`() async throws {
        let safe = try await furnishedBackup()
        let documents = try safe.outside.files(under: "2026-01-19").filter { $0.hasPrefix("documents") }
        for (name, isLink) in zip(documents, [true, false]) {
            let path = safe.target.pushing(FilePath(name)).string
            try FileManager.default.removeItem(atPath: path)
            if isLink { try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/etc/passwd") }
        }
        #expect(Set(try faults(ofBackup: safe.target).map(\.code)).isSuperset(of: [.fileAltered, .fileMissing]))
    }

    @Test(arguments: [
        ("\"format\":1", "\"format\":9", BackupRefusal.unknownFormat), ("{", "", .unknownFormat),
        ("\"schema\":[", "\"schema\":[\"999-future\",", .newerSchema),
    ])
    func `a head of a newer program or of nobody is refused`(
        _ old: String, _ new: String, _ refusal: BackupRefusal
    ) async throws {
        let safe = try await furnishedBackup()
        let path = safe.target.appending("backup.json").string
        let head = try String(contentsOf: URL(filePath: path), encoding: .utf8)
        try safe.outside.write(Array(head.replacing(old, with: new).utf8), to: "2026-01-19/backup.json")
        #expect(throws: refusal) { try BackupFolder(safe.target) }
    }
}
