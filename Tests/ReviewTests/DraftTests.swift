// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Storage
import Testing
import TestSupport

@testable import Review

/// What is typed is kept on the server for whoever typed it, and for nobody else.
@Suite struct DraftTests {
    @Test func `a draft is there again after signing out, and nobody else sees it`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let saved = try await visitor.submit(
                "\(page)/bozza", from: page,
                ["nota-interna": "da rileggere", "esenzione": "054", "esenzione-mostrata": "044"])
            #expect(saved.status == .seeOther)
            #expect(try await visitor.get(page).words.contains("Bozza salvata: la vedi solo tu"))
            _ = try await visitor.submit("/uscita", from: page)
            try await visitor.signIn(as: TestHouse.doctor)
            let again = try await visitor.get(page)
            #expect(again.text.contains("da rileggere</textarea>"))
            #expect(again.value(of: "esenzione-mostrata") == "044")
            #expect(again.text.contains("name=\"esenzione\" type=\"text\" value=\"054\""))
            #expect(again.words.contains("Hai ripreso la bozza salvata il 19/01/2026 10:00:00"))
        }
        try await desk.run(as: TestHouse.colleague) { visitor in
            let other = try await visitor.get(page)
            #expect(other.status == .ok)
            #expect(!other.text.contains("da rileggere"))
            #expect(!other.words.contains("Hai ripreso la bozza"))
        }
    }

    @Test(arguments: ["bozza", "bozza/elimina", "respingi", "catalogo", "catalogo/scegli", "catalogo/dal-documento"])
    func `what cannot be entered in the access log is not kept either`(action: String) async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            _ = try await visitor.submit("\(page)/bozza", from: page, ["nota-interna": "la prima"])
            let stamp = visitor.stamp(of: try await visitor.get(page))
            let before = try await desk.house.reader.draft(of: number, by: TestHouse.doctor.fiscalCode)
            try await desk.house.refuseAccessEntries()
            let answer = try await visitor.post(
                "\(page)/\(action)",
                stamp.merging(["nota-interna": "la seconda", "esenzione": "013", "scegli-esenzione": "054"]) { $1 })
            #expect([.serviceUnavailable, .internalServerError].contains(answer.status))
            #expect(try await desk.house.reader.draft(of: number, by: TestHouse.doctor.fiscalCode) == before)
        }
    }

    @Test func `a draft and its entry come together, once`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            _ = try await visitor.submit("\(page)/bozza", from: page, ["nota-interna": "una"])
            _ = try await visitor.submit("\(page)/respingi", from: page, ["nota-interna": "due"])
            _ = try await visitor.submit("\(page)/valida", from: page, ["durata": "giorno", "valida-al": "mai"])
            _ = try await visitor.submit("\(page)/bozza/elimina", from: page)
        }
        let acts = try await desk.house.reader.accesses(to: TestHouse.person("TRNNLL53H10I462M"))
            .map { "\($0.entry.act) \($0.entry.outcome)" }.filter { !$0.hasPrefix("DETTAGLIO") }
        #expect(acts == ["BOZZA ESEGUITO", "RICHIESTA_CONFERMA ESEGUITO", "VALIDAZIONE RIFIUTATO", "BOZZA ESEGUITO"])
    }

    @Test func `a decision takes the draft with it, and what comes late leaves none`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let fields = visitor.stamp(of: try await visitor.get(page)).merging(
                ["nota-interna": "definitiva", "in-silenzio": "si"]) { $1 }
            let quiet = try await visitor.post("\(page)/bozza", fields)
            #expect(quiet.status == .ok)
            #expect(quiet.text == "Bozza salvata alle 10:00:00")
            #expect(try await visitor.post("\(page)/valida", fields).status == .seeOther)
            #expect(try await visitor.post("\(page)/bozza", fields).text == "")
        }
        #expect(try await desk.house.reader.draft(of: number, by: TestHouse.doctor.fiscalCode) == nil)
    }

    @Test func `of two windows none takes what the other has kept, unless it is asked to`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let one = visitor.stamp(of: try await visitor.get(page))
            let other = visitor.stamp(of: try await visitor.get(page))
            func save(_ stamp: [String: String], _ note: String, _ more: [String: String] = ["in-silenzio": "si"])
                async throws -> HTTPResponse.Status
            {
                try await visitor.post(
                    "\(page)/bozza", stamp.merging(["nota-interna": note]) { $1 }.merging(more) { $1 }
                ).status
            }
            #expect(try await save(one, "prima") == .ok)
            #expect(try await save(one, "prima e poi") == .ok)
            #expect(try await save(other, "altra") == .conflict)
            #expect(try await save(other, "") == .conflict)
            #expect(try await visitor.get(page).text.contains("prima e poi</textarea>"))
            // A page that showed the draft goes on from it, and the first window no longer does.
            let later = visitor.stamp(of: try await visitor.get(page))
            #expect(try await save(later, "dopo") == .ok)
            #expect(try await save(one, "di nuovo prima") == .conflict)
            #expect(try await save(one, "voluta", [:]) == .seeOther)
            #expect(try await visitor.get(page).text.contains("voluta</textarea>"))
        }
    }

    @Test func `taking charge leaves the codes that were typed and not the notes`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            _ = try await visitor.submit(
                "\(page)/presa-in-carico", from: page,
                ["nota-interna": "nella cronologia", "diagnosi": "7200", "diagnosi-mostrata": "2960"])
            let shown = try await visitor.get(page)
            #expect(!shown.text.contains("nella cronologia</textarea>"))
            #expect(shown.text.contains("name=\"diagnosi\" type=\"text\" value=\"7200\""))
        }
    }

    @Test func `a draft can be thrown away, and one with nothing in it is none`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            _ = try await visitor.submit("\(page)/bozza", from: page, ["nota-interna": "via"])
            _ = try await visitor.submit("\(page)/bozza/elimina", from: page)
            #expect(try await !visitor.get(page).text.contains("via</textarea>"))
            _ = try await visitor.submit("\(page)/bozza", from: page, ["durata": "catalogo"])
        }
        #expect(try await desk.house.reader.draft(of: number, by: TestHouse.doctor.fiscalCode) == nil)
    }

    @Test func `what was typed is shown even where a colleague has closed the practice`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            _ = try await visitor.submit("\(page)/bozza", from: page, ["nota-interna": "mai usata"])
            _ = try await desk.house.store.decide(
                DecisionRequest(
                    number: number, action: .reject, seenVersion: nil, actor: TestHouse.colleague, reason: .other))
            let closed = try await visitor.get(page).words
            #expect(closed.contains("La tua bozza"))
            #expect(closed.contains("Nota Interna mai usata"))
            _ = try await visitor.submit("\(page)/bozza/elimina", from: page)
            #expect(try await !visitor.get(page).words.contains("mai usata"))
        }
    }

    @Test func `what is refused is kept too`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let refused = try await visitor.submit(
                "\(page)/valida", from: page,
                ["valida-dal": "ieri", "valida-dal-mostrata": "19/01/2026", "nota-interna": "x1"])
            #expect(refused.status == .unprocessableContent)
            let later = try await visitor.get(page)
            #expect(later.text.contains("x1</textarea>"))
            #expect(later.text.contains("value=\"ieri\""))
        }
    }

    @Test func `who may decide nothing keeps no draft`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let sender = TestHouse.operatorOf("AAAAAA00A11D000L", .hospitalSpecialist)
        try await desk.run(as: sender) { visitor in
            let answer = try await visitor.submit("/pratiche/\(number)/bozza", from: "/", ["versione": "1"])
            #expect(answer.status == .forbidden)
        }
        try await desk.run(as: TestHouse.stranger) { visitor in
            let answer = try await visitor.submit("/pratiche/\(number)/bozza", from: "/", ["versione": "1"])
            #expect(answer.status == .notFound)
        }
    }
}
