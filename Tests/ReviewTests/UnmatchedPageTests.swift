// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Storage
import Testing
import TestSupport

@testable import Review

/// Contract §6: a document without a person waits until an operator gives one.
@Suite struct UnmatchedPageTests {
    static let page = "/documenti-da-abbinare"
    static let nameless = SampleCertificate(person: nil, findings: [Finding(.fiscalCodeMissing)])

    @Test func `the page shows what the document says and what is missing`() async throws {
        let desk = try TestDesk()
        try await desk.house.file(Self.nameless)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let words = try await visitor.get(Self.page).words
            for word in [
                "Documenti da abbinare", "Certificato di condizione o malattia", "cert.pdf", "da san-luigi",
                "Nel documento non si è trovato il codice fiscale dell'assistito", "Codice esenzione 044", "pagina 1",
                "scritto nel documento: «cod. 044»", "Abbina", "Non pertinente",
            ] {
                #expect(words.contains(word), "\(word)")
            }
        }
    }

    @Test func `a fiscal code makes a practice of it`() async throws {
        let desk = try TestDesk()
        let id = try await desk.house.file(Self.nameless).id.value
        try await desk.run(as: TestHouse.doctor) { visitor in
            let answer = try await visitor.submit(
                "\(Self.page)/\(id)/abbina", from: Self.page,
                ["codice-fiscale-\(id)": "rssmra48r11b111i", "cognome-\(id)": "Rossi", "nome-\(id)": "Mario"])
            #expect(answer.location == "/pratiche/202601020300000001")
            let words = try await visitor.get("/pratiche/202601020300000001").words
            #expect(words.contains("Documento abbinato alla pratica 202601020300000001"))
            #expect(words.contains("RSSMRA48R11B111I ROSSI MARIO"))
            #expect(try await visitor.get(Self.page).words.contains("Nessun documento da abbinare"))
        }
        #expect(desk.wakes.value == 1)
    }

    @Test(arguments: ["", "RSSMRA48R11B1111", "RSSMRA48R11B111A"])
    func `a code that is not sound is refused at its field and nothing is lost`(code: String) async throws {
        let desk = try TestDesk()
        let id = try await desk.house.file(Self.nameless).id.value
        try await desk.run(as: TestHouse.doctor) { visitor in
            let answer = try await visitor.submit(
                "\(Self.page)/\(id)/abbina", from: Self.page,
                ["codice-fiscale-\(id)": code, "cognome-\(id)": "ROSSINI"])
            // A page with an address of its own: going back and forth and asking for it anew shows the same.
            #expect(answer.status == .seeOther)
            #expect(answer.location == "\(Self.page)?documento=\(id)#documento-\(id)")
            for _ in 1...2 {
                let shown = try await visitor.get("\(Self.page)?documento=\(id)")
                #expect(shown.text.contains("aria-describedby=\"codice-fiscale-\(id)-errore\""))
                #expect(shown.text.contains("value=\"ROSSINI\""))
            }
            #expect(try await !visitor.get(Self.page).text.contains("value=\"ROSSINI\""))
        }
    }

    @Test func `whose code it is can be looked at before anything is filed`() async throws {
        let desk = try TestDesk()
        let id = try await desk.house.file(Self.nameless).id.value
        try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let answer = try await visitor.submit(
                "\(Self.page)/\(id)/verifica", from: Self.page,
                ["codice-fiscale-\(id)": "TRNNLL53H10I462M", "cognome-\(id)": "TRENTATRE", "nome-\(id)": "NELLO"])
            #expect(answer.status == .seeOther)
            let shown = try await visitor.get("\(Self.page)?documento=\(id)")
            for word in [
                "TRNNLL53H10I462M", "nascita 10/06/53, sesso M", "TRENTASEI NELLO: una pratica nella tua ASL",
                "Nelle pratiche precedenti il cognome è TRENTASEI",
            ] {
                #expect(shown.words.contains(word), "\(word)")
            }
            #expect(try await visitor.get(Self.page).words.contains("Documenti in attesa: 1"))
        }
    }

    @Test func `names that do not agree with the code are filed only when confirmed`() async throws {
        let desk = try TestDesk()
        let id = try await desk.house.file(Self.nameless).id.value
        let typed = ["codice-fiscale-\(id)": "RSSMRA48R11B111I", "cognome-\(id)": "Verdi", "nome-\(id)": "Anna"]
        try await desk.run(as: TestHouse.doctor) { visitor in
            let refused = try await visitor.submit("\(Self.page)/\(id)/abbina", from: Self.page, typed)
            #expect(refused.status == .seeOther)
            let asked = try await visitor.get("\(Self.page)?documento=\(id)")
            #expect(asked.text.contains("name=\"conferma-\(id)\""))
            let confirmed = typed.merging(["conferma-\(id)": "si"]) { first, _ in first }
            let answer = try await visitor.submit("\(Self.page)/\(id)/abbina", from: Self.page, confirmed)
            #expect(answer.location == "/pratiche/202601020300000001")
        }
    }

    @Test func `a person who is known needs no name`() async throws {
        let desk = try TestDesk()
        let id = try await desk.house.file(Self.nameless).id.value
        try await desk.house.practice(SampleCertificate(exemption: "048", diagnosis: nil))
        try await desk.run(as: TestHouse.doctor) { visitor in
            let answer = try await visitor.submit(
                "\(Self.page)/\(id)/abbina", from: Self.page,
                ["codice-fiscale-\(id)": "TRNNLL53H10I462M", "cognome-\(id)": "", "nome-\(id)": ""])
            let path = try #require(answer.location)
            #expect(try await visitor.get(path).words.contains("TRENTASEI NELLO"))
        }
    }

    @Test func `many documents come in pages, and what was tried is on its own`() async throws {
        let desk = try TestDesk()
        var ids: [Int64] = []
        for index in 0..<12 {
            ids.append(
                try await desk.house.file(
                    SampleCertificate(
                        person: nil, fileName: "cert-\(index).pdf", findings: [Finding(.fiscalCodeMissing)])
                ).id.value)
        }
        let last = try #require(ids.last)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let first = try await visitor.get(Self.page)
            #expect(first.words.contains("Pagina 1 di 2"))
            #expect(!first.words.contains("cert-11.pdf"))
            #expect(try await visitor.get("\(Self.page)?pagina=2").words.contains("cert-11.pdf"))
            let answer = try await visitor.submit(
                "\(Self.page)/\(last)/abbina", from: Self.page, ["codice-fiscale-\(last)": "X"])
            #expect(answer.status == .seeOther)
            let shown = try await visitor.get("\(Self.page)?documento=\(last)")
            #expect(shown.words.contains("cert-11.pdf"))
            #expect(shown.words.contains("Il codice fiscale ha 16 caratteri (11 se provvisorio), non 1"))
        }
    }

    @Test func `not pertinent is asked first, and said once`() async throws {
        let desk = try TestDesk()
        let delivery = try await desk.house.file(Self.nameless)
        let dismissal = "\(Self.page)/\(delivery.id.value)/non-pertinente"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let asked = try await visitor.get(dismissal)
            #expect(asked.words.contains("NON PERTINENTE"))
            #expect(try await visitor.submit(dismissal, from: dismissal).location == Self.page)
            // The second of two clicks.
            #expect(try await visitor.submit(dismissal, from: Self.page).location == Self.page)
        }
        try await desk.run(as: TestHouse.colleague) { visitor in
            let again = try await visitor.submit(dismissal, from: Self.page)
            #expect(again.status == .conflict)
            #expect(again.words.contains("Il documento non è più in attesa"))
        }
        #expect(try await desk.house.reader.delivery(delivery.id)?.outcome == .notEvidence)
    }

    @Test func `the same person given twice by the same operator is given once`() async throws {
        let desk = try TestDesk()
        let id = try await desk.house.file(Self.nameless).id.value
        let action = "\(Self.page)/\(id)/abbina"
        let fields = ["codice-fiscale-\(id)": "RSSMRA48R11B111I"]
        try await desk.house.addAccount(TestHouse.colleague)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let first = try await visitor.submit(action, from: Self.page, fields)
            #expect(first.location?.hasPrefix("/pratiche/") == true)
            #expect(try await visitor.submit(action, from: Self.page, fields).location == first.location)
            let another = ["codice-fiscale-\(id)": "TRNNLL53H10I462M"]
            #expect(try await visitor.submit(action, from: Self.page, another).status == .conflict)
            var colleague = Visitor(client: visitor.client)
            try await colleague.signIn(as: TestHouse.colleague)
            #expect(try await colleague.submit(action, from: Self.page, fields).status == .conflict)
        }
    }

    @Test func `each page of a document that waits can be had as text`() async throws {
        var desk = try TestDesk()
        desk.words = { _, _ in DocumentWords(pageCount: 1, pages: ["C.F. RSSMRA48R11B111I"]) }
        let id = try await desk.house.file(Self.nameless).id.value
        try await desk.run(as: TestHouse.doctor) { visitor in
            let list = try await visitor.get(Self.page)
            #expect(list.text.contains("href=\"\(Self.page)/\(id)/pagine/1/testo\""))
            // The remedy of the receipt would lead to this very page.
            #expect(list.words.contains("Indicare l'assistito qui sotto"))
            let page = try await visitor.get("\(Self.page)/\(id)/pagine/1/testo")
            #expect(page.words.contains("C.F. RSSMRA48R11B111I"))
            #expect(page.text.contains("href=\"\(Self.page)#documento-\(id)-pagina-1\""))
            #expect(try await visitor.get("\(Self.page)/\(id)/pagine/2/testo").status == .notFound)
        }
        try await desk.run(as: TestHouse.stranger) { visitor in
            let hidden = try await visitor.get("\(Self.page)/\(id)/pagine/1/testo")
            #expect(hidden.status == .notFound)
        }
    }

    @Test func `the document itself can be read while it waits`() async throws {
        let desk = try TestDesk()
        let delivery = try await desk.house.file(Self.nameless)
        let address = "\(Self.page)/\(delivery.id.value)/documento"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let document = try await visitor.get(address)
            #expect(document.text == "the bytes of \(delivery.arrival.sha256)")
        }
        try await desk.run(as: TestHouse.stranger) { visitor in
            #expect(try await visitor.get(address).status == .notFound)
            let answer = try await visitor.submit("\(Self.page)/\(delivery.id.value)/non-pertinente", from: Self.page)
            #expect(answer.status == .forbidden || answer.status == .conflict)
        }
        #expect(try await desk.house.reader.delivery(delivery.id)?.outcome == .unmatched)
    }

    @Test func `who may not match does not see them`() async throws {
        let desk = try TestDesk()
        try await desk.house.file(Self.nameless)
        try await desk.run(as: TestHouse.hospitalDoctor) { visitor in
            let refused = try await visitor.get(Self.page)
            #expect(refused.status == .forbidden)
            #expect(try await !visitor.get("/").words.contains("Documenti da abbinare"))
        }
    }
}
