// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import TestSupport
import Testing

struct CancellationTests {
    private let house: TestHouse
    private let portal: Portal

    init() throws {
        house = try TestHouse()
        portal = Portal(house: house)
    }

    private func state(_ practice: PracticeNumber) async throws -> PracticeState? {
        try await house.reader.dossier(practice, for: nil)?.practice.state
    }

    @Test(arguments: [false, true])
    func `its sender cancels a practice that is open`(_ isInProgress: Bool) async throws {
        try await portal.ask(listing: [("a.pdf", "a.pdf")])
        let practice = try #require(try await portal.attach("a.pdf").practice)
        if isInProgress { _ = try await house.store.decide(.of(practice, .takeCharge)) }
        let cancellation = try await portal.cancel(practice, by: FiscalCode(Portal.citizen))
        #expect(cancellation.outcome == .acquired)
        #expect(cancellation.practice == practice)
        let dossier = try #require(try await house.reader.dossier(practice, for: nil))
        #expect(dossier.practice.state == .cancelled)
        #expect(dossier.history.last?.actor == Actor(identity: Portal.citizen, role: .citizen))
        #expect(dossier.documents.map(\.role) == [.request, .attachment, .cancellation])
        #expect(dossier.notices.isEmpty)
        #expect(try await portal.receipts("annullamento.xml") == 2)
        #expect(try await portal.receipts("a.pdf") == 2)
        #expect(try await portal.cancel(practice).outcome == .duplicate)
        #expect(try await portal.cancel(practice, "un altro").outcome == .refused)
    }

    @Test(arguments: [DecisionAction.validate, .reject])
    func `what was decided is not cancelled by its sender`(_ action: DecisionAction) async throws {
        let practice = try #require(try await portal.ask().practice)
        let decided = try await house.store.decide(
            .of(practice, action, reason: action == .reject ? .other : nil))
        let refused = try await portal.cancel(practice)
        #expect(refused.outcome == .refused)
        #expect(refused.findings.map(\.code) == [.cancellationRefused])
        #expect(refused.practice == nil)
        #expect(try await state(practice) == decided.state)
        #expect(try await house.reader.quarantine().isEmpty)
    }

    @Test func `a stranger, another sender and a number of nothing get the same refusal`() async throws {
        let practice = try #require(try await portal.ask().practice)
        let hospitals = try await house.dropForPractice("certificato", exemption: "054")
        let nothing = TestHouse.known(PracticeNumber("202601020399999999"))
        let other = Portal(house: house, sender: "altro-portale")
        let refusals = [
            try await portal.cancel(practice, by: FiscalCode(Portal.delegate), "1"),
            try await other.cancel(practice, "2"), try await portal.cancel(hospitals, "3"),
            try await portal.cancel(nothing, "4"),
        ]
        #expect(refusals.allSatisfy { $0.outcome == .refused && $0.practice == nil })
        #expect(Set(refusals.map(\.findings)) == [[Finding(.cancellationRefused)]])
        #expect(try await state(practice) == .received)
        #expect(try await state(hospitals) == .received)
    }

    @Test func `who opened a practice by a request cancels it though a hospital joined`() async throws {
        let practice = try #require(try await portal.ask().practice)
        #expect(try await house.dropForPractice("certificato", person: Portal.citizen) == practice)
        #expect(try await portal.cancel(practice).outcome == .acquired)
    }

    @Test func `a hospital cancels what is only its own`() async throws {
        let hospital = Portal(house: house, sender: "ospedale", kind: .hospital)
        let own = try await house.dropForPractice("certificato")
        #expect(try await hospital.cancel(own, "1").outcome == .acquired)
        let shared = try await house.dropForPractice("altro certificato")
        try await portal.ask()
        #expect(try await hospital.cancel(shared, "2").outcome == .refused)
        #expect(try await portal.cancel(shared, "3").outcome == .refused)
        #expect(try await state(shared) == .received)
    }

    @Test func `a decision on the view before the cancellation is stale`() async throws {
        let practice = try #require(try await portal.ask().practice)
        _ = try await portal.cancel(practice)
        await #expect(throws: DecisionRefusal.self) {
            _ = try await house.store.decide(.of(practice, .validate, seen: 1))
        }
    }
}
