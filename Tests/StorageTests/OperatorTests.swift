// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import TestSupport
import Testing

struct OperatorTests {
    private func account(_ person: Operator, _ userName: String) throws -> OperatorAccount {
        OperatorAccount(
            person: person, userName: userName, password: try SecretHash(hashing: "segretissima"),
            pin: try SecretHash(hashing: "123456"))
    }

    @Test func `secrets are kept only as salted hashes`() throws {
        let first = try SecretHash(hashing: "segretissima")
        let second = try SecretHash(hashing: "segretissima")
        #expect(first != second)
        #expect(!first.text.contains("segretissima"))
        #expect(try first.matches("segretissima"))
        #expect(try first.matches("segretissimo") == false)
    }

    @Test func `an operator is found by name in any case of letters`() async throws {
        let house = try TestHouse()
        try await house.store.addOperator(try account(TestHouse.doctor, "Medico.Uno"))
        #expect(try await house.reader.account(userName: "medico.uno")?.person == TestHouse.doctor)
        await #expect(throws: StoreError.userNameTaken) {
            try await house.store.addOperator(try account(TestHouse.colleague, "MEDICO.UNO"))
        }
        await #expect(throws: StoreError.operatorExists) {
            try await house.store.addOperator(try account(TestHouse.doctor, "altro"))
        }
    }

    @Test func `an operator can be disabled and get new secrets`() async throws {
        let house = try TestHouse()
        try await house.store.addOperator(try account(TestHouse.doctor, "medico"))
        try await house.store.setOperator(TestHouse.doctor.fiscalCode, disabled: true)
        #expect(try await house.reader.account(of: TestHouse.doctor.fiscalCode)?.isDisabled == true)
        try await house.store.resetSecrets(
            of: TestHouse.doctor.fiscalCode, password: try SecretHash(hashing: "un'altra"),
            pin: try SecretHash(hashing: "9999"))
        let changed = try #require(try await house.reader.account(userName: "medico"))
        #expect(try changed.password.matches("un'altra"))
        await #expect(throws: StoreError.operatorUnknown) {
            try await house.store.setOperator(TestHouse.stranger.fiscalCode, disabled: true)
        }
    }
}
