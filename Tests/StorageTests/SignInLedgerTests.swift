// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import TestSupport
import Testing

/// The ledger of wrong tries: who may guess how often.
@Suite struct SignInLedgerTests {
    private let limits = SignInLimits(attempts: 4, window: 900, attemptsPerAddress: 60, pinAttempts: 10)
    private let house: TestHouse

    init() async throws {
        house = try TestHouse()
        let secret = try SecretHash(hashing: "x", rounds: 2)
        try await house.store.addOperator(
            OperatorAccount(person: TestHouse.doctor, userName: "medico", password: secret, pin: secret))
    }

    private func attempt(
        _ name: String = "medico", from address: String = "10.0.0.1", browser: ContentHash? = nil
    ) -> SignInTry {
        SignInTry(userName: name, address: address, browser: browser)
    }

    /// Tries at full speed, `step` seconds apart, for `seconds`; gives how many were looked at.
    private func looked(_ attempt: SignInTry, for seconds: Int64, step: Int64 = 10) async throws -> Int {
        var count = 0
        var passed: Int64 = 0
        while passed < seconds {
            if case .tried = try await house.store.beginSignIn(attempt, limits) { count += 1 }
            house.clock.advance(seconds: step)
            passed += step
        }
        return count
    }

    @Test(arguments: ["medico", "MEDICO", "nessuno"])
    func `of a name, known or not, no more than twenty guesses an hour are looked at`(name: String) async throws {
        #expect(try await looked(attempt(name), for: 3600) <= 16)
    }

    @Test func `a known browser has tries of its own while its name is flooded, and even together they are twenty`()
        async throws
    {
        let browser = try ContentHash.of([1])
        try await house.store.rememberBrowser(browser, of: TestHouse.doctor.fiscalCode)
        for _ in 0..<4 { _ = try await house.store.beginSignIn(attempt(), limits) }
        #expect(try await house.store.beginSignIn(attempt(), limits) == .tooManyForName)
        guard case .tried = try await house.store.beginSignIn(attempt(browser: browser), limits) else {
            Issue.record("the owner is kept out")
            return
        }
        let all = try await looked(attempt(browser: browser), for: 3600)
        #expect(all + 5 <= 25 && all <= 20)
    }

    @Test func `a browser is known for its own operator only`() async throws {
        let browser = try ContentHash.of([1])
        try await house.store.rememberBrowser(browser, of: TestHouse.doctor.fiscalCode)
        for _ in 0..<4 { _ = try await house.store.beginSignIn(attempt("altro"), limits) }
        #expect(try await house.store.beginSignIn(attempt("altro", browser: browser), limits) == .tooManyForName)
    }

    @Test func `an address that tries many names is no longer listened to, but for known browsers`() async throws {
        let browser = try ContentHash.of([1])
        try await house.store.rememberBrowser(browser, of: TestHouse.doctor.fiscalCode)
        for place in 0..<60 { _ = try await house.store.beginSignIn(attempt("n\(place)"), limits) }
        #expect(try await house.store.beginSignIn(attempt("n60"), limits) == .tooManyFromAddress)
        #expect(try await house.store.beginSignIn(attempt(), limits) == .tooManyFromAddress)
        guard case .tried = try await house.store.beginSignIn(attempt(browser: browser), limits),
            case .tried = try await house.store.beginSignIn(attempt("n60", from: "10.0.0.2"), limits)
        else {
            Issue.record("a known browser or another address is kept out")
            return
        }
        house.clock.advance(seconds: 901)
        guard case .tried = try await house.store.beginSignIn(attempt("n60"), limits) else {
            Issue.record("the bar does not end")
            return
        }
    }

    @Test func `a right try takes away its own count and no other`() async throws {
        for _ in 0..<3 { _ = try await house.store.beginSignIn(attempt(), limits) }
        for _ in 0..<10 {
            guard case .tried(let id, _) = try await house.store.beginSignIn(attempt(), limits) else {
                Issue.record("a right try was not looked at")
                return
            }
            try await house.store.signInSucceeded(id, TestHouse.doctor.fiscalCode)
        }
        _ = try await house.store.beginSignIn(attempt(), limits)
        #expect(try await house.store.beginSignIn(attempt(), limits) == .tooManyForName)
    }

    @Test func `wrong PINs bar after five an hour and lock after ten in a row, until new secrets are given`()
        async throws
    {
        let person = TestHouse.doctor.fiscalCode
        var barred: [Bool] = []
        var lockedAt: Int?
        for place in 1...12 {
            guard case .tried(let id, let isBarred) = try await house.store.beginSignIn(attempt(), limits) else {
                Issue.record("not looked at")
                return
            }
            barred.append(isBarred)
            if try await house.store.signInRefused(id, limits, for: .pin, of: person) { lockedAt = place }
            house.clock.advance(seconds: 300)
        }
        #expect(barred.prefix(6) == [false, false, false, false, false, true])
        #expect(lockedAt == 10)
        #expect(try await house.reader.account(of: person)?.isLocked == true)
        let secret = try SecretHash(hashing: "y", rounds: 2)
        try await house.store.resetSecrets(of: person, password: secret, pin: secret, mustChange: true)
        let fresh = try #require(try await house.reader.account(of: person))
        #expect(!fresh.isLocked && fresh.mustChange)
        try await house.store.changeSecrets(of: person, password: secret, pin: secret)
        #expect(try await house.reader.account(of: person)?.mustChange == false)
    }

    @Test func `new secrets make known browsers strangers`() async throws {
        let browser = try ContentHash.of([1])
        let secret = try SecretHash(hashing: "y", rounds: 2)
        try await house.store.rememberBrowser(browser, of: TestHouse.doctor.fiscalCode)
        try await house.store.changeSecrets(of: TestHouse.doctor.fiscalCode, password: secret, pin: secret)
        for _ in 0..<4 { _ = try await house.store.beginSignIn(attempt(), limits) }
        #expect(try await house.store.beginSignIn(attempt(browser: browser), limits) == .tooManyForName)
    }
}
