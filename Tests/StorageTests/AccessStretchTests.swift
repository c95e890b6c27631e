// SPDX-License-Identifier: EUPL-1.2

import Domain
import GRDB
import TestSupport
import Testing

@testable import Storage

struct AccessStretchTests {
    private static let person = TestHouse.person("RSSMRA48R11B111I")

    private func register(_ log: SampleLog) async throws -> [String] {
        try await log.safe.house.store.database.read {
            try String.fetchAll($0, sql: "SELECT person || ' ' || stretch FROM accessPerson ORDER BY 1")
        }
    }

    @Test func `whoever is looked at again and again is written down once a stretch`() async throws {
        let log = try await SampleLog()
        #expect(try await register(log) == ["\(Self.person.value) 0"])
    }

    @Test func `a citizen is told the looks of every stretch, in order`() async throws {
        let log = try await SampleLog()
        let before = try await log.safe.house.reader.accesses(to: Self.person).count
        let border = Int64(1) << Schema031.stretchBits
        try await log.tamper("UPDATE accessHead SET last = \(border - 3)")
        let numbers = try await log.safe.house.store.database.read {
            try String.fetchAll($0, sql: "SELECT number FROM practice ORDER BY number").compactMap(PracticeNumber.init)
        }
        for number in numbers + numbers {
            let viewer = Viewer(TestHouse.doctor, doing: .detail)
            _ = try await log.safe.house.reader.dossier(number, for: viewer)
            try await log.safe.house.store.record(viewer.access)
        }
        let entries = try await log.safe.house.reader.accesses(to: Self.person).map(\.entry.id)
        // The first number is that of the entry by which the log tells of its changed head.
        #expect(Array(entries.dropFirst(before)) == (border - 1..<border + 3).map(\.self))
        #expect(try await register(log) == ["\(Self.person.value) 0", "\(Self.person.value) 1"])
    }

    @Test func `the database refuses to take anybody out of the register`() async throws {
        let log = try await SampleLog()
        for sql in ["DELETE FROM accessPerson", "UPDATE accessPerson SET stretch = 7"] {
            await #expect(throws: DatabaseError.self) { try await log.safe.damage(sql) }
        }
    }

    @Test func `a register that leaves somebody out is a fault of the log`() async throws {
        let log = try await SampleLog()
        try await log.safe.damage("DROP TRIGGER accessPersonStays; DELETE FROM accessPerson")
        #expect(try log.faults().map(\.code) == ["person-not-listed"])
    }

    @Test func `stretches go with the last of their entries, and not before`() async throws {
        let log = try await SampleLog()
        let days = try await log.safe.house.reader.signedDays()
        log.safe.house.clock.advance(seconds: 729 * 86_400)
        #expect(try await log.safe.house.store.expireAccesses(olderThan: 24) > 0)
        #expect(try await register(log) == ["\(Self.person.value) 0"])
        let end = (Int64(1) << Schema031.stretchBits) - 1
        try await log.safe.damage(
            "DROP TRIGGER accessAnchorKept; UPDATE accessAnchor SET last = \(end) WHERE last = \(days[1].head.last)")
        try await log.safe.house.store.transaction { try AccessStretch.remove($0, upTo: end) }
        #expect(try await register(log) == [])
    }

    @Test func `the log of an earlier version tells the same after the update`() async throws {
        let log = try await SampleLog()
        let before = try await log.safe.house.reader.accesses(to: Self.person)
        try await log.safe.damage(
            """
            DROP TABLE accessPerson;
            CREATE INDEX accessSubjectPerson ON accessSubject (person, entry) WHERE person IS NOT NULL;
            DELETE FROM grdb_migrations WHERE identifier = '\(Schema031.name)';
            """)
        #expect(try await log.reopen().reader.accesses(to: Self.person) == before)
        #expect(try log.faults().isEmpty)
    }
}
