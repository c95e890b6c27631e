// SPDX-License-Identifier: EUPL-1.2

import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Review

/// WCAG 2.1, 2.1.4: single keys can be changed and switched off.
@Suite struct KeyTests {
    @Test func `no two things have the same key`() {
        #expect(Set(DeskKey.all.map(\.standard)).count == DeskKey.all.count)
        #expect(Set(DeskKey.all.map(\.field)).count == DeskKey.all.count)
    }

    @Test func `every key that a template or a place names is explained and can be changed`() throws {
        var named = Set(PageFrame.Place.links(for: .administrator, at: nil).map(\.key))
        for folder in ["pages", "parts"] {
            for name in try FileManager.default.contentsOfDirectory(atPath: "\(TestDesk.templates)/\(folder)") {
                let text = try String(contentsOfFile: "\(TestDesk.templates)/\(folder)/\(name)", encoding: .utf8)
                named.formUnion(text.matches(of: #/data-key="([^"{]+)"/#).map { String($0.output.1) })
            }
        }
        #expect(!named.isEmpty)
        #expect(named.subtracting(DeskKey.all.map { String($0.standard) }) == [])
    }

    @Test(arguments: ["", "spenti", "usuali", "jx.kz", "jx"])
    func `a choice survives its cookie`(cookie: String) {
        let choice = KeyChoice(cookie: cookie)
        #expect(KeyChoice(cookie: choice.cookieValue) == choice)
        #expect(choice.isOn == (cookie != "spenti"))
    }

    @Test func `a digit is a key of the list only, since digits choose the documents of a practice`() {
        #expect(KeyChoice(cookie: "v3") == KeyChoice() && KeyChoice(cookie: "u3") == KeyChoice())
        #expect(KeyChoice(cookie: "j3") != KeyChoice())
        var problems: [FieldError] = []
        _ = KeyChoice(form: FormFields(urlEncoded: "tasti=attivi&tasto-v=3"), problems: &problems)
        #expect(problems.map(\.target) == ["tasto-v"] && problems[0].message.contains("documenti"))
    }

    @Test(arguments: ["jj.", "j", "j;", "jé", "jk", "zx", "<script>", "jx.vx"])
    func `what is not sound in a cookie changes nothing`(cookie: String) {
        #expect(KeyChoice(cookie: cookie) == KeyChoice())
    }

    @Test func `keys are changed, put back and switched off on their page`() async throws {
        let desk = try TestDesk()
        try await desk.run(as: TestHouse.doctor) { visitor in
            var answer = try await visitor.submit("/tasti", from: "/tasti", ["tasti": "attivi", "tasto-v": "Y"])
            #expect(answer.location == "/tasti")
            #expect(answer.headers[.setCookie]?.hasPrefix("esenzioni-tasti=vy;") == true)
            #expect(try await visitor.get("/tasti").value(of: "tasto-v") == nil)
            #expect(try await visitor.get("/tasti").text.contains("name=\"tasto-v\" type=\"text\" value=\"y\""))
            answer = try await visitor.submit("/tasti", from: "/tasti", ["tasti": "spenti"])
            #expect(answer.headers[.setCookie]?.hasPrefix("esenzioni-tasti=spenti;") == true)
            answer = try await visitor.submit("/tasti", from: "/tasti", ["usuali": "si", "tasto-v": "q"])
            #expect(answer.headers[.setCookie]?.hasPrefix("esenzioni-tasti=usuali;") == true)
        }
    }

    @Test(arguments: [("tasto-v", ""), ("tasto-v", "è"), ("tasto-v", "vv"), ("tasto-v", "r")])
    func `a key that cannot be is an error at its field, and nothing is saved`(field: String, typed: String)
        async throws
    {
        let desk = try TestDesk()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let keys = ["tasti": "attivi", "tasto-r": "r", field: typed]
            let answer = try await visitor.submit("/tasti", from: "/tasti", keys)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.headers[.setCookie] == nil)
            #expect(answer.text.contains("aria-invalid=\"true\""))
        }
    }
}
