// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// An operator's account; the secrets only as hashes.
package struct OperatorAccount: Hashable, Sendable {
    package let person: Operator
    package let userName: String
    package let password: SecretHash
    package let pin: SecretHash
    package let isDisabled: Bool

    package init(person: Operator, userName: String, password: SecretHash, pin: SecretHash, isDisabled: Bool = false) {
        self.person = person
        self.userName = userName
        self.password = password
        self.pin = pin
        self.isDisabled = isDisabled
    }
}

extension PracticeReader {
    /// All accounts, by fiscal code.
    package func operators() async throws -> [OperatorAccount] {
        try await database.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM operator ORDER BY fiscalCode").map(OperatorRow.account)
        }
    }

    package func account(userName: String) async throws -> OperatorAccount? {
        try await database.read { database in
            try Row.fetchOne(database, sql: "SELECT * FROM operator WHERE userName = ?", arguments: [userName])
                .map(OperatorRow.account)
        }
    }

    package func account(of fiscalCode: FiscalCode) async throws -> OperatorAccount? {
        try await database.read { database in
            try Row.fetchOne(
                database, sql: "SELECT * FROM operator WHERE fiscalCode = ?", arguments: [fiscalCode.value]
            )
            .map(OperatorRow.account)
        }
    }

    /// How often signing in under that name failed at or after `moment`, whether or not there is such an account.
    package func signInFailures(userName: String, since moment: Timestamp) async throws -> Int {
        try await database.read { database in
            try Int.fetchOne(
                database, sql: "SELECT count(*) FROM signInFailure WHERE userName = ? AND at >= ?",
                arguments: [userName, moment.seconds]) ?? 0
        }
    }
}

extension PracticeStore {
    /// - Throws: `StoreError.operatorExists` or `userNameTaken`.
    package func addOperator(_ account: OperatorAccount, recording access: Access) async throws {
        let now = clock()
        try await transaction(recording: access) { try OperatorRow.insert($0, account, at: now) }
    }

    /// - Throws: `StoreError.operatorUnknown`.
    package func setOperator(
        _ fiscalCode: FiscalCode, disabled: Bool, recording access: Access
    ) async throws {
        let moment = disabled ? clock().seconds : nil
        try await transaction(recording: access) { database in
            try database.execute(
                sql: "UPDATE operator SET disabledAt = ? WHERE fiscalCode = ?", arguments: [moment, fiscalCode.value])
            guard database.changesCount == 1 else { throw StoreError.operatorUnknown }
        }
    }

    /// Grants an operator a permission, or takes it back.
    ///
    /// - Throws: `StoreError.operatorUnknown`.
    package func setPermission(
        _ permission: OperatorPermission, of fiscalCode: FiscalCode, granted: Bool, recording access: Access
    ) async throws {
        try await transaction(recording: access) { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT * FROM operator WHERE fiscalCode = ?", arguments: [fiscalCode.value])
            guard let row else { throw StoreError.operatorUnknown }
            var permissions = try OperatorRow.account(row).person.permissions
            if granted { permissions.insert(permission) } else { permissions.remove(permission) }
            try database.execute(
                sql: "UPDATE operator SET permissions = ? WHERE fiscalCode = ?",
                arguments: [try JSONText.encode(permissions.sorted), fiscalCode.value])
        }
    }

    /// Gives an operator new secrets and forgets the failures under that name.
    package func resetSecrets(
        of fiscalCode: FiscalCode, password: SecretHash, pin: SecretHash, recording access: Access
    ) async throws {
        try await transaction(recording: access) { database in
            try database.execute(
                sql: "UPDATE operator SET passwordHash = ?, pinHash = ? WHERE fiscalCode = ?",
                arguments: [password.text, pin.text, fiscalCode.value])
            guard database.changesCount == 1 else { throw StoreError.operatorUnknown }
            try database.execute(
                sql: """
                    DELETE FROM signInFailure
                    WHERE userName = (SELECT userName FROM operator WHERE fiscalCode = ?)
                    """,
                arguments: [fiscalCode.value])
        }
    }

    /// Counts a failed sign-in; failures older than a day are forgotten on the way.
    package func recordSignInFailure(userName: String) async throws {
        let now = clock()
        try await transaction { database in
            try database.execute(sql: "DELETE FROM signInFailure WHERE at < ?", arguments: [now.seconds - 86_400])
            try database.execute(
                sql: "INSERT INTO signInFailure (userName, at) VALUES (?, ?)", arguments: [userName, now.seconds])
        }
    }

    package func forgetSignInFailures(userName: String) async throws {
        try await transaction { database in
            try database.execute(sql: "DELETE FROM signInFailure WHERE userName = ?", arguments: [userName])
        }
    }
}

/// The table `operator`.
enum OperatorRow {
    static func insert(_ database: Database, _ account: OperatorAccount, at now: Timestamp) throws {
        let person = account.person
        try refuseTwin(database, "fiscalCode", person.fiscalCode.value, .operatorExists)
        try refuseTwin(database, "userName", account.userName, .userNameTaken)
        try database.execute(
            sql: """
                INSERT INTO operator
                    (fiscalCode, name, role, asls, districts, permissions, userName, passwordHash, pinHash, createdAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                person.fiscalCode.value, person.name, person.role.rawValue, try JSONText.encode(person.asls),
                try JSONText.encode(person.districts), try JSONText.encode(person.permissions.sorted), account.userName,
                account.password.text, account.pin.text,
                now.seconds,
            ])
    }

    private static func refuseTwin(
        _ database: Database, _ column: String, _ value: String, _ error: StoreError
    ) throws {
        let twin = try Int.fetchOne(
            database, sql: "SELECT 1 FROM operator WHERE \(column) = ?", arguments: [value])
        if twin != nil { throw error }
    }

    static func account(_ row: Row) throws -> OperatorAccount {
        guard let fiscalCode = FiscalCode(row["fiscalCode"] as String), let role = OperatorRole(rawValue: row["role"])
        else { throw StoreError.damagedRow("operator") }
        return OperatorAccount(
            person: Operator(
                fiscalCode: fiscalCode, name: row["name"], role: role,
                asls: try JSONText.decode([ASLCode].self, from: row["asls"]),
                districts: try JSONText.decode([String].self, from: row["districts"]),
                permissions: Set(try JSONText.decode([OperatorPermission].self, from: row["permissions"]))),
            userName: row["userName"], password: SecretHash(stored: row["passwordHash"]),
            pin: SecretHash(stored: row["pinHash"]), isDisabled: (row["disabledAt"] as Int64?) != nil)
    }
}

extension Set<OperatorPermission> {
    fileprivate var sorted: [OperatorPermission] { sorted { $0.rawValue < $1.rawValue } }
}
