// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Storage
import Testing
import TestSupport

@testable import Review

/// Secrets that somebody else chose are changed before anything is shown.
@Suite struct SecretChangeTests {
    private static let fresh = [
        "password-nuova": "quattro gatti nel cortile", "password-ripetuta": "quattro gatti nel cortile",
        "pin-nuovo": "194207", "pin-ripetuto": "194207",
    ]

    /// A desk whose doctor has secrets that somebody else chose.
    private static func deskWithGivenSecrets() async throws -> TestDesk {
        let desk = try TestDesk()
        try await desk.house.addAccount(TestHouse.doctor)
        let password = try SecretHash(hashing: TestHouse.password, rounds: 2)
        let pin = try SecretHash(hashing: TestHouse.pin, rounds: 2)
        try await desk.house.store.resetSecrets(
            of: TestHouse.doctor.fiscalCode, password: password, pin: pin, mustChange: true)
        return desk
    }

    /// Runs `test` with somebody who has come in with secrets that were given.
    private func run(_ test: @Sendable (TestDesk, inout Visitor) async throws -> Void) async throws {
        let desk = try await Self.deskWithGivenSecrets()
        try await desk.run { client in
            var visitor = Visitor(client: client)
            try await visitor.signIn(as: TestHouse.doctor)
            try await test(desk, &visitor)
        }
    }

    @Test func `nothing is shown before`() async throws {
        try await run { _, visitor in
            for path in ["/", "/pratiche/202601020300000001", "/documenti-da-abbinare", "/sessioni"] {
                #expect(try await visitor.get(path).location == "/accesso/cambio")
            }
            let page = try await visitor.get("/accesso/cambio")
            #expect(page.status == .ok && !page.words.contains("Password attuale"))
            #expect(page.words.contains("prima di continuare scegline di tuoi"))
        }
    }

    @Test func `who came in by another way has to know them`() async throws {
        let desk = try await Self.deskWithGivenSecrets()
        try await desk.run(at: .gateway) { client in
            var visitor = Visitor(client: client)
            let header = try #require(HTTPField.Name("Shib-Identita-CodiceFiscale"))
            _ = try await visitor.get("/accesso/gateway", headers: [header: TestHouse.doctor.fiscalCode.value])
            #expect(try await visitor.get("/accesso/cambio").words.contains("Password attuale"))
            let answer = try await visitor.submit("/accesso/cambio", from: "/accesso/cambio", Self.fresh)
            #expect(answer.status == .unprocessableContent)
            let present = ["password-attuale": TestHouse.password, "pin-attuale": TestHouse.pin]
            let known = try await visitor.submit(
                "/accesso/cambio", from: "/accesso/cambio", Self.fresh.merging(present) { $1 })
            #expect(known.status == .seeOther)
        }
        #expect(try await desk.house.reader.account(of: TestHouse.doctor.fiscalCode)?.mustChange == false)
    }

    @Test func `then the new ones count, under a new session, and the old ones no more`() async throws {
        try await run { _, visitor in
            let before = visitor.cookies["esenzioni"]
            var copy = visitor
            let answer = try await visitor.submit("/accesso/cambio", from: "/accesso/cambio", Self.fresh)
            #expect(answer.location == "/")
            #expect(visitor.cookies["esenzioni"] != before)
            #expect(try await visitor.get("/").words.contains("Password e PIN cambiati"))
            #expect(try await copy.get("/").status == .seeOther)
            var again = Visitor(client: visitor.client)
            let name = TestHouse.doctor.fiscalCode.value
            #expect(try await again.trySignIn(name).status == .unauthorized)
            let signIn = try await again.trySignIn(name, password: "quattro gatti nel cortile", pin: "194207")
            #expect(signIn.location == "/")
        }
    }

    @Test(arguments: [
        ["password-nuova": "corta", "password-ripetuta": "corta"], ["password-ripetuta": "un'altra cosa del tutto"],
        ["pin-nuovo": "123456", "pin-ripetuto": "123456"], ["pin-ripetuto": "194208"], ["pin-nuovo": ""],
        ["password-nuova": TestHouse.password, "password-ripetuta": TestHouse.password],
        ["password-nuova": "LBRCRD53H10D205E!", "password-ripetuta": "LBRCRD53H10D205E!"],
    ])
    func `what will not do is told, and nothing is changed`(change: [String: String]) async throws {
        try await run { _, visitor in
            let page = try await visitor.submit(
                "/accesso/cambio", from: "/accesso/cambio", Self.fresh.merging(change) { $1 })
            #expect(page.status == .unprocessableContent)
            #expect(page.words.contains("Controlla i dati"))
            #expect(!page.text.contains("quattro gatti"))
            #expect(try await visitor.get("/").location == "/accesso/cambio")
        }
    }

    @Test func `who changes of free will proves first to be there`() async throws {
        let desk = try TestDesk()
        try await desk.run(as: TestHouse.doctor) { visitor in
            #expect(try await visitor.get("/accesso/cambio").words.contains("Password attuale"))
            var fields = Self.fresh.merging(["password-attuale": "x", "pin-attuale": TestHouse.pin]) { $1 }
            let wrong = try await visitor.submit("/accesso/cambio", from: "/accesso/cambio", fields)
            #expect(wrong.words.contains(SignInModel.refused))
            fields["password-attuale"] = TestHouse.password
            let right = try await visitor.submit("/accesso/cambio", from: "/accesso/cambio", fields)
            #expect(right.location == "/")
        }
    }
}
