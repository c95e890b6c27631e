// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Storage
import Testing
import TestSupport

@testable import Review

/// A session lives in memory, for a while, and only as long as its operator may work.
@Suite struct SessionTests {
    @Test func `the cookie is closed to scripts and to other sites`() async throws {
        let desk = try TestDesk()
        try await desk.house.addAccount(TestHouse.doctor)
        try await desk.run { client in
            var visitor = Visitor(client: client)
            let page = try await visitor.trySignIn(TestHouse.doctor.fiscalCode.value)
            let cookie = try #require(page.headers[values: .setCookie].first { $0.hasPrefix("esenzioni=") })
            for part in ["HttpOnly", "SameSite=Strict", "Path=/"] { #expect(cookie.contains(part)) }
            #expect(!cookie.contains("Secure"))
        }
    }

    @Test func `over TLS the cookie is bound to the host and never sent in clear`() async throws {
        var desk = try TestDesk()
        desk.settings.secureCookie = true
        try await desk.house.addAccount(TestHouse.doctor)
        try await desk.run { client in
            var visitor = Visitor(client: client)
            let page = try await visitor.trySignIn(TestHouse.doctor.fiscalCode.value)
            let cookie = try #require(page.headers[values: .setCookie].first { $0.hasPrefix("__Host-esenzioni=") })
            #expect(cookie.contains("Secure"))
        }
    }

    @Test func `each sign-in gets a session of its own, and the old one ends`() async throws {
        let desk = try TestDesk()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let first = visitor.cookies["esenzioni"]
            try await visitor.signIn(as: TestHouse.doctor)
            #expect(visitor.cookies["esenzioni"] != first)
        }
    }

    @Test(arguments: [false, true])
    func `a session ends when it is idle or old`(isUsed: Bool) async throws {
        let desk = try TestDesk()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let step = Int64(desk.settings.sessionIdle) - 1
            let end = isUsed ? Int64(desk.settings.sessionMax) : step + 1
            var passed: Int64 = 0
            while isUsed && passed + step < end {
                desk.house.clock.advance(seconds: step)
                passed += step
                #expect(try await visitor.get("/").status == .ok)
            }
            desk.house.clock.advance(seconds: end - passed)
            let page = try await visitor.get("/")
            #expect(page.location == "/accesso?sessione=scaduta")
            #expect(try await visitor.get("/accesso?sessione=scaduta").words.contains(SignInModel.expired))
        }
    }

    @Test func `a disabled operator is out at once`() async throws {
        let desk = try TestDesk()
        try await desk.run(as: TestHouse.doctor) { visitor in
            try await desk.house.store.setOperator(TestHouse.doctor.fiscalCode, disabled: true)
            #expect(try await visitor.get("/").status == .seeOther)
            #expect(try await visitor.trySignIn(TestHouse.doctor.fiscalCode.value).status == .unauthorized)
        }
    }

    @Test func `new secrets end the sessions of the old ones`() async throws {
        let desk = try TestDesk()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let secret = try SecretHash(hashing: "altro")
            try await desk.house.store.resetSecrets(of: TestHouse.doctor.fiscalCode, password: secret, pin: secret)
            #expect(try await visitor.get("/").status == .seeOther)
        }
    }

    @Test func `leaving ends the session for every copy of its cookie`() async throws {
        let desk = try TestDesk()
        try await desk.run(as: TestHouse.doctor) { visitor in
            var copy = visitor
            let left = try await visitor.submit("/uscita", from: "/")
            #expect(left.location == "/accesso")
            #expect(try await copy.get("/").status == .seeOther)
        }
    }
}
