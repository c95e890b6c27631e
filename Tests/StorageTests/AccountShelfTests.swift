// SPDX-License-Identifier: EUPL-1.2

import Domain
import GRDB
import TestSupport
import Testing

@testable import Storage

/// Accounts that are kept at hand are those of the table, whatever happens to it meanwhile.
struct AccountShelfTests {
    private let account: OperatorAccount

    init() throws {
        let secret = try SecretHash(hashing: "segretissima")
        account = OperatorAccount(person: TestHouse.doctor, userName: "uno", password: secret, pin: secret)
    }

    private func table() throws -> (DatabaseQueue, AccountShelf) {
        let database = try DatabaseQueue()
        let shelf = AccountShelf()
        database.add(transactionObserver: shelf, extent: .databaseLifetime)
        try database.write { try $0.execute(sql: "CREATE TABLE operator (n); CREATE TABLE other (n)") }
        return (database, shelf)
    }

    /// Whether the shelf asked for the account.
    private func asks(_ shelf: AccountShelf, while change: () throws -> Void = {}) throws -> Bool {
        var isAsked = false
        let found = try shelf.account(of: TestHouse.doctor.fiscalCode) {
            isAsked = true
            try change()
            return account
        }
        #expect(found == account)
        return isAsked
    }

    @Test func `it is asked for once, and again after any change of the table`() throws {
        let (database, shelf) = try table()
        #expect(try asks(shelf))
        #expect(try !asks(shelf))
        for change in [
            "INSERT INTO operator VALUES (1)", "UPDATE operator SET n = 2", "DELETE FROM operator WHERE n = 2",
        ] {
            try database.write { try $0.execute(sql: change) }
            #expect(try asks(shelf), "\(change)")
            #expect(try !asks(shelf))
        }
    }

    @Test func `what was read before a change is not kept`() throws {
        let (database, shelf) = try table()
        #expect(try asks(shelf) { try database.write { try $0.execute(sql: "INSERT INTO operator VALUES (1)") } })
        #expect(try asks(shelf))
    }

    @Test func `other tables and what is undone change nothing`() throws {
        let (database, shelf) = try table()
        #expect(try asks(shelf))
        try database.write { try $0.execute(sql: "INSERT INTO other VALUES (1)") }
        try database.writeWithoutTransaction { database in
            try database.inTransaction {
                try database.execute(sql: "INSERT INTO operator VALUES (1)")
                return .rollback
            }
        }
        try database.write { try $0.execute(sql: "INSERT INTO other VALUES (2)") }
        #expect(try !asks(shelf))
    }

    @Test func `nobody who was told of a change is shown the account before it`() async throws {
        let house = try TestHouse()
        try await house.store.addOperator(account, recording: .ofTest())
        for isDisabled in [true, false, true] {
            _ = try await house.reader.account(of: TestHouse.doctor.fiscalCode)
            try await house.store.setOperator(TestHouse.doctor.fiscalCode, disabled: isDisabled, recording: .ofTest())
            #expect(try await house.reader.account(of: TestHouse.doctor.fiscalCode)?.isDisabled == isDisabled)
        }
    }

    @Test func `a page, which may be older than a change, names who is in charge and keeps no account`() async throws {
        let house = try TestHouse()
        try await house.store.addOperator(account, recording: .ofTest())
        let number = try await house.dropForPractice("a")
        _ = try await house.store.decide(.of(number, .takeCharge))
        let dossier = try await house.reader.dossier(number, for: nil)
        #expect(dossier?.chargedName == TestHouse.doctor.name)
        #expect(dossier?.operatorNames == [TestHouse.doctor.fiscalCode.value: TestHouse.doctor.name])
        #expect(house.store.accounts.known(TestHouse.doctor.fiscalCode) == nil)
    }
}
