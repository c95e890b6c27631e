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
    /// Whether the secrets were given by somebody else and are to be changed before anything is shown.
    package let mustChange: Bool
    /// Whether too many wrong PINs have shut the way of user name, password and PIN.
    package let isLocked: Bool

    package init(
        person: Operator, userName: String, password: SecretHash, pin: SecretHash, isDisabled: Bool = false,
        mustChange: Bool = false, isLocked: Bool = false
    ) {
        self.person = person
        self.userName = userName
        self.password = password
        self.pin = pin
        self.isDisabled = isDisabled
        self.mustChange = mustChange
        self.isLocked = isLocked
    }
}

extension PracticeReader {
    /// All accounts, by fiscal code.
    package func operators() async throws -> [OperatorAccount] {
        try await database.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM operator ORDER BY fiscalCode").map(OperatorRow.account)
        }
    }

    /// The account of a user name, in whatever case it is typed; nothing where there is none.
    package func account(userName: String) async throws -> OperatorAccount? {
        try await database.read { database in
            try Row.fetchOne(database, sql: "SELECT * FROM operator WHERE userName = ?", arguments: [userName])
                .map(OperatorRow.account)
        }
    }

    /// As it stands now: inside the daemon a change is seen as soon as it is done.
    package func account(of fiscalCode: FiscalCode) async throws -> OperatorAccount? {
        let read = { try readAtOnce { try OperatorRow.fetch($0, fiscalCode) } }
        return if let accounts { try accounts.account(of: fiscalCode, read: read) } else { try read() }
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

    /// Gives an operator new secrets, opens a locked account, and forgets the failures under that name.
    ///
    /// - Parameter mustChange: whether the operator has to replace them at the next sign-in.
    /// - Throws: `StoreError.operatorUnknown`.
    package func resetSecrets(
        of fiscalCode: FiscalCode, password: SecretHash, pin: SecretHash, mustChange: Bool = false,
        recording access: Access
    ) async throws {
        try await transaction(recording: access) { database in
            try OperatorRow.setSecrets(database, fiscalCode, password, pin, mustChange: mustChange)
            try database.execute(
                sql: """
                    DELETE FROM signInFailure
                    WHERE userName = (SELECT userName FROM operator WHERE fiscalCode = ?)
                    """,
                arguments: [fiscalCode.value])
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
                    (fiscalCode, name, role, asls, districts, permissions, userName, passwordHash, pinHash, createdAt,
                    mustChange)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                person.fiscalCode.value, person.name, person.role.rawValue, try JSONText.encode(person.asls),
                try JSONText.encode(person.districts), try JSONText.encode(person.permissions.sorted), account.userName,
                account.password.text, account.pin.text, now.seconds, account.mustChange,
            ])
    }

    /// New secrets end whatever the old ones had earned: known browsers, wrong PINs, a lock.
    static func setSecrets(
        _ database: Database, _ fiscalCode: FiscalCode, _ password: SecretHash, _ pin: SecretHash, mustChange: Bool
    ) throws {
        try database.execute(
            sql: """
                UPDATE operator SET passwordHash = ?, pinHash = ?, mustChange = ?, wrongPINs = 0, lockedAt = NULL
                WHERE fiscalCode = ?
                """,
            arguments: [password.text, pin.text, mustChange, fiscalCode.value])
        guard database.changesCount == 1 else { throw StoreError.operatorUnknown }
        try database.execute(sql: "DELETE FROM knownBrowser WHERE operator = ?", arguments: [fiscalCode.value])
    }

    private static func refuseTwin(
        _ database: Database, _ column: String, _ value: String, _ error: StoreError
    ) throws {
        let twin = try Int.fetchOne(
            database, sql: "SELECT 1 FROM operator WHERE \(column) = ?", arguments: [value])
        if twin != nil { throw error }
    }

    static func fetch(_ database: Database, _ code: FiscalCode) throws -> OperatorAccount? {
        try Row.fetchOne(
            database, kept: "SELECT * FROM operator WHERE fiscalCode = ?", arguments: [code.value]
        ).map(account)
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
            pin: SecretHash(stored: row["pinHash"]), isDisabled: (row["disabledAt"] as Int64?) != nil,
            mustChange: (row["mustChange"] as Bool?) ?? false, isLocked: (row["lockedAt"] as Int64?) != nil)
    }
}

extension Set<OperatorPermission> {
    fileprivate var sorted: [OperatorPermission] { sorted { $0.rawValue < $1.rawValue } }
}
