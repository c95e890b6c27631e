// SPDX-License-Identifier: EUPL-1.2

import Storage
import Domain
import HTTPTypes
import Testing
import TestSupport

@testable import Review

/// Contract §6: each decision carries the version it saw; a stale one is refused.
@Suite struct ConcurrentDecisionTests {
    @Test func `of two doctors at once one wins and the other is told who, when and what`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        let doctors = [TestHouse.doctor, TestHouse.colleague]
        for doctor in doctors { try await desk.house.addAccount(doctor) }
        try await desk.run { client in
            var forms: [(Visitor, [String: String])] = []
            for doctor in doctors {
                var visitor = Visitor(client: client)
                try await visitor.signIn(as: doctor)
                let shown = try await visitor.get(page)
                forms.append(
                    (visitor, visitor.stamp(of: shown).merging(["nota-interna": "nota di \(doctor.fiscalCode)"]) { $1 })
                )
            }
            let answers = try await withThrowingTaskGroup(of: ShownPage.self) { group in
                for (visitor, fields) in forms {
                    group.addTask {
                        var visitor = visitor
                        return try await visitor.post("\(page)/valida", fields)
                    }
                }
                return try await group.reduce(into: [ShownPage]()) { $0.append($1) }
            }
            #expect(answers.count { $0.status == .seeOther } == 1)
            let loser = try #require(answers.first { $0.status == .conflict })
            let winner = try #require(try await desk.house.dossier(number).history.last)
            #expect(loser.words.contains("(\(winner.actor.identity)), OPERATORE_ASL_DISTRETTO"))
            #expect(loser.words.contains("Quando 19/01/2026 10:00:00"))
            #expect(loser.words.contains("Stato attuale Validata"))
            #expect(loser.words.contains("Nota Interna nota di "))
        }
        #expect(try await desk.house.dossier(number).history.count == 3)
        #expect(try await desk.house.dossier(number).notices.count == 1)
    }

    @Test func `what was typed on a stale page waits on the fresh one`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let token = TestHouse.known(try await visitor.get(page).value(of: "gettone"))
            _ = try await desk.house.store.decide(
                DecisionRequest(number: number, action: .takeCharge, seenVersion: 1, actor: TestHouse.colleague))
            let stale = try await visitor.post(
                "\(page)/valida", ["gettone": token, "versione": "1", "nota-interna": "da non perdere"])
            #expect(stale.status == .conflict)
            let fresh = try await visitor.get(page)
            #expect(fresh.text.contains("da non perdere</textarea>"))
            #expect(fresh.value(of: "versione") == "2")
        }
    }

    @Test func `a second click on the same button finds it done`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let fields = visitor.stamp(of: try await visitor.get(page)).merging(["nota-interna": "una volta"]) { $1 }
            #expect(try await visitor.post("\(page)/valida", fields).status == .seeOther)
            let second = try await visitor.post("\(page)/valida", fields)
            #expect(second.status == .seeOther)
            #expect(second.location == page)
        }
        #expect(try await desk.house.dossier(number).practice.version == 2)
        #expect(try await desk.house.dossier(number).history.map(\.noteInternal) == ["", "", "una volta"])
    }

    @Test func `the same form with other words is not taken for a second click`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let stamp = visitor.stamp(of: try await visitor.get(page))
            #expect(try await visitor.post("\(page)/presa-in-carico", stamp).status == .seeOther)
            let other = try await visitor.post(
                "\(page)/valida", stamp.merging(["nota-interna": "scritta dopo"]) { $1 })
            #expect(other.status == .conflict)
            #expect(other.words.contains("Chi tu, in un'altra finestra"))
            #expect(try await visitor.get(page).text.contains("scritta dopo</textarea>"))
        }
        #expect(try await desk.house.dossier(number).practice.state == .inProgress)
    }

    @Test func `a page that is out of date says everything that has changed`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let stamp = visitor.stamp(of: try await visitor.get(page))
            try await desk.house.practice(SampleCertificate(fileName: "secondo.pdf"))
            try await desk.house.practice(SampleCertificate(senderKind: .portal, fileName: "richiesta.xml", note: "n"))
            _ = try await desk.house.store.decide(
                DecisionRequest(
                    number: number, action: .takeCharge, seenVersion: 3, actor: TestHouse.colleague,
                    noteInternal: "la seguo io"))
            let unnamed = try await visitor.get(page).words
            #expect(unnamed.contains("La pratica è in carico a VNTRLA92B26C688M, dal 19/01/2026 10:00:00"))
            try await desk.house.addAccount(TestHouse.colleague)
            let stale = try await visitor.post("\(page)/valida", stamp)
            #expect(stale.status == .conflict)
            for words in [
                "Non è stato possibile validare la pratica \(number)", "La pratica è passata a «In lavorazione»",
                "Chi DEMO VNTRLA (VNTRLA92B26C688M), OPERATORE_ASL_DISTRETTO", "Nota Interna la seguo io",
                "È arrivato un altro documento", "secondo.pdf, da san-luigi",
                "Richiesta del cittadino richiesta.xml, da san-luigi",
            ] {
                #expect(stale.words.contains(words), "\(words)")
            }
            #expect(!stale.words.contains("La pratica è passata a «Inviata»"))
            let named = try await visitor.get(page).words
            #expect(named.contains("In carico a DEMO VNTRLA (VNTRLA92B26C688M), dal 19/01/2026 10:00:00"))
        }
    }

    @Test(arguments: [["gettone": "falso"], ["versione": "x"], ["gettone": ""]])
    func `a form that is not ours or not whole decides nothing`(change: [String: String]) async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let answer = try await visitor.submit("\(page)/valida", from: page, change)
            #expect(answer.status == (change["versione"] == nil ? .forbidden : .badRequest))
        }
        #expect(try await desk.house.dossier(number).practice.version == 1)
    }

    @Test func `a form sent from another site decides nothing`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let token = TestHouse.known(try await visitor.get(page).value(of: "gettone"))
            let name = try #require(HTTPField.Name("Sec-Fetch-Site"))
            let answer = try await visitor.post(
                "\(page)/valida", ["gettone": token, "versione": "1"], headers: [name: "cross-site"])
            #expect(answer.status == .forbidden)
        }
        #expect(try await desk.house.dossier(number).practice.version == 1)
    }
}
