// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Identity
import Storage
import Synchronization
import Testing
import TestSupport

@testable import Review

/// What the ways in have in common: the page that offers them, the record that each of them leaves.
@Suite struct SignInWaysTests {
    @Test func `the page offers what is on, in the manual's words`() async throws {
        var desk = try TestDesk()
        desk.settings.hasCredentials = false
        desk.settings.certificatePort = 8444
        desk.settings.certificateAddress = "https://carte.example"
        try await desk.run { client in
            var visitor = Visitor(client: client)
            let page = try await visitor.get("/accesso")
            #expect(!page.words.contains("Accesso tramite username, password e PIN"))
            #expect(page.words.contains("Accesso tramite certificato digitale o carta elettronica"))
            #expect(page.text.contains("href=\"https://carte.example/accesso/certificato\""))
            #expect(try await visitor.post("/accesso", ["username": "x"]).status == .notFound)
        }
    }

    @Test(arguments: [
        ("desk.example", "https://desk.example:8444/accesso/certificato"),
        ("desk.example:8443", "https://desk.example:8444/accesso/certificato"),
        ("[::1]:8443", "https://[::1]:8444/accesso/certificato"), ("[::1]", "https://[::1]:8444/accesso/certificato"),
        ("a\"><script>", nil), ("", nil),
    ])
    func `the door for cards is on the host by which the page was reached`(authority: String, address: String?) {
        var settings = DeskSettings()
        settings.certificatePort = 8444
        #expect(settings.certificateDoor(seenFrom: authority) == address)
    }

    /// The application behind the gateway's listener.
    private func runGateway(
        _ test: @Sendable (TestDesk, any TestClientProtocol) async throws -> Void
    ) async throws {
        let desk = try TestDesk()
        try await desk.house.addAccount(TestHouse.doctor)
        let parts = try ReviewApplication(desk: desk.desk())
        try await parts.application(Listener(.gateway, at: .host("127.0.0.1", port: 0))).test(.router) { client in
            try await test(desk, client)
        }
    }

    private func header(_ code: String) throws -> HTTPFields {
        [try #require(HTTPField.Name("Shib-Identita-CodiceFiscale")): code]
    }

    @Test func `every sign-in and every refusal is on record`() async throws {
        try await runGateway { desk, client in
            var visitor = Visitor(client: client)
            _ = try await visitor.get("/accesso/gateway", headers: try header(TestHouse.doctor.fiscalCode.value))
            _ = try await visitor.get("/accesso/gateway", headers: try header(TestHouse.stranger.fiscalCode.value))
            _ = try await visitor.get("/accesso/gateway")
            _ = try await visitor.trySignIn(TestHouse.doctor.fiscalCode.value, pin: "0")
            _ = try await visitor.trySignIn("nessuno")
            let doctor = TestHouse.doctor.fiscalCode.value
            let signIns = try await desk.house.reader.accessEntries().filter { $0.act == AccessAct.signIn.rawValue }
            #expect(
                signIns.map { "\($0.actor) \($0.outcome) \($0.detail)" } == [
                    "\(doctor) ESEGUITO \(SignInWay.gateway.rawValue)",
                    "\(TestHouse.stranger.fiscalCode.value) RIFIUTATO \(SignInWay.gateway.rawValue) operator-unknown",
                    "sconosciuto RIFIUTATO \(SignInWay.gateway.rawValue) gateway-header-absent",
                    "\(doctor) RIFIUTATO \(SignInWay.credentials.rawValue) pin-wrong",
                    "sconosciuto RIFIUTATO \(SignInWay.credentials.rawValue) password-wrong",
                ])
        }
    }

    @Test func `where it cannot be recorded nobody comes in`() async throws {
        try await runGateway { desk, client in
            desk.house.faults.note(.notDurable("prova"))
            var visitor = Visitor(client: client)
            let page = try await visitor.get(
                "/accesso/gateway", headers: try header(TestHouse.doctor.fiscalCode.value))
            #expect(page.status == .serviceUnavailable)
            #expect(visitor.cookies["esenzioni"] == nil)
            let typed = try await visitor.trySignIn(TestHouse.doctor.fiscalCode.value)
            #expect([.serviceUnavailable, .internalServerError].contains(typed.status))
            #expect(visitor.cookies["esenzioni"] == nil)
        }
    }
}

/// The limits that need no connection.
@Suite struct RequestLimitTests {
    @Test func `an allowance is used up and fills again with time`() throws {
        let clock = Mutex(0.0)
        let limit = Allowance(atOnce: 50, perSecond: 10) { clock.withLock { $0 } }
        func granted() -> Int { (0..<60).filter { _ in limit.take("a") == .granted }.count }
        #expect(granted() == 50)
        #expect(limit.take("b") == .granted)
        clock.withLock { $0 += 1 }
        #expect(granted() == 10)
    }

    @Test func `that an allowance is used up is news once, and again after it has filled`() throws {
        let clock = Mutex(0.0)
        let limit = Allowance(atOnce: 4, perSecond: 1) { clock.withLock { $0 } }
        func answers() -> [Allowance.Answer] { (0..<6).map { _ in limit.take("a") } }
        #expect(answers().suffix(2) == [.refused(isNews: true), .refused(isNews: false)])
        clock.withLock { $0 += 1 }
        #expect(answers().suffix(5).allSatisfy { $0 == .refused(isNews: false) })
        clock.withLock { $0 += 4 }
        #expect(answers().suffix(2) == [.refused(isNews: true), .refused(isNews: false)])
    }

    @Test func `allowances that are full again are looked for once a second, however many ask`() {
        let clock = Mutex(0.0)
        let limit = Allowance(atOnce: 1, perSecond: 1000) { clock.withLock { $0 } }
        func ask(_ time: Double) {
            clock.withLock { $0 = time }
            for number in 0...10_000 { _ = limit.take("\(time) \(number)") }
        }
        ask(0)
        ask(0.5)
        let many = limit.count
        #expect(many > 10_000)
        ask(0.9)
        #expect(limit.count == many + 10_001)
        ask(2)
        #expect(limit.count <= 10_001)
    }

    @Test func `who asks through another listener has no further allowance`() async throws {
        var desk = try TestDesk()
        desk.settings.requestsPerSecond = 1
        desk.instant = { 0 }
        let review = try ReviewApplication(desk: desk.desk())
        for (entrance, expected) in [(Entrance.pages, HTTPResponse.Status.ok), (.gateway, .tooManyRequests)] {
            try await review.application(Listener(entrance, at: .host("127.0.0.1", port: 0))).test(.router) { client in
                var visitor = Visitor(client: client)
                var answers: [HTTPResponse.Status] = []
                for _ in 0..<5 { answers.append(try await visitor.get("/accesso").status) }
                #expect(answers == Array(repeating: expected, count: 5))
            }
        }
    }

    @Test(arguments: [
        ("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::9", "2001:db8:1:2::/64"),
        ("2001:db8::1", "2001:db8:0:0::/64"), ("::1", "0:0:0:0::/64"), ("", ""),
    ])
    func `an address of IPv6 is counted by its first half`(address: String, counted: String) {
        #expect(ClientAddress.counted(address) == counted)
    }

    @Test(arguments: [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox su Windows"),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
            "Chrome su Linux"
        ), ("<script>alert(1)</script>", "Altro programma"), ("", "Altro programma"),
    ])
    func `a browser is named, and its own words are not shown`(text: String, name: String) {
        #expect(BrowserName.of(text) == name)
    }
}
