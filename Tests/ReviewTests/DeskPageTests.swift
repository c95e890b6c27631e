// SPDX-License-Identifier: EUPL-1.2

import Domain
import Foundation
import HTTPTypes
import Storage
import Testing
import TestSupport

@testable import Review

/// Manual §3.2: the two tabs, their filters and the list.
@Suite struct DeskPageTests {
    static let nothingFound = "ATTENZIONE! Non ci sono elementi corrispondenti ai parametri di ricerca inseriti"

    @Test func `a fiscal code is found however it is spaced`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let found = try await visitor.get("/?codice-fiscale=TRN+NLL+53H10%20I462M")
            #expect(found.text.contains(number.value))
            #expect(try await visitor.get("/?esenzione=44").text.contains(number.value))
        }
    }

    @Test(arguments: [
        ("/", ["TUTTE INVIATA IN LAVORAZIONE"]), ("/?scheda=chiuse", ["TUTTE ANNULLATA RESPINTA VALIDATA"]),
    ])
    func `each tab has the manual's filters and its own states`(path: String, states: [String]) async throws {
        let desk = try TestDesk()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let words = try await visitor.get(path).words
            for word in states + [
                "Pratiche da fare", "Pratiche chiuse", "Stato", "Codice esenzione patologia/malattia rara",
                "Data creazione da", "Data creazione a", "Cognome Beneficiario", "Nome Beneficiario",
                "Codice fiscale Beneficiario", "Cerca",
                "Ai sensi del GDPR i tuoi accessi verranno tracciati e comunicati eventualmente al cittadino",
            ] {
                #expect(words.contains(word), "\(word)")
            }
        }
    }

    @Test func `the list has the manual's columns`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get("/")
            #expect(
                page.words.contains(
                    "N. Pratica ASL Distretto Beneficiario Compilatore Codice Stato pratica Data Richiesta Azioni"))
            #expect(page.words.contains("Risultati trovati: 1"))
            #expect(page.words.contains("Annulla Ricerca ✕"))
            #expect(
                page.words.contains("\(number) ASL TO3 NELLO TRENTASEI TRNNLL53H10I462M Utente AAAAAA00A11D000L 044"))
            #expect(page.words.contains("19/01/2026"))
            #expect(page.text.contains("href=\"/pratiche/\(number)\""))
            #expect(page.text.contains("href=\"/pratiche/\(number)/cronologia\""))
        }
    }

    @Test(arguments: [
        ("cognome=trenta", true), ("cognome=rossi", false), ("nome=nello", true), ("codice-fiscale=trnnll", true),
        ("esenzione=044", true), ("esenzione=048", false), ("stato=INVIATA", true), ("stato=IN_LAVORAZIONE", false),
        ("dal=19/01/2026&al=19%2F1%2F2026", true), ("dal=2026-01-20", false), ("al=18/01/2026", false),
        ("scheda=chiuse", false),
    ])
    func `a filter in the address narrows the list`(query: String, isFound: Bool) async throws {
        let desk = try TestDesk()
        try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let words = try await visitor.get("/?\(query)").words
            #expect(words.contains("Risultati trovati: 1") == isFound)
            #expect(words.contains(Self.nothingFound) != isFound)
        }
    }

    @Test(arguments: [
        ("dal=31/02/2026", "dal"), ("al=ieri", "al"), ("dal=02/03/2026&al=01/03/2026", "al"), ("al=01/01/0226", "al"),
    ])
    func `a date that cannot be is an error at its field`(query: String, field: String) async throws {
        let desk = try TestDesk()
        try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get("/?\(query)")
            #expect(page.status == .badRequest)
            #expect(page.text.contains("aria-describedby=\"\(field)-errore\""))
            #expect(page.text.contains("href=\"#\(field)\""))
            #expect(!page.words.contains("Risultati trovati"))
            #expect(!page.words.contains(Self.nothingFound))
        }
    }

    @Test func `another ASL's practices do not exist`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.stranger) { visitor in
            #expect(try await visitor.get("/").words.contains(Self.nothingFound))
            let hidden = try await visitor.get("/pratiche/\(number)")
            let absent = try await visitor.get("/pratiche/202601020399999999")
            #expect(hidden.status == .notFound)
            #expect(hidden.text == absent.text)
        }
    }

    @Test func `a long list is paged, and the links keep the filters`() async throws {
        let desk = try TestDesk()
        for index in 0..<3 {
            try await desk.house.practice(SampleCertificate(exemption: ["044", "048", "013"][index], diagnosis: nil))
        }
        try await desk.run(as: TestHouse.doctor) { visitor in
            let first = try await visitor.get("/?cognome=TRENTA")
            #expect(first.words.contains("Pagina 1 di 2"))
            #expect(first.text.contains("/?scheda=da-fare&amp;cognome=TRENTA&amp;pagina=2"))
            let last = try await visitor.get("/?cognome=TRENTA&pagina=2")
            #expect(last.words.contains("202601020300000003"))
            #expect(!last.words.contains("202601020300000001"))
            #expect(try await visitor.get("/?pagina=99").words.contains("Pagina 2 di 2"))
        }
    }

    @Test(arguments: [
        ("?scheda=da-fare&stato=&esenzione=&dal=&cognome=TRENTA", "/?scheda=da-fare&cognome=TRENTA"),
        ("?cognome=", "/?scheda=da-fare"),
        ("?scheda=chiuse&nome=&ordine=-data&pagina=3", "/?scheda=chiuse&ordine=-data&pagina=3"),
    ])
    func `empty fields of a form do not stay in the address`(typed: String, kept: String) async throws {
        let desk = try TestDesk()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let answer = try await visitor.get("/\(typed)")
            #expect(answer.location == kept)
        }
    }

    @Test(arguments: ["numero", "asl", "distretto", "beneficiario", "compilatore", "codice", "stato", "data"])
    func `each column sorts, says so, and turns round`(column: String) async throws {
        let desk = try TestDesk()
        for exemption in ["048", "044"] {
            try await desk.house.practice(SampleCertificate(exemption: exemption, diagnosis: nil))
        }
        try await desk.run(as: TestHouse.doctor) { visitor in
            let up = try await visitor.get("/?cognome=TRENTA&ordine=\(column)")
            #expect(up.text.components(separatedBy: "aria-sort=\"ascending\"").count == 2)
            #expect(up.text.contains("cognome=TRENTA&amp;ordine=-\(column)\""))
            let down = try await visitor.get("/?cognome=TRENTA&ordine=-\(column)")
            #expect(down.text.components(separatedBy: "aria-sort=\"descending\"").count == 2)
            #expect(up.numbers == down.numbers.reversed())
            if column == "codice" { #expect(up.numbers == ["202601020300000002", "202601020300000001"]) }
        }
    }

    @Test func `an open practice tells how long it waits and who has it`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.house.addAccount(TestHouse.colleague)
        _ = try await desk.house.store.decide(
            DecisionRequest(number: number, action: .takeCharge, seenVersion: 1, actor: TestHouse.doctor))
        desk.house.clock.advance(seconds: 3 * 86_400)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let words = try await visitor.get("/").words
            #expect(words.contains("da 3 giorni"))
            #expect(words.contains("in carico a te dal 19/01/2026"))
            var other = Visitor(client: visitor.client)
            try await other.signIn(as: TestHouse.colleague)
            #expect(try await other.get("/").words.contains("in carico a \(TestHouse.doctor.name) dal 19/01/2026"))
        }
    }

    @Test func `an exemption that nobody knows is an error at its field`() async throws {
        let desk = try TestDesk()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get("/?esenzione=nessuna")
            #expect(page.status == .badRequest)
            #expect(page.text.contains("aria-describedby=\"esenzione-aiuto esenzione-errore\""))
            #expect(page.words.contains("Nessuna esenzione ha il codice o il nome «nessuna»"))
        }
    }

    @Test func `the way back from a practice leads to the search it was found with`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            _ = try await visitor.get("/?cognome=TRENTA")
            let back = "href=\"/?scheda=da-fare&amp;cognome=TRENTA&amp;pratica=\(number)\""
            #expect(try await visitor.get("/pratiche/\(number)").text.contains(back))
            let list = try await visitor.get("/?scheda=da-fare&cognome=TRENTA&pratica=\(number)")
            #expect(list.location == "/?scheda=da-fare&cognome=TRENTA#pratica-\(number)")
        }
    }

    @Test func `notices that AURA does not answer are an alarm`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        _ = try await desk.house.store.decide(
            DecisionRequest(number: number, action: .validate, seenVersion: 1, actor: TestHouse.doctor))
        let due = try desk.house.store.nextNotices(limit: 1)
        try await desk.house.store.recordWritten(due)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let alarm = "attende risposta da troppo tempo"
            #expect(try await !visitor.get("/").words.contains(alarm))
            desk.house.clock.advance(seconds: Int64(desk.settings.replyDeadline))
            try await visitor.signIn(as: TestHouse.doctor)
            #expect(try await visitor.get("/").words.contains(alarm))
            #expect(try await visitor.get("/metrics").text.contains("esenzioni_notices_late 1"))
        }
    }
}

extension ShownPage {
    /// The practices of the list, in its order.
    fileprivate var numbers: [String] {
        text.components(separatedBy: "data-label=\"N. Pratica\" class=\"code\">").dropFirst().map {
            String($0.prefix(18))
        }
    }
}

/// Nobody knows how somebody else has written a name.
@Suite struct WrittenNameTests {
    @Test(arguments: [
        ("D'ANGELO", "NICCOLÒ", "dangelo", "niccolo'"), ("D’Angelo", "Niccolo'", "D ANGELO", "NICCOLÒ"),
        ("D ANGELO", "NICCOLO", "d’angelo", "nic"), ("DI MARÌA-ROSSI", "ANNA MARIA", "di maria r", "annamaria"),
    ])
    func `a name is found however blanks, signs and accents are written`(
        family: String, given: String, typedFamily: String, typedGiven: String
    ) async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(SampleCertificate(familyName: family, givenName: given))
        for (family, given) in [(typedFamily, ""), ("", typedGiven), (typedFamily, typedGiven)] {
            let filter = PracticeFilter(tab: .open, familyName: family, givenName: given)
            let found = try await desk.house.reader.practices(
                filter, for: Viewer(TestHouse.doctor, doing: .search), page: 1, size: 5)
            #expect(found.practices.map(\.number) == [number])
        }
    }

    @Test func `signs alone are the beginning of no name`() async throws {
        let desk = try TestDesk()
        try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let none = try await visitor.get("/?scheda=da-fare&cognome=%27")
            #expect(none.words.contains("Non ci sono elementi"))
            #expect(try await visitor.get("/?scheda=da-fare&cognome=TRENTA").words.contains("Risultati trovati: 1"))
        }
    }
}

/// From a practice back to its place in the list.
@Suite struct WayBackTests {
    @Test func `the list is shown at the practice's place, on whichever page that is by now`() async throws {
        let desk = try TestDesk()
        var last = try await desk.house.practice(SampleCertificate(diagnosis: "000"))
        for code in ["048", "013", "054", "031"] {
            last = try await desk.house.practice(SampleCertificate(exemption: code, diagnosis: "000"))
        }
        let number = last
        try await desk.run(as: TestHouse.doctor) { visitor in
            _ = try await visitor.get("/?scheda=da-fare")
            let page = try await visitor.get("/pratiche/\(number)").text
            #expect(page.contains("href=\"/?scheda=da-fare&amp;pratica=\(number)\""))
            let back = try await visitor.get("/?scheda=da-fare&pratica=\(number)")
            #expect(back.location == "/?scheda=da-fare&pagina=3#pratica-\(number)")
            let reversed = try await visitor.get("/?scheda=da-fare&ordine=-numero&pagina=2&pratica=\(number)")
            #expect(reversed.location == "/?scheda=da-fare&ordine=-numero#pratica-\(number)")
        }
    }

    @Test func `where the practice has left the list, the one in its place is shown`() async throws {
        let desk = try TestDesk()
        var numbers = [try await desk.house.practice(SampleCertificate(diagnosis: "000"))]
        for code in ["048", "013"] {
            numbers.append(try await desk.house.practice(SampleCertificate(exemption: code, diagnosis: "000")))
        }
        let all = numbers
        try await desk.run(as: TestHouse.doctor) { visitor in
            let list = "/?scheda=da-fare&stato=INVIATA"
            for number in [all[1], all[2]] {
                let page = "/pratiche/\(number)"
                let charged = try await visitor.submit("\(page)/presa-in-carico", from: page)
                #expect(charged.status == .seeOther)
                let back = try await visitor.get("\(list)&pratica=\(number)")
                // Behind the last there is none: the one before it.
                #expect(back.location == "\(list)#pratica-\(number == all[1] ? all[2] : all[0])")
            }
        }
    }

    @Test func `a doctor who is known by no code is named in the list`() async throws {
        let desk = try TestDesk()
        try await desk.house.practice(SampleCertificate(physician: "GIRAUDO PIER GIORGIO"))
        try await desk.run(as: TestHouse.doctor) { visitor in
            let list = try await visitor.get("/").words
            #expect(list.contains("Utente GIRAUDO PIER GIORGIO"))
        }
    }

    @Test func `of a practice out of reach the place is not told`() async throws {
        let desk = try TestDesk()
        try await desk.house.practice()
        let foreign = try await desk.house.practice(SampleCertificate(asl: "010211"))
        try await desk.run(as: TestHouse.doctor) { visitor in
            let back = try await visitor.get("/?scheda=da-fare&ordine=beneficiario&pratica=\(foreign)")
            #expect(back.location == "/?scheda=da-fare&ordine=beneficiario#pratica-\(foreign)")
        }
    }

    @Test func `an empty search leads to the same search in the other tab`() async throws {
        let desk = try TestDesk()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let empty = try await visitor.get("/?scheda=da-fare&stato=INVIATA&cognome=ROSSI&nome=ANNA")
            #expect(empty.words.contains("Cerca con gli stessi filtri nelle pratiche chiuse"))
            #expect(empty.text.contains("href=\"/?scheda=chiuse&amp;cognome=ROSSI&amp;nome=ANNA\""))
            #expect(try await !visitor.get("/?scheda=da-fare").words.contains("Cerca con gli stessi filtri"))
        }
    }
}
