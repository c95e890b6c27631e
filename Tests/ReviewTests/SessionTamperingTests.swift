// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import HummingbirdTesting
import Storage
import Testing
import TestSupport

@testable import Review

/// What is not exactly the session's name or the form's token is nothing.
@Suite struct SessionTamperingTests {
    private static let changes = 100_000
    /// What changed signs are taken from: those of a token, and some that are none.
    private static let signs = Array("0123456789abcdefABCDEFgG-_.~%+ \u{e0}\u{0}".unicodeScalars)

    /// Changes one to four places of `text`, its length, its order or its case; never gives `text` itself.
    private static func changed(_ text: String, _ random: inout SystemRandomNumberGenerator) -> String {
        var scalars = Array(text.unicodeScalars)
        switch Int.random(in: 0..<10, using: &random) {
        case 0: scalars.removeLast(Int.random(in: 1...scalars.count, using: &random))
        case 1: scalars.append(contentsOf: scalars.prefix(Int.random(in: 1...64, using: &random)))
        case 2: scalars.reverse()
        case 3: scalars.swapAt(Int.random(in: 0..<32, using: &random), Int.random(in: 32..<64, using: &random))
        case 4: scalars = Array(text.uppercased().unicodeScalars)
        case 5: scalars = Array(SecretToken().value.unicodeScalars)
        default:
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                scalars[Int.random(in: scalars.indices, using: &random)] = signs.randomElement(using: &random) ?? "x"
            }
        }
        let result = String(String.UnicodeScalarView(scalars))
        return result == text ? result + "0" : result
    }

    @Test func `a hundred thousand changed cookies open no session`() async throws {
        let desk = try TestDesk()
        let sessions = SessionStore(settings: desk.settings, clock: { [clock = desk.house.clock] in clock.now })
        let account = OperatorAccount(person: TestHouse.doctor, userName: "u", password: .nobody, pin: .nobody)
        let session = sessions.open(for: account)
        var random = SystemRandomNumberGenerator()
        var accepted = 0
        for _ in 0..<Self.changes {
            let text = Self.changed(session.id.value, &random)
            if SecretToken(text).flatMap({ sessions.use($0) }) != nil { accepted += 1 }
        }
        #expect(accepted == 0)
        #expect(sessions.use(session.id) != nil)
    }

    @Test func `a hundred thousand changed form tokens are refused`() {
        let token = SecretToken()
        var random = SystemRandomNumberGenerator()
        var accepted = 0
        for _ in 0..<Self.changes where token.matches(Self.changed(token.value, &random)) { accepted += 1 }
        #expect(accepted == 0)
        #expect(token.matches(token.value))
    }

    @Test func `changed cookies and form tokens are refused by the pages themselves`() async throws {
        try await TestDesk().run(as: TestHouse.doctor) { visitor in
            let real = try #require(visitor.cookies["esenzioni"])
            let token = try #require(try await visitor.get("/sessioni").value(of: "gettone"))
            var random = SystemRandomNumberGenerator()
            for _ in 0..<300 {
                let cookie = Self.changed(real, &random).filter { $0.isASCII && !";,\" \0".contains($0) }
                guard cookie != real else { continue }
                let page = try await visitor.client.executeRequest(
                    uri: "/", method: .get, headers: [.cookie: "esenzioni=\(cookie)"], body: nil)
                #expect(page.status == .seeOther)
                let posted = try await visitor.post(
                    "/sessioni/chiudi", ["gettone": Self.changed(token, &random), "sessione": "tutte"])
                #expect(posted.status == .forbidden)
            }
            #expect(try await visitor.get("/").status == .ok)
        }
    }
}
