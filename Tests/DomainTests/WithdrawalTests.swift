// SPDX-License-Identifier: EUPL-1.2

import Domain
import TestSupport
import Testing

struct WithdrawalTests {
    private static let now = Timestamp(seconds: 1_768_813_200)
    private static let citizen = TestHouse.person("RSSMRA48R11B111I")
    private static let delegate = TestHouse.person("LBRCRD53H10D205E")

    private func practice(_ state: PracticeState) -> Practice {
        Practice(
            number: TestHouse.known(PracticeNumber("202601020300000001")), state: state, version: 3,
            asl: TestHouse.asl("010203"), district: nil,
            beneficiary: Beneficiary(fiscalCode: Self.citizen, familyName: "ROSSI", givenName: "MARIO"),
            submitter: Submitter(kind: .delegate, fiscalCode: Self.delegate), stated: .none,
            requestedAt: Self.now, updatedAt: Self.now)
    }

    private func withdraw(
        on state: PracticeState, by requester: FiscalCode? = nil, isOfSender: Bool = true
    ) -> Decision? {
        let practice = practice(state)
        return Withdrawal(
            cancellation: StatedCancellation(practice: practice.number, requester: requester), sender: "portale",
            isOfSender: isOfSender
        ).decision(on: practice, at: Self.now)
    }

    @Test(arguments: PracticeState.allCases)
    func `only what is still open is withdrawn`(_ state: PracticeState) {
        let decision = withdraw(on: state)
        #expect((decision != nil) == state.isOpen)
        #expect(decision.map(\.practice.state) ?? .cancelled == .cancelled)
    }

    @Test func `a withdrawal is a new version with one line and no notice`() throws {
        let decision = try #require(withdraw(on: .inProgress))
        #expect(decision.practice.version == 4)
        #expect(
            decision.history == [
                HistoryLine(at: Self.now, actor: Actor(identity: "portale", role: .sender), state: .cancelled)
            ])
        #expect(decision.notice == nil)
    }

    @Test func `the history names who asked, who must be the compiler or the beneficiary`() {
        #expect(
            withdraw(on: .received, by: Self.delegate)?.history.first?.actor
                == Actor(identity: Self.delegate.value, role: .delegate))
        #expect(
            withdraw(on: .received, by: Self.citizen)?.history.first?.actor
                == Actor(identity: Self.citizen.value, role: .citizen))
        #expect(withdraw(on: .received, by: TestHouse.person("VNTRLA92B26C688M")) == nil)
    }

    @Test func `what is not the sender's is not withdrawn`() {
        #expect(withdraw(on: .received, isOfSender: false) == nil)
    }
}
