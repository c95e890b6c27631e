// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import TestSupport
import Testing

struct IncompleteRequestTests {
    private let house: TestHouse
    private let portal: Portal

    init() throws {
        house = try TestHouse()
        portal = Portal(house: house)
    }

    @Test func `an incomplete request waits, then its sender is told once what is missing`() async throws {
        let request = try await portal.ask(listing: [("a.pdf", "a.pdf"), ("b.pdf", "b.pdf")])
        let attachment = try await portal.attach("a.pdf")
        #expect(try await house.store.answerOverdueRequests(patience: 3600).isEmpty)
        #expect(try house.store.nextReceipts(limit: 10).isEmpty)
        let answered = try await portal.giveUp()
        #expect(answered.map(\.id) == [request.id, attachment.id])
        #expect(answered.map(\.outcome) == [.refused, .refused])
        #expect(
            answered[0].findings == [
                Finding(.requestIncomplete, detail: "b.pdf"), Finding(.attachmentMissing, detail: "b.pdf"),
            ])
        #expect(answered[1].findings == [Finding(.requestIncomplete, detail: "b.pdf")])
        #expect(try await house.reader.quarantine().map(\.delivery.id) == [request.id])
        #expect(try await portal.giveUp().isEmpty)
        #expect(try house.store.nextReceipts(limit: 10).count == 2)
    }

    @Test(arguments: [false, true])
    func `the missing file completes the request, also after its sender was told`(_ isTold: Bool) async throws {
        let request = try await portal.ask(listing: [("a.pdf", "a.pdf"), ("b.pdf", "b.pdf")])
        let attachment = try await portal.attach("a.pdf")
        if isTold { _ = try await portal.giveUp() }
        try await portal.attach("b.pdf")
        for delivery in [request, attachment] {
            let settled = try await portal.now(delivery)
            #expect(settled.outcome == .acquired)
            #expect(!settled.isHeld)
        }
        #expect(try await portal.dossier(request)?.documents.count == 3)
        #expect(try await house.reader.quarantine().isEmpty)
        #expect(try await portal.receipts("richiesta.xml") == (isTold ? 2 : 1))
    }

    @Test func `the wait begins anew with each file that comes`() async throws {
        try await portal.ask(listing: [("a.pdf", "a.pdf"), ("b.pdf", "b.pdf")])
        house.clock.advance(seconds: 3000)
        try await portal.attach("a.pdf")
        house.clock.advance(seconds: 3000)
        #expect(try await house.store.answerOverdueRequests(patience: 3600).isEmpty)
        house.clock.advance(seconds: 600)
        #expect(try await house.store.answerOverdueRequests(patience: 3600).count == 2)
    }

    @Test func `an altered attachment is told, and the right one completes the request`() async throws {
        let request = try await portal.ask(listing: [("a.pdf", "a.pdf")])
        let altered = try await portal.drop("a.pdf, rovinato", as: "a.pdf", Portal.certificate())
        #expect(try await portal.now(request).outcome == nil)
        let answered = try await portal.giveUp()
        #expect(answered[0].findings.map(\.code) == [.requestIncomplete, .attachmentAltered])
        #expect(answered[1].findings.map(\.code) == [.requestIncomplete, .attachmentAltered])
        try await portal.attach("a.pdf")
        #expect(try await portal.dossier(request)?.documents.count == 2)
        let refused = try await portal.now(altered)
        #expect(refused.outcome == .refused)
        #expect(refused.findings == [Finding(.attachmentAltered, detail: "a.pdf")])
        #expect(!refused.isHeld)
    }

    @Test func `an attachment whose request never comes is told, and its request still claims it`() async throws {
        let attachment = try await portal.attach("a.pdf")
        #expect(attachment.outcome == nil)
        let answered = try await portal.giveUp()
        #expect(answered.map(\.findings) == [[Finding(.requestMissing, detail: "a.pdf")]])
        #expect(try await house.reader.quarantine().map(\.reason.code) == [.requestMissing])
        let request = try await portal.ask(listing: [("a.pdf", "a.pdf")])
        #expect(request.outcome == .acquired)
        #expect(try await portal.now(attachment).practice == request.practice)
        #expect(try await house.reader.quarantine().isEmpty)
    }

    @Test func `a file that comes late and is not listed joins the practice while that is open`() async throws {
        let request = try await portal.ask()
        let practice = try #require(request.practice)
        let late = try await portal.attach("tardi.pdf")
        #expect(late.outcome == nil)
        #expect(try await portal.giveUp().map(\.practice) == [practice])
        let dossier = try #require(try await portal.dossier(request))
        #expect(dossier.documents.count == 2)
        #expect(dossier.practice.version == 2)
        #expect(dossier.findings.map(\.code) == [.aslAssumed, .attachmentUnlisted])

        _ = try await house.store.decide(.of(practice, .reject, reason: .other))
        try await portal.attach("troppo tardi.pdf")
        #expect(try await portal.giveUp().map(\.outcome) == [.refused])
        #expect(try await house.reader.quarantine().map(\.reason.code) == [.attachmentUnlisted])
        #expect(try await portal.dossier(request)?.documents.count == 2)
    }

    @Test func `an incomplete request in quarantine can be read again`() async throws {
        let request = try await portal.ask(listing: [("a.pdf", "a.pdf")])
        _ = try await portal.giveUp()
        #expect(try await house.store.retryQuarantined(request.id))
        #expect(try house.store.pendingDeliveries(limit: 5).map(\.id) == [request.id])
    }

    @Test func `a receipt names the missing files and a hostile name does no harm`() async throws {
        let name = "'; DROP TABLE delivery; --<b>&"
        try await portal.ask(listing: [(name, "a.pdf")])
        let answered = try await portal.giveUp()
        #expect(answered[0].findings[0].detail == name)
        #expect(try await portal.attach("a.pdf").outcome == .acquired)
    }
}
