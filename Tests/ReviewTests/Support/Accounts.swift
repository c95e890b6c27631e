// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import TestSupport

extension TestHouse {
    static let password = "una password lunga"
    static let pin = "12345"
    /// Cheap ones: hashing as the product does it is slow on purpose.
    private static let hashes = Result {
        (try SecretHash(hashing: password, rounds: 2), try SecretHash(hashing: pin, rounds: 2))
    }

    /// An account whose user name is the fiscal code.
    func addAccount(_ person: Operator) async throws {
        let (password, pin) = try Self.hashes.get()
        try await store.addOperator(
            OperatorAccount(person: person, userName: person.fiscalCode.value, password: password, pin: pin))
    }
}
