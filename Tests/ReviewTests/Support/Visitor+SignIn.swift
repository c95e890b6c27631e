// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import Domain
import Testing
import TestSupport

extension Visitor {
    /// Fills in the sign-in form and sends it.
    mutating func trySignIn(
        _ userName: String, password: String = TestHouse.password, pin: String = TestHouse.pin
    ) async throws -> ShownPage {
        try await submit(
            "/accesso", from: "/accesso", ["username": userName, "password": password, "pin": pin])
    }

    mutating func signIn(as person: Operator) async throws {
        let answer = try await trySignIn(person.fiscalCode.value)
        try #require(answer.status == .seeOther)
    }
}
