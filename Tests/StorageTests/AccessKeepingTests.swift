// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import GRDB
import TestSupport
import Testing

@testable import Storage

struct AccessKeepingTests {
    @Test func `nothing younger than two years goes, whatever is asked`() async throws {
        let log = try await SampleLog()
        log.safe.house.clock.advance(seconds: 700 * 86_400)
        #expect(try await log.safe.house.store.expireAccesses(olderThan: 1) == 0)
        #expect(try log.faults().isEmpty)
    }

    @Test func `after a leap of the clock nothing goes before daemons have run for days`() async throws {
        let log = try await SampleLog()
        let before = try await log.safe.house.reader.signedDays().count
        log.safe.house.clock.advance(seconds: 729 * 86_400)
        let store = try PracticeStore(
            folder: log.safe.data, catalogue: TestHouse.catalogue.lookup, papers: .plain,
            clock: { [clock = log.safe.house.clock] in clock.now })
        #expect(before > 1)
        #expect(try store.reader.heldAccessTerm() != nil)
        #expect(try await store.expireAccesses(olderThan: 24) == 0)
        // A start with entries of its own under the wrong clock makes it no better.
        try await store.record(.ofTest(.status))
        #expect(try await store.countRunning(seconds: AccessTerm.trial - 1) != nil)
        #expect(try await store.expireAccesses(olderThan: 24) == 0)
        #expect(try await store.countRunning(seconds: 1) == nil)
        #expect(try await store.expireAccesses(olderThan: 24) > 0)
    }

    @Test func `a leap while the daemon runs holds the term as well`() async throws {
        let log = try await SampleLog()
        log.safe.house.clock.advance(seconds: 729 * 86_400)
        try await log.safe.house.store.holdAccessTerm()
        #expect(try await log.safe.house.store.expireAccesses(olderThan: 24) == 0)
    }

    @Test func `whole days go at their term, and the rest is still proven`() async throws {
        let log = try await SampleLog()
        let store = log.safe.house.store
        let days = try await log.safe.house.reader.signedDays()
        log.safe.house.clock.advance(seconds: 729 * 86_400)
        // Two of the three days are older than 24 months now, to the day.
        let removed = try await store.expireAccesses(olderThan: 24)
        #expect(Int64(removed) == days[1].head.last)
        #expect(try log.faults().isEmpty)
        #expect(try await store.expireAccesses(olderThan: 24) == 0)
        try await store.record(.ofTest(.status))
        let carried = days.map { AccessVerification.CarriedHead(name: $0.head.day ?? "", head: $0.head) }
        #expect(try log.faults(carried: carried).isEmpty)
        try await log.tamper("DELETE FROM accessEntry WHERE id = \(days[1].head.last + 1)")
        let gone = days[1].head.last + 1
        #expect(try log.faults().contains(.missing(from: gone, to: gone)))
    }

    @Test func `a citizen is told every look, oldest first, and of the period asked for`() async throws {
        let log = try await SampleLog()
        let person = TestHouse.person("RSSMRA48R11B111I")
        let lines = try await log.safe.house.reader.accesses(to: person)
        // Three days, two people, each two details and a list that shows both practices, and a decision.
        #expect(lines.count == 3 * 2 * 4 + 1)
        #expect(lines.last?.entry.act == AccessAct.takeCharge.rawValue)
        #expect(lines.map(\.entry.at) == lines.map(\.entry.at).sorted())
        let day = TestHouse.known(lines.first).entry.at.romeDay
        #expect(try await log.safe.house.reader.accesses(to: person, from: day, until: day).count == 8)
        #expect(try await log.safe.house.reader.accesses(to: TestHouse.doctor.fiscalCode).isEmpty)
    }

    @Test func `a decision and its entry are one transaction`() async throws {
        let house = try TestHouse()
        let number = try await house.dropForPractice("a")
        let access = Access(of: TestHouse.doctor, origin: .page(address: nil, session: nil))
        await #expect(throws: StoreError.unrecorded) {
            try await house.store.decide(.of(number, .validate), recording: access)
        }
        #expect(try await house.reader.dossier(number, for: nil)?.practice.state == .received)
    }

    @Test func `a refused decision leaves an entry that says so once it is written`() async throws {
        let house = try TestHouse()
        let number = try await house.dropForPractice("a")
        let access = Access(of: TestHouse.doctor, origin: .page(address: nil, session: nil), act: .validate)
        await #expect(throws: DecisionRefusal.self) {
            try await house.store.decide(.of(number, .validate, seen: 9), recording: access)
        }
        #expect(!access.isWritten)
        try await house.store.record(access)
        let lines = try await house.reader.accesses(to: TestHouse.person("RSSMRA48R11B111I"))
        #expect(lines.map(\.entry.outcome) == [AccessOutcome.refused.rawValue])
        #expect(access.isWritten)
    }
}

struct AccessAlarmTests {
    private func look(_ house: TestHouse, _ person: Operator, at number: PracticeNumber) async throws {
        let viewer = Viewer(person, doing: .detail)
        _ = try await house.reader.dossier(number, for: viewer)
        try await house.store.record(viewer.access)
    }

    private func kinds(_ house: TestHouse, _ rules: AlarmRules) async throws -> [AccessAlarm.Kind] {
        try await house.store.raiseAlarms(rules).map(\.kind)
    }

    @Test func `many people within an hour are an alarm, once`() async throws {
        let house = try TestHouse()
        for (index, person) in ["RSSMRA48R11B111I", "TRNNLL53H10I462M", "VNTRLA92B26C688M"].enumerated() {
            try await look(house, TestHouse.doctor, at: try await house.dropForPractice("\(index)", person: person))
        }
        let rules = AlarmRules(peopleAnHour: 3, nightFrom: 0, nightUntil: 0)
        #expect(try await kinds(house, AlarmRules(peopleAnHour: 4, nightFrom: 0, nightUntil: 0)).isEmpty)
        try await look(house, TestHouse.doctor, at: try await house.dropForPractice("0 again"))
        #expect(try await kinds(house, rules).allSatisfy { $0 == .manyPeople })
        #expect(try await house.reader.alarms().count >= 1)
        #expect(try await kinds(house, rules).isEmpty)
    }

    @Test(arguments: [false, true])
    func `an hour that a scan cut in two is counted whole, and one that is long over not again`(
        isOver: Bool
    ) async throws {
        let house = try TestHouse()
        let rules = AlarmRules(peopleAnHour: 3, nightFrom: 0, nightUntil: 0)
        let people = ["RSSMRA48R11B111I", "TRNNLL53H10I462M", "VNTRLA92B26C688M"]
        for (index, person) in people.enumerated() {
            try await look(house, TestHouse.doctor, at: try await house.dropForPractice("\(index)", person: person))
            if index < 2 { #expect(try await kinds(house, rules).isEmpty) }
        }
        if isOver {
            let more = AlarmRules(peopleAnHour: 4, nightFrom: 0, nightUntil: 0)
            for name in ["later", "still later"] {
                #expect(try await kinds(house, more).isEmpty)
                house.clock.advance(seconds: 4 * 3600)
                try await look(house, TestHouse.doctor, at: try await house.dropForPractice(name))
            }
        }
        #expect(try await kinds(house, rules).isEmpty == isOver)
    }

    @Test func `a progress beyond the end of the log keeps no alarm from being raised`() async throws {
        let house = try TestHouse()
        try await look(house, TestHouse.doctor, at: try await house.dropForPractice("a"))
        try await house.store.database.write { try $0.execute(sql: "INSERT INTO accessScan VALUES (1, 1000000)") }
        let kinds = try await kinds(house, AlarmRules(peopleAnHour: 1, nightFrom: 0, nightUntil: 0))
        #expect(kinds.contains(.manyPeople))
    }

    @Test func `a look by night, at oneself and at a namesake are alarms`() async throws {
        let house = try TestHouse()
        let namesake = Operator(
            fiscalCode: TestHouse.person("RSSMRA48R11B111I"), name: "ROSSI MARIO", role: .districtOperator,
            asls: [TestHouse.asl("010203")], districts: [], permissions: [.reserved])
        let secret = try SecretHash(hashing: "x", rounds: 2)
        try await house.store.addOperator(
            OperatorAccount(person: namesake, userName: "rossi", password: secret, pin: secret))
        let hour = Int64(RomeTime(house.clock.now).hour)
        house.clock.advance(seconds: (23 - hour) * 3600)
        try await look(house, namesake, at: try await house.dropForPractice("a"))
        #expect(Set(try await kinds(house, AlarmRules())) == [.night, .ownRecord])
        try await look(house, namesake, at: try await house.dropForPractice("b", person: "TRNNLL53H10I462M"))
        #expect(try await kinds(house, AlarmRules()).contains(.sameFamilyName))
    }

    @Test(arguments: [
        (22, 6, 23, true), (22, 6, 5, true), (22, 6, 6, false), (0, 0, 3, false), (1, 5, 3, true), (1, 5, 5, false),
    ])
    func `the night is what the rules say`(from: Int, until: Int, hour: Int, isNight: Bool) {
        let moment = Timestamp(seconds: 1_768_780_800 - 3600 + Int64(hour) * 3600)
        let rules = AlarmRules(nightFrom: from, nightUntil: until)
        #expect(RomeTime(moment).hour == hour)
        #expect((rules.night(of: moment) != nil) == isNight)
    }
}
