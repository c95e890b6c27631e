// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import TestSupport
import Testing

@testable import Review

/// Somebody guesses at full speed, for hours, each time from another address: at most twenty guesses an hour are looked at.
@Suite struct GuessingTests {
    private let house: TestHouse
    private let gate: SignInGate
    private let name = TestHouse.doctor.fiscalCode.value

    init() async throws {
        house = try TestHouse()
        gate = SignInGate(store: house.store, settings: DeskSettings())
        try await house.addAccount(TestHouse.doctor)
    }

    private func credentials(_ password: String, _ pin: String, _ place: Int, _ browser: SecretToken? = nil)
        -> SignInGate.Credentials
    {
        SignInGate.Credentials(
            userName: place.isMultiple(of: 2) ? name : name.lowercased(), password: password, pin: pin,
            address: "10.\(place / 65_536).\(place / 256 % 256).\(place % 256)", browser: browser)
    }

    /// Why a try was refused; nothing where it was let in.
    private func refusal(_ typed: SignInGate.Credentials) async throws -> SignInGate.Refusal? {
        do {
            _ = try await gate.account(typed)
            return nil
        } catch let refusal as SignInGate.Refusal {
            return refusal
        }
    }

    /// Tries every ten seconds; gives the seconds at which a guess was looked at.
    private func guess(
        hours: Int64, _ typed: (Int) -> SignInGate.Credentials
    ) async throws -> [Int64] {
        var looked: [Int64] = []
        for place in 0..<Int(hours * 360) {
            let refusal = try await refusal(typed(place))
            if let refusal, [.passwordWrong, .pinWrong, .nowLocked].contains(refusal) {
                looked.append(house.clock.now.seconds)
            }
            #expect(refusal != nil)
            house.clock.advance(seconds: 10)
        }
        return looked
    }

    private func mostInAnHour(_ moments: [Int64]) -> Int {
        moments.map { start in moments.count { $0 >= start && $0 < start + 3600 } }.max() ?? 0
    }

    @Test func `of passwords, whatever the address`() async throws {
        let looked = try await guess(hours: 3) { credentials("sbagliata \($0)", TestHouse.pin, $0) }
        #expect((1...20).contains(mostInAnHour(looked)))
    }

    @Test func `of passwords, even from a browser that the owner has used`() async throws {
        let browser = SecretToken()
        try await house.store.rememberBrowser(try browser.digest, of: TestHouse.doctor.fiscalCode)
        let looked = try await guess(hours: 3) {
            credentials("sbagliata \($0)", TestHouse.pin, $0, $0.isMultiple(of: 3) ? browser : nil)
        }
        #expect((17...20).contains(mostInAnHour(looked)))
    }

    @Test func `of PINs behind the right password, until the account is locked`() async throws {
        let browser = SecretToken()
        try await house.store.rememberBrowser(try browser.digest, of: TestHouse.doctor.fiscalCode)
        let looked = try await guess(hours: 3) { credentials(TestHouse.password, "\(10_000 + $0)", $0, browser) }
        #expect((1...20).contains(mostInAnHour(looked)))
        house.clock.advance(seconds: 7200)
        #expect(try await refusal(credentials(TestHouse.password, TestHouse.pin, 1)) == .locked)
    }

    @Test func `and many at once get no further than many in a row`() async throws {
        let looked = try await withThrowingTaskGroup(of: SignInGate.Refusal?.self) { group in
            for place in 0..<64 {
                group.addTask { try await refusal(credentials("sbagliata", "\(place)", place)) }
            }
            return try await group.reduce(into: 0) { $0 += $1 == .passwordWrong ? 1 : 0 }
        }
        #expect(looked == 4)
    }
}
