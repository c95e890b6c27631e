// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Storage
import Testing
import TestSupport

@testable import Review

/// Contract §7: how far a notice has come is told on the practice.
@Suite struct NoticePageTests {
    @Test func `a refused notice says why and can be sent again`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        let store = desk.house.store
        _ = try await store.decide(
            DecisionRequest(number: number, action: .validate, seenVersion: 1, actor: TestHouse.doctor))
        let messageID = TestHouse.known(try await desk.house.dossier(number).notices.first).messageID
        try await desk.run(as: TestHouse.doctor) { visitor in
            #expect(try await visitor.get(page).words.contains("Validazione In coda"))
            try await store.recordWritten(try store.nextNotices(limit: 1))
            #expect(try await visitor.get(page).words.contains("Validazione Inviato"))
            let message = Reply.Message(code: "E12", description: "Assistito non trovato", note: "")
            _ = try await store.recordReply(Reply(messageID: messageID, returnCode: "KO", messages: [message]))
            let refused = try await visitor.get(page)
            #expect(refused.words.contains("Validazione Scartato"))
            #expect(refused.words.contains("E12 - Assistito non trovato"))
            let resent = try await visitor.submit("\(page)/avvisi/\(messageID)/invia", from: page)
            #expect(resent.location == page)
            let queued = try await visitor.get(page).words
            #expect(queued.contains("Avviso ad AURA rimesso in coda"))
            #expect(queued.contains("Validazione In coda"))
            #expect(!queued.contains("Invia di nuovo"))
            #expect(queued.contains("Scartato da AURA il 19/01/2026 10:00:00: E12 - Assistito"))
            try await store.recordWritten(try store.nextNotices(limit: 1))
            _ = try await store.recordReply(Reply(messageID: messageID, returnCode: "OK", messages: []))
            let accepted = try await visitor.get(page).words
            #expect(accepted.contains("Validazione Accettato") && accepted.contains("E12 - Assistito non trovato"))
        }
        #expect(desk.wakes.value == 1)
    }

    @Test func `a notice is sent again only from its own practice`() async throws {
        let desk = try TestDesk()
        let first = try await desk.house.practice()
        let second = try await desk.house.practice(SampleCertificate(exemption: "048", diagnosis: "000"))
        _ = try await desk.house.store.decide(
            DecisionRequest(number: first, action: .validate, seenVersion: 1, actor: TestHouse.doctor))
        let messageID = TestHouse.known(try await desk.house.dossier(first).notices.first).messageID
        try await desk.run(as: TestHouse.doctor) { visitor in
            let answer = try await visitor.submit("/pratiche/\(second)/avvisi/\(messageID)/invia", from: "/")
            #expect(answer.status == .notFound)
        }
    }
}
