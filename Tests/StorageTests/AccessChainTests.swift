// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import Foundation
import GRDB
import SystemPackage
import TestSupport
import Testing

@testable import Storage

/// A log of some days with looks and acts of several people.
struct SampleLog {
    let safe: SafeHouse

    init() async throws {
        safe = try SafeHouse()
        let house = safe.house
        let first = try await house.dropForPractice("a")
        let second = try await house.dropForPractice("b", exemption: "013")
        for day in 0..<3 {
            for viewer in [TestHouse.doctor, TestHouse.colleague] {
                try await look(viewer, [first, second], day)
                house.clock.advance(seconds: 600)
            }
            house.clock.advance(seconds: 86_400)
        }
        _ = try await house.store.decide(.of(first, .takeCharge))
    }

    private func look(_ person: Operator, _ numbers: [PracticeNumber], _ day: Int) async throws {
        for number in numbers {
            let viewer = Viewer(person, doing: .detail)
            _ = try await safe.house.reader.dossier(number, for: viewer)
            try await safe.house.store.record(viewer.access)
        }
        let viewer = Viewer(person, doing: .search)
        _ = try await safe.house.reader.practices(PracticeFilter(), for: viewer, page: 1, size: 10)
        try await safe.house.store.record(viewer.access)
    }

    /// Does to the log what the database would refuse, as somebody who owns the file can.
    func tamper(_ sql: String) async throws {
        let triggers = [
            "accessEntryKept", "accessEntryStays", "accessSubjectKept", "accessSubjectStays", "accessDayKept",
            "accessDayStays", "accessAnchorOld", "accessHeadGrows", "accessHeadStays",
        ]
        try await safe.damage(triggers.map { "DROP TRIGGER IF EXISTS \($0);" }.joined() + sql)
    }

    func faults(carried: [AccessVerification.CarriedHead] = []) throws -> [AccessFault] {
        var found: [AccessFault] = []
        let key = try AccessKey.publicKey(at: safe.data.appending(AccessKey.fileName))
        _ = try AccessVerification(publicKey: key, carried: carried).run(folder: safe.data) { found.append($0) }
        return found
    }

    func count() async throws -> Int64 {
        try await safe.house.store.database.read {
            try Int64.fetchOne($0, sql: "SELECT count(*) FROM accessEntry") ?? 0
        }
    }

    /// The daemon of the next day.
    func reopen() throws -> PracticeStore {
        let clock = safe.house.clock
        return try PracticeStore(
            folder: safe.data, catalogue: TestHouse.catalogue.lookup, papers: .plain, clock: { clock.now })
    }
}

struct AccessChainTests {
    @Test func `a log that nobody touched is whole`() async throws {
        let log = try await SampleLog()
        #expect(try log.faults().isEmpty)
        #expect(try await log.count() == 19)
        #expect(try await log.safe.house.reader.signedDays().count == 3)
    }

    @Test(arguments: [
        "UPDATE accessEntry SET actor = 'X' WHERE id = 3", "DELETE FROM accessEntry WHERE id = 3",
        "UPDATE accessSubject SET person = NULL", "DELETE FROM accessSubject", "UPDATE accessDay SET last = 1",
        "DELETE FROM accessDay", "DELETE FROM accessHead", "UPDATE accessHead SET last = 1",
        "INSERT INTO accessAnchor (last, day, at) SELECT last, day, 0 FROM accessDay LIMIT 1",
    ])
    func `the database refuses to forget`(sql: String) async throws {
        let log = try await SampleLog()
        await #expect(throws: DatabaseError.self) { try await log.safe.damage(sql) }
        #expect(try log.faults().isEmpty)
    }

    @Test(arguments: 0..<60)
    func `any change of any row is found`(seed: Int) async throws {
        let log = try await SampleLog()
        var random = SeededRandom(seed: UInt64(seed))
        let sql = try await change(log, &random)
        try await log.tamper(sql)
        #expect(try !log.faults().isEmpty, "\(sql)")
    }

    private func change(_ log: SampleLog, _ random: inout SeededRandom) async throws -> String {
        let last = try await log.count()
        let id = Int64.random(in: 1...last, using: &random)
        let other = Int64.random(in: 1...last, using: &random)
        let column = ["act", "actor", "role", "place", "outcome", "detail"].randomElement(using: &random) ?? "act"
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return "DELETE FROM accessEntry WHERE id = \(id)"
        case 1: return "DELETE FROM accessEntry WHERE id >= \(id); DELETE FROM accessSubject WHERE entry >= \(id)"
        case 2: return "UPDATE accessEntry SET \(column) = \(column) || 'x' WHERE id = \(id)"
        case 3: return "UPDATE accessEntry SET at = at + 1 WHERE id = \(id)"
        case 4: return "UPDATE accessEntry SET session = 'x' WHERE id = \(id)"
        case 5:
            return "INSERT INTO accessSubject (entry, place, person) VALUES (\(id), 99, 'RSSMRA48R11B111I')"
        case 6:
            let entry = Int64.random(in: 1...3, using: &random)
            return "DELETE FROM accessSubject WHERE entry = \(entry)"
        case 7:
            return """
                INSERT INTO accessEntry SELECT id + 1, at, act, actor, role, place, session, outcome, detail, hash
                FROM accessEntry WHERE id = \(last)
                """
        case 8:
            let pair = id == other ? (1, 2) : (id, other)
            return """
                UPDATE accessEntry SET id = 1000 WHERE id = \(pair.0);
                UPDATE accessEntry SET id = \(pair.0) WHERE id = \(pair.1);
                UPDATE accessEntry SET id = \(pair.1) WHERE id = 1000;
                """
        default: return "UPDATE accessDay SET hash = zeroblob(32) WHERE day = (SELECT min(day) FROM accessDay)"
        }
    }

    @Test func `the first broken link is named`() async throws {
        let log = try await SampleLog()
        try await log.tamper(
            "UPDATE accessEntry SET actor = 'X' WHERE id IN (7, 11); DELETE FROM accessEntry WHERE id = 9")
        let faults = try log.faults()
        #expect(faults.first == .altered(7))
        #expect(faults.contains(.missing(from: 9, to: 9)) && faults.contains(.altered(11)))
    }

    @Test func `an end that was cut off is found, even with the head put back`() async throws {
        let log = try await SampleLog()
        try await log.tamper(
            """
            DELETE FROM accessSubject WHERE entry > 15; DELETE FROM accessEntry WHERE id > 15;
            UPDATE accessHead SET last = 15, hash = (SELECT hash FROM accessEntry WHERE id = 15)
            """)
        #expect(try log.faults().first == .sealInvalid)
    }

    @Test func `a chain made anew without the key is found`() async throws {
        let log = try await SampleLog()
        try await log.tamper("UPDATE accessEntry SET actor = 'X' WHERE id = 5")
        try await log.safe.house.store.database.write { database in
            var previous = AccessLink.origin
            for row in try Row.fetchAll(database, sql: "SELECT * FROM accessEntry ORDER BY id") {
                let entry = AccessRow.entry(row, try AccessRow.subjects(database, of: row["id"]))
                previous = entry.link(after: previous)
                try database.execute(
                    sql: "UPDATE accessEntry SET hash = ? WHERE id = ?", arguments: [previous.bytes.blob, entry.id])
            }
            try database.execute(sql: "UPDATE accessHead SET hash = ?", arguments: [previous.bytes.blob])
        }
        let faults = try log.faults()
        #expect(faults.contains(.sealInvalid))
        #expect(faults.contains { $0.code == "day-differs" })
    }

    @Test func `what was changed while the daemon was away stays on record, sealed or not`() async throws {
        let log = try await SampleLog()
        try await log.tamper(
            """
            DELETE FROM accessSubject WHERE entry > 15; DELETE FROM accessEntry WHERE id > 15;
            UPDATE accessHead SET last = 15, hash = (SELECT hash FROM accessEntry WHERE id = 15)
            """)
        let store = try log.reopen()
        try await store.record(.ofTest(.status))
        #expect(try log.faults().first == .foundBroken(16))
    }

    @Test func `what is changed under a running daemon stays on record`() async throws {
        let log = try await SampleLog()
        let last = try await log.count()
        try await log.tamper(
            """
            DELETE FROM accessSubject WHERE entry = \(last); DELETE FROM accessEntry WHERE id = \(last);
            UPDATE accessHead SET last = last - 1, hash = (SELECT hash FROM accessEntry WHERE id = \(last - 1))
            """)
        try await log.safe.house.store.record(.ofTest(.status))
        #expect(try log.faults() == [.foundBroken(last)])
    }

    @Test func `a head carried elsewhere proves the log against the owner of the key`() async throws {
        let log = try await SampleLog()
        let days = try await log.safe.house.reader.signedDays()
        let carried = days.map { AccessVerification.CarriedHead(name: $0.head.day ?? "", head: $0.head) }
        #expect(days.allSatisfy { $0.isSound })
        #expect(try log.faults(carried: carried).isEmpty)
        let forged = AccessHead(day: days[0].head.day, last: days[0].head.last, hash: days[1].head.hash)
        let name = AccessVerification.CarriedHead(name: "primo", head: forged)
        #expect(try log.faults(carried: [name]) == [.carriedHeadDiffers("primo")])
    }

    @Test func `an archive with a new key says so and stays whole`() async throws {
        let log = try await SampleLog()
        let path = log.safe.data.appending(AccessKey.fileName)
        try FileManager.default.removeItem(atPath: path.string)
        let store = try log.reopen()
        try await store.record(.ofTest(.status))
        #expect(try log.faults().isEmpty)
        let acts = try await store.database.read {
            try String.fetchAll($0, sql: "SELECT act FROM accessEntry ORDER BY id DESC LIMIT 2")
        }
        #expect(acts == ["STATO_SERVIZIO", "CHIAVE_CAMBIATA"])
    }

    @Test func `the key is its owner's alone`() throws {
        let house = try TestHouse()
        let path = house.folder.path.appending(AccessKey.fileName)
        #expect(try path.stat().permissions == .ownerReadWrite)
    }

    @Test func `what is not declared cannot be noted and not be written`() async throws {
        let house = try TestHouse()
        let number = try await house.dropForPractice("a")
        let viewer = Viewer(
            TestHouse.doctor, access: Access(of: TestHouse.doctor, origin: .page(address: nil, session: nil)))
        await #expect(throws: StoreError.unrecorded) { try await house.reader.dossier(number, for: viewer) }
        await #expect(throws: StoreError.unrecorded) { try await house.store.record(viewer.access) }
    }
}

/// Small, fast and the same for the same seed (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
