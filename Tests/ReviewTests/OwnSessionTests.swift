// SPDX-License-Identifier: EUPL-1.2

import Domain
import Foundation
import HTTPTypes
import Storage
import Testing
import TestSupport

@testable import Review

/// The operator's own sessions.
@Suite struct OwnSessionTests {
    @Test func `a list of them, each of which can be closed`() async throws {
        let desk = try TestDesk()
        try await desk.run(as: TestHouse.doctor) { visitor in
            var other = Visitor(client: visitor.client)
            try await other.signIn(as: TestHouse.doctor)
            let page = try await visitor.get("/sessioni")
            #expect(page.words.contains("questa sessione"))
            #expect(page.text.components(separatedBy: "Chiudi questa sessione").count == 3)
            let labels = page.values(of: "sessione").filter { $0 != "tutte" }
            #expect(!labels.contains(try #require(visitor.cookies["esenzioni"])))
            // The first may be the visitor's own, and the second is then closed by the other.
            for label in labels {
                let isOut = try await visitor.get("/").status == .seeOther
                var closing = isOut ? other : visitor
                _ = try await closing.submit("/sessioni/chiudi", from: "/sessioni", ["sessione": label])
            }
            #expect(try await other.get("/").status == .seeOther)
            #expect(try await visitor.get("/").status == .seeOther)
        }
    }

    @Test func `one leaves everywhere at once, and nobody else leaves`() async throws {
        let desk = try TestDesk()
        try await desk.house.addAccount(TestHouse.colleague)
        try await desk.run(as: TestHouse.doctor) { visitor in
            var other = Visitor(client: visitor.client)
            try await other.signIn(as: TestHouse.doctor)
            var colleague = Visitor(client: visitor.client)
            try await colleague.signIn(as: TestHouse.colleague)
            let left = try await visitor.submit("/sessioni/chiudi", from: "/sessioni", ["sessione": "tutte"])
            #expect(left.location == "/accesso")
            #expect(try await other.get("/").status == .seeOther)
            #expect(try await colleague.get("/").status == .ok)
        }
    }

    @Test func `somebody else's session cannot be closed by its label`() async throws {
        let desk = try TestDesk()
        try await desk.house.addAccount(TestHouse.colleague)
        try await desk.run(as: TestHouse.doctor) { visitor in
            var colleague = Visitor(client: visitor.client)
            try await colleague.signIn(as: TestHouse.colleague)
            let label = try #require(try await colleague.get("/sessioni").values(of: "sessione").first)
            _ = try await visitor.submit("/sessioni/chiudi", from: "/sessioni", ["sessione": label])
            #expect(try await colleague.get("/").status == .ok)
        }
    }

    @Test func `asking how long a session lasts does not prolong it; asking to go on does`() async throws {
        let desk = try TestDesk()
        let idle = Int64(desk.settings.sessionIdle)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let token = try #require(try await visitor.get("/sessioni").value(of: "gettone"))
            desk.house.clock.advance(seconds: idle - 100)
            #expect(try await visitor.get("/sessioni/resto").text.contains("\"inattivita\": 100"))
            #expect(try await visitor.post("/sessioni/prolunga", ["gettone": token]).text.contains(": \(idle),"))
            desk.house.clock.advance(seconds: idle - 1)
            #expect(try await visitor.get("/sessioni/resto").status == .ok)
            desk.house.clock.advance(seconds: 1)
            #expect(try await visitor.get("/sessioni/resto").status == .seeOther)
        }
    }

    @Test func `an eleventh session ends the oldest`() async throws {
        let desk = try TestDesk()
        try await desk.run(as: TestHouse.doctor) { visitor in
            for _ in 0..<10 {
                desk.house.clock.advance(seconds: 1)
                var other = Visitor(client: visitor.client)
                try await other.signIn(as: TestHouse.doctor)
            }
            #expect(try await visitor.get("/").status == .seeOther)
        }
    }
}

extension ShownPage {
    /// The values of all inputs of that name.
    func values(of name: String) -> [String] {
        text.components(separatedBy: "name=\"\(name)\" value=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
    }

    /// Where the page's forms go.
    var actions: [String] {
        text.components(separatedBy: "action=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
    }
}
