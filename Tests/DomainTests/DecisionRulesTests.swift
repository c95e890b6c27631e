// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import TestSupport
import Testing

struct DecisionRulesTests {
    private let rules = DecisionRules(catalogue: TestHouse.catalogue.lookup)
    private let now = Timestamp(seconds: 1_768_813_200)

    private func practice(
        _ state: PracticeState, exemption: String? = "044", diagnosis: String? = "2960"
    ) throws -> Practice {
        let today = now.romeDay
        return Practice(
            number: try #require(PracticeNumber("202601020300000001")), state: state, version: 3,
            asl: TestHouse.asl("010203"), district: nil,
            beneficiary: Beneficiary(
                fiscalCode: TestHouse.person("RSSMRA48R11B111I"), familyName: "ROSSI", givenName: "MARIO"),
            submitter: Submitter(kind: .physician, fiscalCode: nil),
            stated: CodePair(
                exemption: exemption.flatMap { ExemptionCode($0) }, diagnosis: diagnosis.flatMap { DiagnosisCode($0) }),
            requestedAt: now, updatedAt: now,
            validity: state == .validated ? Validity(from: today, until: nil) : nil)
    }

    private func decide(
        _ action: DecisionAction, on practice: Practice, by actor: Operator = TestHouse.doctor,
        reason: RejectionReason? = nil, entry: DoctorEntry = DoctorEntry(), seen: Int? = 3, note: String = ""
    ) throws(DecisionRefusal) -> Decision {
        try rules.decide(
            DecisionRequest(
                number: practice.number, action: action, seenVersion: seen, actor: actor, reason: reason,
                noteBeneficiary: note, entry: entry, confirmedStart: entry.from),
            on: practice, last: HistoryLine(at: now, actor: TestHouse.colleague.actor, state: practice.state), at: now)
    }

    @Test(arguments: [("2021-01-18", true), ("2021-01-19", false)])
    func `an end that the catalogue counts is confirmed where it is over`(_ from: String, isOver: Bool) throws {
        let start = try #require(CalendarDay(iso: from))
        let practice = try practice(.inProgress, exemption: "048", diagnosis: "000")
        func decide(_ confirmed: CalendarDay?) throws -> Decision {
            try rules.decide(
                DecisionRequest(
                    number: practice.number, action: .validate, seenVersion: 3, actor: TestHouse.doctor,
                    entry: DoctorEntry(from: start), confirmedStart: start, confirmedEnd: confirmed),
                on: practice, last: HistoryLine(at: now, actor: TestHouse.doctor.actor, state: practice.state), at: now)
        }
        let end = start.adding(months: 60)
        if isOver { #expect(throws: DecisionRefusal.endFarAway(end)) { try decide(nil) } }
        #expect(try decide(isOver ? end : nil).practice.validity?.until == end)
    }

    @Test(arguments: [("1000-01-01", "2030-01-01"), ("2026-01-19", "9999-12-31")])
    func `a day that no message can hold is a slip of the doctor's`(_ from: String, _ until: String) throws {
        let entry = DoctorEntry(from: CalendarDay(iso: from), until: CalendarDay(iso: until).map { .day($0) })
        #expect(throws: DecisionRefusal.dayOutOfRange) {
            try decide(.validate, on: try practice(.inProgress), entry: entry)
        }
    }

    @Test(arguments: [("1948-10-10", true), ("1948-10-11", false)])
    func `no exemption begins before its holder is born`(_ from: String, isRefused: Bool) throws {
        let day = try #require(CalendarDay(iso: from))
        let entry = DoctorEntry(from: day, until: .unlimited)
        let practice = try practice(.inProgress)
        if isRefused {
            #expect(throws: DecisionRefusal.startBeforeBirth(day)) { try decide(.validate, on: practice, entry: entry) }
        } else {
            #expect(try decide(.validate, on: practice, entry: entry).practice.validity?.from == day)
        }
    }

    @Test(arguments: [("2027-01-20", true), ("2025-01-18", true), ("2027-01-19", false)])
    func `who looks at a page confirms a start far from today, and that very one`(_ from: String, isFar: Bool) throws {
        let day = try #require(CalendarDay(iso: from))
        let practice = try practice(.inProgress)
        func decide(_ confirmed: CalendarDay?) throws(DecisionRefusal) -> Decision {
            try rules.decide(
                DecisionRequest(
                    number: practice.number, action: .validate, seenVersion: 3, actor: TestHouse.doctor,
                    entry: DoctorEntry(from: day, until: .unlimited), acknowledged: [], confirmedStart: confirmed),
                on: practice, last: HistoryLine(at: now, actor: TestHouse.doctor.actor, state: .inProgress), at: now)
        }
        if isFar {
            #expect(throws: DecisionRefusal.startFarAway(day)) { try decide(nil) }
            #expect(throws: DecisionRefusal.startFarAway(day)) { try decide(day.adding(days: 1)) }
            #expect(try decide(day).practice.validity?.from == day)
        } else {
            #expect(try decide(nil).practice.validity?.from == day)
        }
    }

    @Test func `nobody validates over a red finding without saying to have looked into it`() throws {
        let number = try #require(PracticeNumber("202601020300000001"))
        let red = Finding(.identityMismatch)
        func check(_ action: DecisionAction, _ acknowledged: Set<Finding>?) throws(DecisionRefusal) {
            let request =
                if let acknowledged {
                    DecisionRequest(
                        number: number, action: action, seenVersion: nil, actor: TestHouse.doctor,
                        acknowledged: acknowledged)
                } else {
                    DecisionRequest(number: number, action: action, seenVersion: nil, actor: TestHouse.doctor)
                }
            try request.checkAcknowledged([red, Finding(.aslAssumed)])
        }
        #expect(throws: DecisionRefusal.findingsOpen([red])) { try check(.validate, nil) }
        #expect(throws: DecisionRefusal.findingsOpen([red])) { try check(.validate, [Finding(.aslAssumed)]) }
        try check(.validate, [red])
        try check(.reject, nil)
    }

    @Test func `everything that is wrong is told at once`() throws {
        let practice = try practice(.inProgress, exemption: nil)
        let red = Finding(.exemptionMissing)
        let request = DecisionRequest(
            number: practice.number, action: .validate, seenVersion: 3, actor: TestHouse.doctor,
            entry: DoctorEntry(from: CalendarDay(iso: "1900-01-01")), acknowledged: [])
        let refusals = rules.contentRefusals(request, on: practice, findings: [red], at: now)
        #expect(
            refusals == [
                .exemptionMissing, .startBeforeBirth(try #require(CalendarDay(iso: "1900-01-01"))),
                .findingsOpen([red]),
            ])
    }

    @Test func `only the transitions of the contract are allowed`() throws {
        let allowed: [PracticeState: Set<DecisionAction>] = [
            .received: [.takeCharge, .validate, .reject, .cancel], .inProgress: [.validate, .reject, .cancel],
            .validated: [.cancel], .rejected: [], .cancelled: [],
        ]
        for state in PracticeState.allCases {
            for action in DecisionAction.allCases {
                #expect((state.states(after: action) != nil) == allowed[state]?.contains(action))
                guard state.states(after: action) == nil else { continue }
                #expect(throws: DecisionRefusal.wrongState(state, action)) {
                    try decide(action, on: try practice(state), reason: .other)
                }
            }
        }
    }

    @Test func `validating what was only received writes both history lines`() throws {
        let decision = try decide(.validate, on: try practice(.received), note: "per il cittadino")
        #expect(decision.history.map(\.state) == [.inProgress, .validated])
        #expect(decision.history.map(\.noteBeneficiary) == ["", "per il cittadino"])
        #expect(decision.practice.charge?.by == TestHouse.doctor.fiscalCode)
        #expect(decision.practice.validity == Validity(from: now.romeDay, until: nil))
    }

    @Test func `a stale version is told who acted, when, and what it became`() throws {
        let practice = try practice(.inProgress)
        #expect(
            throws: DecisionRefusal.stale(.init(actor: TestHouse.colleague.actor, at: now, state: .inProgress))
        ) { try decide(.validate, on: practice, seen: 2) }
    }

    @Test func `a practice outside the reach is as if it did not exist`() throws {
        let practice = try practice(.received)
        #expect(throws: DecisionRefusal.notFound) { try decide(.takeCharge, on: practice, by: TestHouse.stranger) }
        // A specialist of a hospital reaches what they signed themselves, and that was somebody else's.
        #expect(throws: DecisionRefusal.notFound) {
            try decide(.takeCharge, on: practice, by: TestHouse.hospitalDoctor)
        }
    }

    @Test func `a rejection needs its reason`() throws {
        let practice = try practice(.received)
        #expect(throws: DecisionRefusal.reasonMissing) { try decide(.reject, on: practice) }
        #expect(try decide(.reject, on: practice, reason: .other).practice.state == .rejected)
    }

    @Test func `nothing is validated without an exemption of the catalogue`() throws {
        #expect(throws: DecisionRefusal.exemptionMissing) {
            try decide(.validate, on: try practice(.received, exemption: nil))
        }
        #expect(throws: DecisionRefusal.exemptionUnknown(TestHouse.code("099"))) {
            try decide(.validate, on: try practice(.received, exemption: "099"))
        }
        #expect(throws: DecisionRefusal.exemptionSuperseded(TestHouse.code("002"), by: [TestHouse.code("013")])) {
            try decide(.validate, on: try practice(.received, exemption: "002"))
        }
    }

    @Test func `where the catalogue knows no duration the doctor must choose`() throws {
        let practice = try practice(.inProgress, exemption: "054", diagnosis: "7200")
        #expect(throws: DecisionRefusal.endMissing) { try decide(.validate, on: practice) }
        let decision = try decide(.validate, on: practice, entry: DoctorEntry(until: .unlimited))
        #expect(decision.practice.validity?.until == nil)
        let past = try #require(CalendarDay(iso: "2020-01-01"))
        #expect(throws: DecisionRefusal.endBeforeStart) {
            try decide(.validate, on: practice, entry: DoctorEntry(until: .day(past)))
        }
    }

    @Test func `the doctor's own entry stays beside what the document says`() throws {
        let decision = try decide(
            .validate, on: try practice(.inProgress, exemption: nil, diagnosis: nil),
            entry: DoctorEntry(exemption: TestHouse.code("013"), diagnosis: DiagnosisCode("25002")))
        #expect(decision.practice.stated == .none)
        #expect(decision.practice.entered.exemption == TestHouse.code("013"))
        #expect(decision.practice.codes.diagnosis == DiagnosisCode("25002"))
    }

    @Test func `a diagnosis that the doctor enters must be of the exemption`() throws {
        let entry = DoctorEntry(diagnosis: DiagnosisCode("7200"))
        #expect(
            throws: DecisionRefusal.diagnosisNotOfExemption(
                try #require(DiagnosisCode("7200")), TestHouse.code("044"))
        ) { try decide(.validate, on: try practice(.inProgress), entry: entry) }
    }

    @Test func `a pair that the list does not have is refused only where the doctor typed the diagnosis`() throws {
        let stated = try decide(.validate, on: try practice(.inProgress, exemption: "013", diagnosis: "2960"))
        #expect(stated.practice.state == .validated)
        let typed = DoctorEntry(exemption: TestHouse.code("048"), diagnosis: DiagnosisCode("1749"))
        // The list has no diagnoses for it: nothing can contradict one.
        #expect(
            try decide(.validate, on: try practice(.inProgress), entry: typed).practice.codes.diagnosis?.value == "1749"
        )
    }

    @Test func `five years later is the same day`() throws {
        let decision = try decide(.validate, on: try practice(.inProgress, exemption: "048", diagnosis: "000"))
        #expect(decision.practice.validity?.until == now.romeDay.adding(months: 60))
    }

    @Test func `only decisions that concern AURA owe a notice`() throws {
        #expect(try decide(.takeCharge, on: try practice(.received)).notice == nil)
        #expect(try decide(.cancel, on: try practice(.inProgress)).notice == nil)
        #expect(try decide(.reject, on: try practice(.received), reason: .other).notice?.kind == .rejection)
        #expect(try decide(.validate, on: try practice(.received)).notice?.kind == .validation)
        #expect(try decide(.cancel, on: try practice(.validated)).notice?.kind == .cancellation)
        var future = try practice(.validated)
        let start = try #require(CalendarDay(iso: "2098-01-02"))
        future.validity = Validity(from: start, until: nil)
        guard case .exemption(let record, _) = try decide(.cancel, on: future).notice else {
            Issue.record("no notice")
            return
        }
        // What has not begun ends on the day it would have begun, never before.
        #expect(record.from == start && record.until == start)
    }

    @Test(arguments: [("000", "000"), ("F1234", "000"), ("2960", "2960")])
    func `AURA is told 000 for none and for internal diagnoses`(_ stated: String, _ told: String) throws {
        let decision = try decide(.validate, on: try practice(.inProgress, diagnosis: stated))
        guard case .exemption(let record, .validation) = decision.notice else {
            Issue.record("no validation notice")
            return
        }
        #expect(record.diagnosis.value == told)
    }
}
