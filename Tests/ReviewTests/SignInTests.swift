// SPDX-License-Identifier: EUPL-1.2

import Storage
import Domain
import HTTPTypes
import Testing
import TestSupport

@testable import Review

/// Manual §3.2: user name, password and PIN.
@Suite struct SignInTests {
    @Test func `the page has the manual's words`() async throws {
        try await TestDesk().run { client in
            var visitor = Visitor(client: client)
            let words = try await visitor.get("/accesso").words
            for word in [
                "Servizionline", "Accedi con le tue credenziali", "Accesso tramite username, password e PIN",
                "Username",
                "Password", "PIN", "Accedi",
            ] {
                #expect(words.contains(word))
            }
        }
    }

    @Test(arguments: ["/", "/pratiche/202601020300000001", "/documenti-da-abbinare", "/pratiche/1/documenti/2"])
    func `nothing is shown before sign-in`(path: String) async throws {
        try await TestDesk().run { client in
            var visitor = Visitor(client: client)
            let page = try await visitor.get(path)
            #expect(page.status == .seeOther)
            #expect(page.location?.split(separator: "?").first == "/accesso")
        }
    }

    @Test(arguments: [
        ("LBRCRD53H10D205E", "sbagliata", TestHouse.pin), ("LBRCRD53H10D205E", TestHouse.password, "00000"),
        ("nessuno", TestHouse.password, TestHouse.pin), ("", "", ""),
    ])
    func `wrong credentials get one and the same sentence`(name: String, password: String, pin: String) async throws {
        let desk = try TestDesk()
        try await desk.house.addAccount(TestHouse.doctor)
        try await desk.run { client in
            var visitor = Visitor(client: client)
            let page = try await visitor.trySignIn(name, password: password, pin: pin)
            #expect(page.status == .unauthorized)
            #expect(page.words.contains(SignInModel.refused))
        }
    }

    @Test func `after too many failures the right secrets fail too, until the time is over`() async throws {
        let desk = try TestDesk()
        try await desk.house.addAccount(TestHouse.doctor)
        let name = TestHouse.doctor.fiscalCode.value
        try await desk.run { client in
            var visitor = Visitor(client: client)
            for _ in 0..<desk.settings.signInAttempts {
                let failed = try await visitor.trySignIn(name, password: "sbagliata")
                #expect(failed.status == .unauthorized)
            }
            #expect(try await visitor.trySignIn(name).words.contains(SignInModel.refused))
            desk.house.clock.advance(seconds: Int64(desk.settings.signInWindow) + 1)
            #expect(try await visitor.trySignIn(name).status == .seeOther)
        }
    }

    @Test func `many tries at once get no further than many in a row`() async throws {
        var desk = try TestDesk()
        desk.settings.signInAttempts = 3
        try await desk.house.addAccount(TestHouse.doctor)
        let house = desk.house
        let gate = SignInGate(store: house.store, settings: desk.settings)
        let name = TestHouse.doctor.fiscalCode.value
        let answers = try await withThrowingTaskGroup(of: SignInGate.Refusal?.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    do {
                        _ = try await gate.account(.init(userName: name, password: "x", pin: TestHouse.pin))
                        return nil
                    } catch let refusal as SignInGate.Refusal {
                        return refusal
                    }
                }
            }
            return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
        #expect(answers == [.passwordWrong: 3, .tooManyForName: 5])
        await #expect(throws: SignInGate.Refusal.tooManyForName) {
            _ = try await gate.account(.init(userName: name, password: TestHouse.password, pin: TestHouse.pin))
        }
    }

    @Test func `the form of another browser is refused`() async throws {
        let desk = try TestDesk()
        try await desk.house.addAccount(TestHouse.doctor)
        try await desk.run { client in
            var visitor = Visitor(client: client)
            _ = try await visitor.get("/accesso")
            let page = try await visitor.post(
                "/accesso",
                [
                    "username": TestHouse.doctor.fiscalCode.value, "password": TestHouse.password,
                    "pin": TestHouse.pin, "gettone": String(repeating: "a", count: 64),
                ])
            #expect(page.status == .forbidden)
            #expect(visitor.cookies["esenzioni"] == nil)
        }
    }

    @Test func `an unknown name costs as much time as a known one`() throws {
        let nobody = SecretHash.nobody
        #expect(nobody.text.hasPrefix("scrypt$\(SecretHash.usualRounds)$8$1$"))
        #expect(try !nobody.matches(""))
        #expect(nobody != .nobody)
    }
}
