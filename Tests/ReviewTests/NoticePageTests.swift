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
            #expect(
                refused.words.contains(
                    "VALIDATA AURA ha scartato l'avviso: l'esenzione non risulta ancora attiva. Vedi l'avviso"))
            #expect(refused.words.contains("E12 - Assistito non trovato"))
            let resent = try await visitor.submit("\(page)/avvisi/\(messageID)/invia", from: page)
            #expect(resent.location == page)
            let queued = try await visitor.get(page).words
            #expect(queued.contains("Avviso ad AURA rimesso in coda"))
            #expect(queued.contains("Validazione In coda"))
            #expect(!queued.contains("Invia di nuovo") && !queued.contains("AURA ha scartato"))
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

    @Test func `a practice whose notice was refused is found from the desk and the state of the service`() async throws
    {
        let desk = try TestDesk()
        let refused = try await desk.validated(SampleCertificate(), answer: "KO")
        let accepted = try await desk.validated(SampleCertificate(exemption: "013", diagnosis: "250"), answer: "OK")
        let list = "/?scheda=chiuse&avvisi=scartati"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let open = try await visitor.get("/")
            #expect(open.words.contains("Una pratica ha un avviso scartato da AURA"))
            #expect(open.text.contains("href=\"\(list.replacing("&", with: "&amp;"))\""))
            let closed = try await visitor.get("/?scheda=chiuse").words
            #expect(closed.contains("Risultati trovati: 2") && closed.contains("avviso scartato da AURA"))
            let found = try await visitor.get(list).words
            #expect(found.contains("Risultati trovati: 1"))
            #expect(found.contains(refused.value) && !found.contains(accepted.value))
        }
        try await desk.run(as: TestHouse.stranger) { visitor in
            let words = try await visitor.get("/").words
            #expect(!words.contains("scartato da AURA"))
        }
        try await desk.run(as: TestHouse.administrator) { visitor in
            let words = try await visitor.get("/stato").words
            #expect(words.contains("Vedi le pratiche con un avviso scartato"))
        }
    }

    @Test func `a refusal after an acceptance, or without a word, is told as what it is`() async throws {
        let desk = try TestDesk()
        let silent = try await desk.validated(SampleCertificate(), answer: "KO")
        let both = try await desk.validated(SampleCertificate(exemption: "013", diagnosis: "250"), answer: "OK")
        desk.house.clock.advance(seconds: 60)
        let messageID = TestHouse.known(try await desk.house.dossier(both).notices.first).messageID
        let late = Reply.Message(code: "E9", description: "Tardivo", note: "")
        _ = try await desk.house.store.recordReply(Reply(messageID: messageID, returnCode: "KO", messages: [late]))
        try await desk.run(as: TestHouse.doctor) { visitor in
            let words = try await visitor.get("/pratiche/\(both)").words
            #expect(words.contains("Risposta di AURA il 19/01/2026 10:00:00"))
            #expect(words.contains("AURA lo ha scartato dopo averlo accettato"))
            #expect(words.contains("Scartato da AURA il 19/01/2026 10:01:00: E9 - Tardivo"))
            let unexplained = try await visitor.get("/pratiche/\(silent)").words
            #expect(unexplained.contains("AURA non lo ha registrato e non dice il motivo"))
        }
    }
}

extension TestDesk {
    /// A practice that was validated, and what AURA said to its notice.
    fileprivate func validated(_ certificate: SampleCertificate, answer: String) async throws -> PracticeNumber {
        let number = try await house.practice(certificate)
        _ = try await house.store.decide(
            DecisionRequest(number: number, action: .validate, seenVersion: nil, actor: TestHouse.doctor))
        try await house.store.recordWritten(try house.store.nextNotices(limit: 1))
        let messageID = TestHouse.known(try await house.dossier(number).notices.first).messageID
        _ = try await house.store.recordReply(Reply(messageID: messageID, returnCode: answer, messages: []))
        return number
    }
}
