// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Testing
import TestSupport

@testable import Review

/// Whoever asks for a page without a session gets to it by signing in, and to nothing else.
@Suite struct ReturnPathTests {
    @Test(arguments: [
        "/?cognome=r%C3%A9&stato=INVIATA&pagina=1", "/pratiche/202601030100000003", "/stato/quarantena?pagina=2",
    ])
    func `a bookmark survives the sign-in`(address: String) async throws {
        let desk = try TestDesk()
        try await desk.house.addAccount(TestHouse.doctor)
        try await desk.run { client in
            var visitor = Visitor(client: client)
            let away = TestHouse.known(try await visitor.get(address).location)
            #expect(away == "/accesso?poi=\(address.queryEncoded)")
            let form = try await visitor.get(away)
            let next = TestHouse.known(form.value(of: "poi"))
            // Wrong secrets do not lose it either.
            let refused = try await visitor.submit(
                "/accesso", from: away, ["username": "x", "password": "x", "pin": "x", "poi": next.unescapedSigns])
            #expect(refused.value(of: "poi") == next)
            let back = try await visitor.submit(
                "/accesso", from: away,
                [
                    "username": TestHouse.doctor.fiscalCode.value, "password": TestHouse.password,
                    "pin": TestHouse.pin, "poi": next.unescapedSigns,
                ])
            #expect(back.location == address)
        }
    }

    @Test func `so does the filter of a session that ran out`() async throws {
        let desk = try TestDesk()
        try await desk.run(as: TestHouse.doctor) { visitor in
            desk.house.clock.advance(seconds: Int64(desk.settings.sessionIdle))
            let away = try await visitor.get("/?cognome=a")
            #expect(away.location == "/accesso?sessione=scaduta&poi=%2F%3Fcognome%3Da")
            #expect(try await visitor.get("/").location == "/accesso?sessione=scaduta")
        }
    }

    @Test(arguments: [
        "https://altrove.example/", "//pratiche/1", "/\\altrove.example", "/accesso", "/uscita", "/ripresa",
        "/assets/x",
        "/catalogo/esenzioni.json", "/pratiche/1/documenti/2/pagine/1.png", "/pratiche/1/documenti/2",
        "/documenti-da-abbinare/1/documento", "/sessioni/resto", "pratiche/1", "", "/",
        "/pratiche/1\r\nSet-Cookie: x=y", "/?x=;1", "/stato/quarantena/1 ", "/pratiche/\"><script>",
        "/?" + String(repeating: "x", count: 2000),
    ])
    func `nothing but a page of the desk is followed`(address: String) {
        #expect(ReturnPath(address) == nil)
    }

    @Test func `a card and the gateway lead on as well`() async throws {
        let desk = try TestDesk()
        try await desk.house.addAccount(TestHouse.doctor)
        let header: HTTPFields = [
            TestHouse.known(HTTPField.Name("Shib-Identita-CodiceFiscale")): TestHouse.doctor.fiscalCode.value
        ]
        try await desk.run(at: .gateway) { client in
            var visitor = Visitor(client: client)
            let landed = try await visitor.get("/accesso/gateway?poi=%2F%3Fcognome%3Da", headers: header)
            #expect(landed.headers[TestHouse.known(HTTPField.Name("Refresh"))] == "0; url=/?cognome=a")
            let led = try await visitor.get("/accesso/gateway?poi=%2F%2Faltrove.example", headers: header)
            #expect(led.headers[TestHouse.known(HTTPField.Name("Refresh"))] == "0; url=/")
        }
    }

    @Test func `every way in on the page carries it`() async throws {
        var desk = try TestDesk()
        desk.settings.certificatePort = 8444
        desk.settings.certificateAddress = "https://carte.example"
        desk.settings.gatewayStart = "/accesso/gateway"
        try await desk.run(at: .gateway) { client in
            var visitor = Visitor(client: client)
            let page = try await visitor.get("/accesso?poi=%2F%3Fcognome%3Da")
            #expect(page.text.contains("href=\"https://carte.example/accesso/certificato?poi=%2F%3Fcognome%3Da\""))
            #expect(page.text.contains("href=\"/accesso/gateway?poi=%2F%3Fcognome%3Da\""))
        }
    }
}

extension String {
    fileprivate var unescapedSigns: String { replacing("&amp;", with: "&").replacing("&#39;", with: "'") }
}
