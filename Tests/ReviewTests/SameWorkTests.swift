// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import TestSupport
import Testing

@testable import Review
@testable import Storage

/// Every refusal of credentials costs the same transactions, so that their time tells nothing.
@Suite struct SameWorkTests {
    /// How often the store was written to by one refused try.
    private func writes(
        _ house: TestHouse, _ name: String, _ password: String, _ pin: String, _ expected: SignInGate.Refusal
    ) async throws -> Int {
        let gate = SignInGate(store: house.store, settings: DeskSettings())
        let before = house.store.commits.groups
        await #expect(throws: expected) {
            try await gate.account(SignInGate.Credentials(userName: name, password: password, pin: pin))
        }
        return house.store.commits.groups - before
    }

    @Test func `a try for which there is no room counts against nobody`() async throws {
        let house = try TestHouse()
        try await house.addAccount(TestHouse.doctor)
        let typed = SignInGate.Credentials(
            userName: TestHouse.doctor.fiscalCode.value, password: TestHouse.password, pin: TestHouse.pin)
        let full = SignInGate(store: house.store, settings: DeskSettings(), longestQueue: 0)
        for _ in 0..<20 { await #expect(throws: SignInGate.Refusal.busy) { try await full.account(typed) } }
        let gate = SignInGate(store: house.store, settings: DeskSettings(), longestQueue: 1)
        for _ in 0..<5 { _ = try await gate.account(typed) }
    }

    @Test func `unknown names, wrong passwords, wrong PINs and locked accounts are refused with the same work`()
        async throws
    {
        let house = try TestHouse()
        try await house.addAccount(TestHouse.doctor)
        try await house.addAccount(TestHouse.colleague)
        let name = TestHouse.doctor.fiscalCode.value
        let right = TestHouse.password
        var found = [
            try await writes(house, "ignoto", right, TestHouse.pin, .passwordWrong),
            try await writes(house, name, "sbagliata", TestHouse.pin, .passwordWrong),
            try await writes(house, name, "sbagliata", "0", .passwordWrong),
            try await writes(house, name, right, "0", .pinWrong),
        ]
        try await house.store.setOperator(TestHouse.colleague.fiscalCode, disabled: true, recording: .ofTest())
        found.append(
            try await writes(house, TestHouse.colleague.fiscalCode.value, right, TestHouse.pin, .disabled))
        #expect(Set(found) == [2])
    }
}
