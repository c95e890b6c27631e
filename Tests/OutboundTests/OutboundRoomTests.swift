// SPDX-License-Identifier: EUPL-1.2

import Domain
import Foundation
import GRDB
import Isolation
import Logging
import Outbound
import Storage
import SystemPackage
import TestSupport
import Testing

/// The outboxes as real folders, which others write into too. The reader takes nothing for a reply.
struct OutboundRoomTests {
    private let house: TestHouse
    private let room: OutboundRoom

    init() throws {
        house = try TestHouse()
        room = Self.room(house, cutOffPatience: .seconds(3600))
    }

    private static func room(_ house: TestHouse, cutOffPatience: Duration) -> OutboundRoom {
        let folder = house.folder.path
        let reader = DocumentReader(
            executable: FilePath(CommandLine.arguments[0]).removingLastComponent().appending("misbehaving-reader"),
            arguments: ["64", "10", "8"],
            limits: ReaderLimits(
                wallTime: .seconds(60), processorSeconds: 10, memory: 64 << 20, documentsPerChild: 8))
        return OutboundRoom(
            rules: OutboundRules(
                receipts: folder.appending("ricevute"), notices: folder.appending("aura"),
                replies: folder.appending("esiti"), cutOffPatience: cutOffPatience, replyTime: .seconds(3600)),
            store: house.store, reader: reader, log: Logger(label: "test"))
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOf: URL(filePath: house.folder.path.pushing(FilePath(name)).string), encoding: .utf8)
    }

    @Test func `a paper never takes the place of another's file`() async throws {
        let number = try await house.dropForPractice("a")
        _ = try await house.store.decide(
            DecisionRequest(number: number, action: .validate, seenVersion: nil, actor: TestHouse.doctor))
        let notice = try #require(try house.store.nextNotices(limit: 10).first?.fileName)
        try house.folder.write(Array("estraneo".utf8), to: "aura/\(notice)")
        try house.folder.write(Array("estraneo".utf8), to: "ricevute/ospedale/a.pdf.1.ricevuta.xml")
        try await room.writeDue()
        #expect(try text("aura/\(notice)") == "estraneo")
        #expect(try text("ricevute/ospedale/a.pdf.1.ricevuta.xml") == "estraneo")
        #expect(try house.folder.files(under: "aura").count == 2)
        #expect(
            try house.folder.files(under: "ricevute/ospedale") == [
                "a.pdf.1.ricevuta.xml", "a.pdf.2.ricevuta.xml", "a.pdf.3.ricevuta.xml",
            ])
        #expect(try house.store.nextReceipts(limit: 10).isEmpty)
        #expect(try house.store.nextNotices(limit: 10).isEmpty)
    }

    @Test func `a folder of papers that was used is never made again, and gets what waits when it returns`()
        async throws
    {
        let number = try await house.dropForPractice("a")
        _ = try await house.store.decide(
            DecisionRequest(number: number, action: .validate, seenVersion: nil, actor: TestHouse.doctor))
        try await room.claimFolders()
        let files = FileManager.default
        let (notices, away) = (house.folder.path.appending("aura").string, house.folder.path.appending("via").string)
        try files.moveItem(atPath: notices, toPath: away)
        let gone = StoreError.outboxGone(notices, mount: nil)
        await #expect(throws: gone) { try await room.writeDue() }
        await #expect(throws: gone) { try await room.claimFolders() }
        #expect(try room.foldersAway == [gone])
        #expect(!files.fileExists(atPath: notices))
        #expect(try house.store.nextReceipts(limit: 10).isEmpty)
        try files.moveItem(atPath: away, toPath: notices)
        try await room.writeDue()
        #expect(try house.folder.files(under: "aura").count == 1)
    }

    @Test func `a reply that cannot be put aside is put aside when it can be`() async throws {
        try house.folder.write([1], to: "esiti/b.xml")
        // Where it would go is no folder.
        try house.folder.write([1], to: "esiti/scartati")
        let room = Self.room(house, cutOffPatience: .zero)
        for _ in 1...2 {
            await #expect(throws: StoreError.self) { try await room.takeReplies() }
            #expect(try house.folder.files(under: "esiti").sorted() == ["b.xml", "scartati"])
        }
        try FileManager.default.removeItem(atPath: house.folder.path.pushing("esiti/scartati").string)
        try await room.takeReplies()
        #expect(try house.folder.files(under: "esiti") == ["scartati/b.xml"])
    }

    @Test(arguments: [
        Array("esito-caff".utf8) + [0xE8] + Array(".xml".utf8), [0xFF], Array(repeating: 0xFF, count: 255),
        Array(repeating: UInt8(ascii: "a"), count: 255), [0xFF, 0x0A, 0xFE],
    ])
    func `a reply of any name is put aside, each under a name of its own`(name: [UInt8]) async throws {
        let replies = try house.folder.makeFolder("esiti")
        let room = Self.room(house, cutOffPatience: .zero)
        let path = replies.appending(try #require(FilePath.Component(bytes: name)))
        for _ in 1...2 {
            try FileDescriptor.open(path, .writeOnly, options: [.create], permissions: .ownerReadWrite).closeAfter {}
            try await room.takeReplies()
        }
        #expect(try FolderListing.names(in: replies).map(\.string) == ["scartati"])
        let aside = try FolderListing.names(in: replies.appending("scartati"))
        #expect(aside.count == 2)
        #expect(aside.contains { $0.bytes == name })
    }

    @Test func `an outbox may be a link, and is gone when what it leads to is`() async throws {
        _ = try await house.dropForPractice("a")
        let target = try house.folder.makeFolder("altrove")
        let receipts = house.folder.path.appending("ricevute").string
        try FileManager.default.createSymbolicLink(atPath: receipts, withDestinationPath: target.string)
        try await room.writeDue()
        #expect(try house.folder.files(under: "altrove").count == 1)
        try FileManager.default.removeItem(atPath: target.string)
        await #expect(throws: StoreError.outboxGone(receipts, mount: nil)) { try await room.claimFolders() }
    }

    @Test func `a folder with the name of a paper is dodged as a file is`() async throws {
        let number = try await house.dropForPractice("a")
        _ = try await house.store.decide(
            DecisionRequest(number: number, action: .validate, seenVersion: nil, actor: TestHouse.doctor))
        let notice = try #require(try house.store.nextNotices(limit: 10).first?.fileName)
        try house.folder.makeFolder("aura/\(notice)")
        try await room.writeDue()
        #expect(try house.store.nextNotices(limit: 10).isEmpty)
        #expect(
            try FileManager.default.contentsOfDirectory(
                atPath: house.folder.path.appending("aura").string
            ).count == 2)
    }

    @Test func `an empty mount point is not the folder that was used`() async throws {
        _ = try await house.dropForPractice("a")
        try await room.claimFolders()
        let receipts = house.folder.path.appending("ricevute").string
        let queue = try DatabaseQueue(path: house.folder.path.appending(PracticeStore.fileName).string)
        try await queue.write {
            try $0.execute(sql: "UPDATE outbox SET mount = path WHERE path = ?", arguments: [receipts])
        }
        await #expect(throws: StoreError.outboxGone(receipts, mount: receipts)) { try await room.writeDue() }
        #expect(try house.folder.files(under: "ricevute").isEmpty)
    }

    @Test func `an archive that wrote papers before folders were known makes none`() async throws {
        let queue = try DatabaseQueue(path: house.folder.path.appending(PracticeStore.fileName).string)
        try await queue.write { try $0.execute(sql: "INSERT INTO outbox VALUES ('', '', 0)") }
        await #expect(throws: StoreError.self) { try await room.claimFolders() }
        #expect(!FileManager.default.fileExists(atPath: house.folder.path.appending("aura").string))
    }

    @Test func `a paper that a killed process wrote is not written again`() async throws {
        _ = try await house.dropForPractice("a")
        let due = try #require(try house.store.nextReceipts(limit: 1).first)
        try house.folder.write(due.bytes, to: "ricevute/ospedale/\(due.fileName)")
        try await room.writeDue()
        #expect(try house.folder.files(under: "ricevute/ospedale") == [due.fileName])
    }

    @Test func `a sender's folder may be a link, and gets its receipt once`() async throws {
        _ = try await house.dropForPractice("a")
        let outside = try house.folder.makeFolder("altrove")
        let receipts = try house.folder.makeFolder("ricevute")
        try FileManager.default.createSymbolicLink(
            atPath: receipts.appending("ospedale").string, withDestinationPath: outside.string)
        try await room.writeDue()
        #expect(try house.folder.files(under: "altrove") == ["a.pdf.1.ricevuta.xml"])
        #expect(try house.store.nextReceipts(limit: 10).isEmpty)
    }

    @Test func `a file among the replies is read whatever its name; what is no file stays and is not looked into`()
        async throws
    {
        for name in ["ESITO_1", "esito.txt", "è.XML", ".nascosto.xml", "sotto/e.xml"] {
            try house.folder.write(Array("<esito></esito>".utf8), to: "esiti/\(name)")
        }
        try FileManager.default.createSymbolicLink(
            atPath: house.folder.path.appending("esiti").appending("legame.xml").string,
            withDestinationPath: "/etc/passwd")
        try house.folder.write([], to: "esiti/vuoto.xml")
        let room = Self.room(house, cutOffPatience: .zero)
        try await room.takeReplies()
        try await room.takeReplies()
        let left = Set(
            try FileManager.default.contentsOfDirectory(
                atPath: house.folder.path.appending("esiti").string))
        #expect(left == [".nascosto.xml", "legame.xml", "scartati", "sotto"])
        #expect(try house.folder.files(under: "esiti/scartati") == ["ESITO_1", "esito.txt", "vuoto.xml", "è.XML"])
    }

    @Test func `a reply whose end may still come waits, any other is taken`() async throws {
        try house.folder.write(Array("<esito><codice>".utf8), to: "esiti/a.xml")
        try house.folder.write(Array("<esito></esito>".utf8), to: "esiti/b.xml")
        try await room.takeReplies()
        #expect(try house.folder.files(under: "esiti") == ["a.xml", "scartati/b.xml"])
        try await Self.room(house, cutOffPatience: .zero).takeReplies()
        #expect(try house.folder.files(under: "esiti") == ["scartati/a.xml", "scartati/b.xml"])
    }
}
