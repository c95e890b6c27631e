// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Storage
import Testing
import TestSupport

@testable import Review

/// Codes are chosen from the catalogue, by code and by words, with a script and without.
@Suite struct CataloguePageTests {
    @Test(arguments: [
        ("/catalogo/esenzioni.json?cerca=psic", #"[{"code":"044","text":"Psicosi"}]"#),
        ("/catalogo/esenzioni.json?cerca=04", #""code":"044""#), ("/catalogo/esenzioni.json?cerca=002", "[]"),
        ("/catalogo/diagnosi.json?cerca=maniac&esenzione=044", #"[{"code":"2960","text":"DIS MANIACALE, MONOEPIS"}]"#),
        // The exemption that is typed may be the one that is wrong.
        (
            "/catalogo/diagnosi.json?cerca=2960&esenzione=054",
            #"[{"code":"2960","text":"DIS MANIACALE, MONOEPIS (esenzione 044)"}]"#
        ),
        ("/catalogo/diagnosi.json?cerca=zzz&esenzione=054", "[]"),
        ("/catalogo/diagnosi.json?cerca=296%2C0&esenzione=44", #"[{"code":"2960""#),
        ("/catalogo/diagnosi.json?cerca=000&esenzione=044", #"[{"code":"000","text":"Nessuna diagnosi specifica"}]"#),
        ("/catalogo/esenzioni.json?cerca=44", #"[{"code":"044""#),
        ("/catalogo/validita.json?esenzione=048+Soggetti&diagnosi=000&valida-dal=1/2/2026", "fino al 01/02/2031"),
        ("/catalogo/validita.json?esenzione=x", "La durata dipende dall'esenzione"),
    ])
    func `the catalogue answers a script`(address: String, answer: String) async throws {
        try await TestDesk().run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get(address)
            #expect(page.status == .ok)
            #expect(page.headers[.contentType] == "application/json")
            #expect(page.text.contains(answer), "\(page.text)")
        }
    }

    @Test(arguments: [
        (["esenzione": "psicosi"], "?cerca=psicosi"), (["esenzione": "048"], ""), (["esenzione": "0X9"], "?cerca=0X9"),
        (["diagnosi": "dis maniacale", "diagnosi-mostrata": "2960"], "?cerca=dis%20maniacale"), ([:], ""),
    ])
    func `without a script the words that were typed into a field are looked for`(
        typed: [String: String], query: String
    ) async throws {
        let desk = try TestDesk()
        let page = "/pratiche/\(try await desk.house.practice())"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let left = try await visitor.submit("\(page)/catalogo", from: page, typed)
            #expect(left.location == "\(page)/catalogo\(query)")
        }
    }

    @Test func `who is not signed in asks in vain`() async throws {
        try await TestDesk().run { client in
            var visitor = Visitor(client: client)
            let answer = try await visitor.get("/catalogo/esenzioni.json?cerca=044")
            #expect(answer.location == "/accesso")
        }
    }

    @Test func `without a script the catalogue is a page, and nothing that was typed is lost on the way`() async throws
    {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let left = try await visitor.submit("\(page)/catalogo", from: page, ["nota-interna": "resta"])
            #expect(left.location == "\(page)/catalogo")
            let found = try await visitor.get("\(page)/catalogo?cerca=spondil")
            #expect(found.words.contains("054 Spondilite Anchilosante"))
            #expect(found.words.contains("7200 SPONDILITE ANCHILOSANT"))
            #expect(try await visitor.get("\(page)/catalogo?cerca=296.0").words.contains("2960 DIS MANIACALE"))
            #expect(
                try await visitor.get("\(page)/catalogo?cerca=000").words.contains("000 Nessuna diagnosi specifica"))
            #expect(
                try await visitor.get("\(page)/catalogo?cerca=zzz").words.contains("Nessuna voce in uso corrisponde"))
            let chosen = try await visitor.submit(
                "\(page)/catalogo/scegli", from: "\(page)/catalogo?cerca=spondil",
                ["esenzione": "054", "diagnosi": "7200"])
            #expect(chosen.location == "\(page)#decisione")
            let shown = try await visitor.get(page)
            #expect(shown.text.contains("name=\"esenzione\" type=\"text\" value=\"054\""))
            #expect(shown.text.contains("name=\"diagnosi\" type=\"text\" value=\"7200\""))
            #expect(shown.text.contains("resta</textarea>"))
            #expect(shown.words.contains("Spondilite Anchilosante"))
            #expect(shown.words.contains("Il catalogo non riporta la durata"))
        }
    }

    @Test func `a code that the document states beside another is taken with one click, and nothing typed is lost`()
        async throws
    {
        let desk = try TestDesk()
        let number = try await desk.house.practice(
            SampleCertificate(otherExemptions: ["044", "054"], otherDiagnoses: ["2960", "7200"]))
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let shown = try await visitor.get(page)
            #expect(shown.words.contains("Usa 054 Spondilite Anchilosante"))
            #expect(!shown.words.contains("Usa 044"))
            let take = "\(page)/catalogo/dal-documento"
            let typed = ["esenzione": "044", "esenzione-mostrata": "044", "nota-interna": "resta"]
            let taken = try await visitor.submit(take, from: page, typed.merging(["scegli-esenzione": "054"]) { $1 })
            #expect(taken.location == "\(page)#decisione")
            _ = try await visitor.submit(
                take, from: page,
                ["esenzione": "054", "esenzione-mostrata": "044", "nota-interna": "resta", "scegli-diagnosi": "7200"])
            let after = try await visitor.get(page)
            #expect(after.text.contains("name=\"esenzione\" type=\"text\" value=\"054\""))
            #expect(after.text.contains("name=\"diagnosi\" type=\"text\" value=\"7200\""))
            #expect(after.text.contains("resta</textarea>"))
            #expect(after.words.contains("Usa 044"))
            #expect(try await visitor.submit(take, from: page, typed).status == .badRequest)
        }
    }

    @Test func `a code may be typed with its name`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let fields = ["esenzione": "013 Diabete mellito", "esenzione-mostrata": "044", "diagnosi": "250 DIABETE"]
            let done = try await visitor.submit("\(page)/valida", from: page, fields)
            #expect(done.status == .seeOther)
        }
        #expect(try await desk.house.dossier(number).practice.codes.exemption == ExemptionCode("013"))
    }
}
