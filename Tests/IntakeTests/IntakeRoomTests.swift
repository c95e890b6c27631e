// SPDX-License-Identifier: EUPL-1.2

import Domain
import Foundation
import Intake
import Isolation
import Logging
import Storage
import SystemPackage
import TestSupport
import Testing

/// The intake over real folders and a real store; the reader finds nothing in any document, or dies where the document says
/// so, since what documents say is not the question here.
struct IntakeRoomTests {
    private struct Fixture {
        let house: TestHouse
        let room: IntakeRoom

        init(
            settle: Duration = .zero, cutOff: Duration = .zero, spent: Duration = .seconds(3600),
            own: OwnPlaces = OwnPlaces()
        ) throws {
            house = try TestHouse()
            let folder = house.folder.path
            try house.folder.makeFolder("inbox")
            let archive = try DocumentArchive(folder: folder)
            let standard = Sender(
                name: Sender.defaultName, kind: .hospital, displayName: "", asl: TestHouse.asl("010203"))
            let portal = Sender(name: "portale", kind: .portal, displayName: "", asl: TestHouse.asl("010203"))
            let rules = InboxRules(
                folder: folder.appending("inbox"), senders: [Sender.defaultName: standard, portal.name: portal],
                settleTime: settle, cutOffPatience: cutOff,
                scanInterval: .seconds(1), isIgnored: { $0.hasPrefix(".") || $0.hasSuffix(".part") },
                largestDocument: 1000, largestKept: 2000, readers: 2, recognisers: 1, requestWait: .seconds(3600),
                spentFolderPatience: spent, own: own)
            let reader = DocumentReader(
                executable: FilePath(CommandLine.arguments[0]).removingLastComponent().appending("misbehaving-reader"),
                arguments: ["64", "10", "8"],
                limits: ReaderLimits(
                    wallTime: .seconds(60), processorSeconds: 10, memory: 64 << 20, documentsPerChild: 8))
            room = IntakeRoom(
                rules: rules, store: house.store, archive: archive,
                quarantine: try QuarantineFolder(data: folder, archive: archive), reader: reader, recogniser: reader,
                log: Logger(label: "test"))
        }
    }

    @Test func `files leave the inbox, are archived, and each gets an outcome`() async throws {
        let fixture = try Fixture()
        let folder = fixture.house.folder
        try folder.write(Array("uno".utf8), to: "inbox/ospedale/reparto/uno.xml")
        try folder.write(Array("due".utf8), to: "inbox/due.xml")
        let result = try await fixture.room.takeInOnce()
        #expect(Set(result.settled.map(\.arrival.name)) == ["reparto/uno.xml", "due.xml"])
        #expect(Set(result.settled.map(\.arrival.sender)) == ["ospedale", "default"])
        #expect(result.settled.allSatisfy { $0.outcome == .refused })
        #expect(try folder.files(under: "inbox").isEmpty)
        #expect(try folder.files(under: "documents").count == 2)
        #expect(try folder.files(under: "quarantine").count == 4)
    }

    @Test func `folders of requests that lie empty for long go, and no others`() async throws {
        let fixture = try Fixture(spent: .zero)
        let folder = fixture.house.folder
        for name in ["portale/r1/allegati", "portale/r2", "ospedale/reparto", "portale/r3"] {
            try folder.makeFolder("inbox/\(name)")
        }
        try folder.write([1], to: "inbox/portale/r3/.richiesta.xml.part")
        for _ in 0..<2 { _ = try await fixture.room.takeInOnce() }
        #expect(try Self.names(folder, "inbox") == ["ospedale", "portale"])
        #expect(try Self.names(folder, "inbox/portale") == ["r3"])
        #expect(try Self.names(folder, "inbox/ospedale") == ["reparto"])
    }

    @Test func `an empty folder of a request stays as long as somebody may still write into it`() async throws {
        let fixture = try Fixture(spent: .seconds(3600))
        try fixture.house.folder.makeFolder("inbox/portale/r1")
        for _ in 0..<2 { _ = try await fixture.room.takeInOnce() }
        #expect(try Self.names(fixture.house.folder, "inbox/portale") == ["r1"])
    }

    private static func names(_ folder: TemporaryFolder, _ name: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path.appending(name).string).sorted()
    }

    @Test func `a reader that dies is the finding of its document`() async throws {
        let fixture = try Fixture()
        for index in 0..<5 { try fixture.house.folder.write(Array("die".utf8), to: "inbox/\(index)") }
        let result = try await fixture.room.takeInOnce()
        #expect(result.settled.count == 5)
        #expect(result.settled.allSatisfy { $0.findings.map(\.code) == [.readerFailed] })
    }

    @Test func `temporary names, links and special files stay untouched`() async throws {
        let fixture = try Fixture()
        let folder = fixture.house.folder
        try folder.write([1], to: "inbox/a.xml.part")
        try folder.write([1], to: "inbox/.a.xml.Xy12")
        let outside = try folder.write([1], to: "altrove")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path.appending("inbox").appending("link.xml").string, withDestinationPath: outside.string)
        #expect(mkfifo(folder.path.appending("inbox").appending("pipe.xml").string, 0o600) == 0)
        let result = try await fixture.room.takeInOnce()
        #expect(result.settled.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path.appending("inbox").string).count == 4)
    }

    @Test func `what is the daemon's own is never taken, by whatever name it is met`() async throws {
        let state = try TemporaryFolder()
        let lock = try state.write([], to: "esenzioni.lock")
        let key = try state.write([1], to: "audit.key")
        try state.makeFolder("ricevute")
        let own = OwnPlaces(
            folders: [state.path], papers: [state.path.appending("ricevute")], lock: lock, files: [key])
        let fixture = try Fixture(own: own)
        let folder = fixture.house.folder
        try folder.write([1], to: "inbox/ospedale/a.xml")
        try folder.write([1], to: "inbox/altri/b.xml")
        // As a link of the same file, or a mount, would show them.
        #expect(link(lock.string, folder.path.pushing("inbox/altri/esenzioni.lock").string) == 0)
        #expect(link(key.string, folder.path.pushing("inbox/ospedale/chiave").string) == 0)
        let result = try await fixture.room.takeInOnce()
        #expect(result.settled.map(\.arrival.name) == ["a.xml"])
        #expect(result.remarks.own == 2)
        #expect(try folder.files(under: "inbox").count == 3)
        let given = try await fixture.room.takeIn(
            files: [key, state.path],
            from: Sender(name: "ospedale", kind: .hospital, displayName: "", asl: TestHouse.asl("010203")))
        #expect(given.settled.isEmpty)
        #expect(given.left.map(\.reason) == [.own, .own])
    }

    @Test func `an inbox that is the daemon's own folder is not entered`() async throws {
        let state = try TemporaryFolder()
        let fixture = try Fixture(own: OwnPlaces(folders: [state.path], lock: state.path.appending("esenzioni.lock")))
        let inbox = fixture.house.folder.path.appending("inbox").string
        try state.write([1], to: "audit.key")
        try FileManager.default.removeItem(atPath: inbox)
        try FileManager.default.createSymbolicLink(atPath: inbox, withDestinationPath: state.path.string)
        let result = try await fixture.room.takeInOnce()
        #expect(result.settled.isEmpty)
        #expect(result.closed == 1)
        #expect(try state.files(under: "") == ["audit.key"])
    }

    @Test func `a file that somebody still writes is left`() async throws {
        let fixture = try Fixture()
        let path = try fixture.house.folder.write([1], to: "inbox/a.xml")
        let writer = try FileDescriptor.open(path, .writeOnly)
        let result = try await fixture.room.takeInOnce()
        #expect(result.settled.isEmpty)
        #expect(result.unsettled == 1)
        try writer.close()
        #expect(try await fixture.room.takeInOnce().settled.count == 1)
    }

    @Test func `too large and empty files are refused without being read`() async throws {
        let fixture = try Fixture()
        try fixture.house.folder.write(Array(repeating: 65, count: 1001), to: "inbox/grande")
        try fixture.house.folder.write([], to: "inbox/vuoto")
        let settled = try await fixture.room.takeInOnce().settled
        let codes = Dictionary(uniqueKeysWithValues: settled.map { ($0.arrival.name, $0.findings.map(\.code)) })
        #expect(codes == ["grande": [.contentTooLarge], "vuoto": [.contentTruncated]])
    }

    @Test func `what was entered before a crash is read after it`() async throws {
        let fixture = try Fixture()
        let hash = try ContentHash.of(Array("x".utf8))
        let path = try fixture.house.folder.write(Array("x".utf8), to: "given")
        _ = try await fixture.house.store.register([
            Arrival(
                sender: "ospedale", senderKind: .hospital, name: "x", sha256: hash, size: 1,
                asl: TestHouse.asl("010203"), district: nil)
        ])
        // The bytes come into the archive as a given file of the same content would bring them.
        let sender = Sender(name: "default", kind: .hospital, displayName: "", asl: TestHouse.asl("010203"))
        let settled = try await fixture.room.takeIn(files: [path], from: sender).settled
        #expect(settled.count == 2)
        #expect(try fixture.house.store.pendingDeliveries(limit: 5).isEmpty)
    }

    @Test func `a document whose bytes are gone is set aside, and all others are read`() async throws {
        let fixture = try Fixture()
        let lost = Arrival(
            sender: "default", senderKind: .hospital, name: "perso", sha256: try ContentHash.of(Array("y".utf8)),
            size: 1,
            asl: TestHouse.asl("010203"), district: nil)
        _ = try await fixture.house.store.register([lost])
        try fixture.house.folder.write(Array("x".utf8), to: "inbox/x")
        let settled = try await fixture.room.takeInOnce().settled
        let outcomes = Dictionary(uniqueKeysWithValues: settled.map { ($0.arrival.name, $0.outcome) })
        #expect(outcomes == ["perso": nil, "x": .refused])
        #expect(
            try await fixture.house.reader.quarantine().map(\.reason.code) == [.filingFailed, .contentUnrecognised])
    }

    @Test func `a file that a killed process left in the inbox is not entered twice`() async throws {
        let fixture = try Fixture()
        let path = try fixture.house.folder.write(Array("x".utf8), to: "inbox/x")
        var raw = stat()
        #expect(stat(path.string, &raw) == 0)
        let changed = Int64(raw.st_ctim.tv_sec) * 1_000_000_000 + Int64(raw.st_ctim.tv_nsec)
        let arrival = Arrival(
            sender: "default", senderKind: .hospital, name: "x", sha256: try ContentHash.of(Array("x".utf8)), size: 1,
            asl: TestHouse.asl("010203"), district: nil, origin: "\(raw.st_dev)-\(raw.st_ino)-\(changed)")
        #expect(try await fixture.house.store.register([arrival]).count == 1)
        #expect(try await fixture.house.store.register([arrival]).isEmpty)
        #expect(try await fixture.room.takeInOnce().settled.count == 1)
        #expect(try fixture.house.folder.files(under: "inbox").isEmpty)
    }

    @Test func `files of a portal's folder wait for their request, others are answered`() async throws {
        let fixture = try Fixture()
        let folder = fixture.house.folder
        try folder.write(Array("uno".utf8), to: "inbox/portale/2026/r1/uno.pdf")
        try folder.write(Array("due".utf8), to: "inbox/portale/due.pdf")
        try folder.write(Array("tre".utf8), to: "inbox/ospedale/r1/tre.pdf")
        let settled = try await fixture.room.takeInOnce().settled
        #expect(try folder.files(under: "inbox").isEmpty)
        let outcomes = Dictionary(uniqueKeysWithValues: settled.map { ($0.arrival.name, $0.outcome) })
        #expect(outcomes == ["2026/r1/uno.pdf": nil, "due.pdf": .refused, "r1/tre.pdf": .refused])
        #expect(settled.compactMap(\.arrival.request) == ["2026/r1"])

        #expect(try await fixture.room.takeInOnce().settled.isEmpty)
        fixture.house.clock.advance(seconds: 3600)
        let told = try await fixture.room.takeInOnce().settled
        #expect(told.map(\.arrival.name) == ["2026/r1/uno.pdf"])
        #expect(told.flatMap(\.findings).map(\.code) == [.requestMissing])
    }

    @Test func `a given folder is one request, a given file stands for itself`() async throws {
        let fixture = try Fixture()
        let folder = fixture.house.folder
        for name in ["r1/richiesta.xml", "r1/a.pdf", "r1/.nascosto", "r2/richiesta.xml", "r2/b.pdf", "solo.pdf"] {
            try folder.write(Array(name.utf8), to: name)
        }
        let portal = Sender(name: "portale", kind: .portal, displayName: "", asl: TestHouse.asl("010203"))
        let given = ["r1", "r2/richiesta.xml", "r2/b.pdf", "solo.pdf"].map { folder.path.pushing(FilePath($0)) }
        let taken = try await fixture.room.takeIn(files: given, from: portal).settled
        #expect(
            Set(taken.map(\.arrival.name)) == [
                "r1/richiesta.xml", "r1/a.pdf", "r2/richiesta.xml", "r2/b.pdf", "solo.pdf",
            ])
        #expect(Set(taken.filter { $0.outcome == nil }.map(\.arrival.name)) == ["r1/a.pdf", "r2/b.pdf"])
    }

    @Test func `names in any bytes are taken in and told readably`() async throws {
        let fixture = try Fixture()
        let inbox = fixture.house.folder.path.appending("inbox").string
        let name: [CChar] = Array(inbox.utf8CString.dropLast()) + [47, 99, -24, 10, 60, 0]
        let descriptor = open(name, O_CREAT | O_WRONLY, 0o600)
        #expect(write(descriptor, [65], 1) == 1)
        close(descriptor)
        let settled = try await fixture.room.takeInOnce().settled
        #expect(settled.count == 1)
        #expect(try fixture.house.folder.files(under: "inbox").isEmpty)
    }

    @Test func `a file that is too large to be kept stays, is answered once, and holds up nobody`() async throws {
        let fixture = try Fixture()
        let folder = fixture.house.folder
        let large = try folder.write([], to: "inbox/enorme.iso")
        let file = try FileDescriptor.open(large, .writeOnly)
        try file.closeAfter { try file.resize(to: 1 << 40) }
        try folder.write(Array("x".utf8), to: "inbox/piccolo")
        let round = try await fixture.room.takeInOnce()
        let codes = Dictionary(uniqueKeysWithValues: round.settled.map { ($0.arrival.name, $0.findings.map(\.code)) })
        #expect(codes == ["enorme.iso": [.contentTooLarge, .contentNotKept], "piccolo": [.contentUnrecognised]])
        #expect(round.remarks.oversized == 1)
        #expect(try folder.files(under: "inbox") == ["enorme.iso"])
        #expect(try await fixture.room.takeInOnce().settled.isEmpty)
        try FileManager.default.removeItem(atPath: large.string)
        #expect(try await fixture.room.takeInOnce().remarks.isEmpty)
    }

    @Test func `a command waits for nobody: what has its end is taken, what has no bytes yet is left`() async throws {
        let fixture = try Fixture(settle: .seconds(3600))
        try fixture.house.folder.write(Array("<a><b/></a>".utf8), to: "inbox/intero.xml")
        try fixture.house.folder.write([], to: "inbox/vuoto.xml")
        let round = try await fixture.room.takeInOnce()
        #expect(round.settled.map(\.arrival.name) == ["intero.xml"] && round.unsettled == 1)
    }

    @Test func `a file whose end may still come is left, and said to be`() async throws {
        let fixture = try Fixture(cutOff: .seconds(3600))
        try fixture.house.folder.write(Array("<a><b/>".utf8), to: "inbox/mezzo.xml")
        let round = try await fixture.room.takeInOnce()
        #expect(round.settled.isEmpty)
        #expect(round.unsettled == 1)
        #expect(try fixture.house.folder.files(under: "inbox") == ["mezzo.xml"])
    }

    @Test func `a file of this very moment is taken once it has lain still`() async throws {
        let fixture = try Fixture(settle: .milliseconds(50))
        try fixture.house.folder.write(Array("x".utf8), to: "inbox/ora")
        let round = try await fixture.room.takeInOnce()
        #expect(round.settled.map(\.arrival.name) == ["ora"])
        #expect(round.unsettled == 0)
    }

    @Test func `a folder of nobody is taken and told, and so are links`() async throws {
        let fixture = try Fixture()
        let folder = fixture.house.folder
        try folder.write([1], to: "inbox/citta-salut/a")
        let outside = try folder.makeFolder("altrove")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path.appending("inbox").appending("portale").string, withDestinationPath: outside.string)
        let round = try await fixture.room.takeInOnce()
        #expect(round.settled.map(\.arrival.sender) == ["citta-salut"])
        #expect(round.remarks.undeclared == ["citta-salut"])
        #expect(round.remarks.special == 1)
    }

    @Test(arguments: ["../aura", "a/b", "..", ".", "", "/", ".nascosto"])
    func `what cannot be a folder of the inbox is no sender`(_ name: String) throws {
        #expect(try Fixture().room.rules.sender(ofFolder: name) == nil)
    }

    @Test func `a given folder is taken to its depth, and what cannot be taken is told`() async throws {
        let fixture = try Fixture()
        let folder = fixture.house.folder
        for name in ["p/r1/richiesta.xml", "p/r1/a.pdf", "p/r2/sotto/b.pdf"] {
            try folder.write(Array(name.utf8), to: name)
        }
        let empty = try folder.makeFolder("vuota")
        let pipe = folder.path.appending("pipe")
        #expect(mkfifo(pipe.string, 0o600) == 0)
        let missing = folder.path.appending("manca")
        let portal = Sender(name: "portale", kind: .portal, displayName: "", asl: TestHouse.asl("010203"))
        let taken = try await fixture.room.takeIn(
            files: [pipe, missing, folder.path.appending("p"), empty], from: portal)
        #expect(Set(taken.settled.map(\.arrival.name)) == ["p/r1/richiesta.xml", "p/r1/a.pdf", "p/r2/sotto/b.pdf"])
        #expect(
            Set(taken.settled.compactMap { $0.arrival.request.map { FilePath($0).lastComponent?.string } }) == [
                "r1", "sotto",
            ])
        #expect(
            Set(taken.left) == [
                LeftFile(path: pipe, reason: .special), LeftFile(path: missing, reason: .missing),
                LeftFile(path: empty, reason: .empty),
            ])
    }

    @Test func `what must be recognised is settled too`() async throws {
        let fixture = try Fixture()
        try fixture.house.folder.write(Array("scan".utf8), to: "inbox/1")
        try fixture.house.folder.write(Array("testo".utf8), to: "inbox/2")
        let settled = try await fixture.room.takeInOnce().settled
        let codes = Dictionary(uniqueKeysWithValues: settled.map { ($0.arrival.name, $0.findings.map(\.code)) })
        #expect(codes == ["1": [.readerFailed], "2": [.contentUnrecognised]])
        #expect(try fixture.house.store.pendingDeliveries(in: .recognition, limit: 5).isEmpty)
    }
}
