// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

extension PracticeStore {
    /// Counts a try before its secrets are looked at, so that many at once get no further than many in a row.
    package func beginSignIn(_ attempt: SignInTry, _ limits: SignInLimits) async throws -> SignInPermit {
        let now = clock().seconds
        return try await transaction { database in
            try database.execute(sql: "DELETE FROM signInFailure WHERE at < ?", arguments: [now - 86_400])
            let counts = try SignInCounts(database, attempt, limits, at: now)
            let isKnown = try counts.isKnownBrowser(database, attempt)
            if !isKnown, counts.address >= limits.attemptsPerAddress { return .tooManyFromAddress }
            let pool: String
            if counts.all < limits.attempts {
                pool = "all"
            } else if isKnown, counts.known < limits.reserve {
                pool = "known"
            } else {
                return .tooManyForName
            }
            try database.execute(
                sql: "INSERT INTO signInFailure (userName, at, pool, address) VALUES (?, ?, ?, ?)",
                arguments: [attempt.userName, now, pool, attempt.address])
            return .tried(database.lastInsertedRowID, isBarred: counts.pins >= limits.pinTries)
        }
    }

    /// The secrets of the try were not looked at after all: it does not count.
    package func signInNotTried(_ id: Int64) async throws {
        try await transaction { database in
            try database.execute(sql: "DELETE FROM signInFailure WHERE id = ?", arguments: [id])
        }
    }

    /// The try was right: it no longer counts. Earlier wrong ones do, or whoever guesses would gain by each sign-in of the owner.
    package func signInSucceeded(_ id: Int64, _ fiscalCode: FiscalCode) async throws {
        try await transaction { database in
            try database.execute(sql: "DELETE FROM signInFailure WHERE id = ?", arguments: [id])
            try database.execute(
                sql: "UPDATE operator SET wrongPINs = 0 WHERE fiscalCode = ? AND wrongPINs > 0",
                arguments: [fiscalCode.value])
        }
    }

    /// The try was wrong, or right and refused all the same. Whatever it was, it is one transaction that writes: a sync more
    /// or less would tell who listens to the time that the password was right.
    ///
    /// - Parameters:
    ///   - mistake: `pin` only behind the right password.
    ///   - fiscalCode: of the account whose PIN was wrong.
    /// - Returns: Whether the account is locked from now on.
    package func signInRefused(
        _ id: Int64, _ limits: SignInLimits, for mistake: SignInMistake = .password, of fiscalCode: FiscalCode? = nil
    ) async throws -> Bool {
        let now = clock().seconds
        return try await transaction { database in
            try database.execute(
                sql: "UPDATE signInFailure SET factor = ? WHERE id = ?", arguments: [mistake.rawValue, id])
            guard mistake == .pin, let fiscalCode else { return false }
            try database.execute(
                sql: "UPDATE operator SET wrongPINs = wrongPINs + 1 WHERE fiscalCode = ?", arguments: [fiscalCode.value]
            )
            try database.execute(
                sql: "UPDATE operator SET lockedAt = ? WHERE fiscalCode = ? AND wrongPINs >= ? AND lockedAt IS NULL",
                arguments: [now, fiscalCode.value, limits.pinAttempts])
            return database.changesCount == 1
        }
    }

    /// Makes a browser known for an operator; only its most recent ten stay known, and none for longer than 180 days.
    package func rememberBrowser(_ token: ContentHash, of fiscalCode: FiscalCode) async throws {
        let now = clock().seconds
        try await transaction { database in
            try database.execute(
                sql: """
                    INSERT INTO knownBrowser (token, operator, lastAt) VALUES (?, ?, ?)
                    ON CONFLICT (token, operator) DO UPDATE SET lastAt = excluded.lastAt
                    """,
                arguments: [token.value, fiscalCode.value, now])
            try database.execute(
                sql: """
                    DELETE FROM knownBrowser WHERE lastAt < ? OR operator = ? AND token NOT IN (
                        SELECT token FROM knownBrowser WHERE operator = ? ORDER BY lastAt DESC, token LIMIT 10)
                    """,
                arguments: [now - 180 * 86_400, fiscalCode.value, fiscalCode.value])
        }
    }

    /// Gives an operator secrets of the operator's own choice.
    ///
    /// - Throws: `StoreError.operatorUnknown`.
    package func changeSecrets(
        of fiscalCode: FiscalCode, password: SecretHash, pin: SecretHash, recording access: Access
    ) async throws {
        try await transaction(recording: access) { database in
            try OperatorRow.setSecrets(database, fiscalCode, password, pin, mustChange: false)
        }
    }
}

extension PracticeReader {
    /// Whether anybody has come in from that browser before.
    package func knowsBrowser(_ token: ContentHash) async throws -> Bool {
        try await database.read { database in
            try Bool.fetchOne(
                database, kept: "SELECT EXISTS (SELECT 1 FROM knownBrowser WHERE token = ?)", arguments: [token.value])
                ?? false
        }
    }
}

/// What the ledger of wrong tries says about one more.
private struct SignInCounts {
    let all: Int
    let known: Int
    let pins: Int
    let address: Int

    init(_ database: Database, _ attempt: SignInTry, _ limits: SignInLimits, at now: Int64) throws {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT count(*) FILTER (WHERE pool = 'all' AND at > ?) AS everybody,
                    count(*) FILTER (WHERE pool = 'known' AND at > ?) AS known,
                    count(*) FILTER (WHERE factor = 'pin' AND at > ?) AS pins
                FROM signInFailure WHERE userName = ? AND at > ?
                """,
            arguments: [
                now - Int64(limits.window), now - 3600, now - 3600, attempt.userName,
                now - Int64(max(3600, limits.window)),
            ])
        all = row?["everybody"] ?? 0
        known = row?["known"] ?? 0
        pins = row?["pins"] ?? 0
        address =
            try Int.fetchOne(
                database, sql: "SELECT count(*) FROM signInFailure WHERE address = ? AND at > ?",
                arguments: [attempt.address, now - Int64(limits.window)]) ?? 0
    }

    /// Whether the operator of that name has come in from that browser before.
    func isKnownBrowser(_ database: Database, _ attempt: SignInTry) throws -> Bool {
        guard let browser = attempt.browser else { return false }
        return try Int.fetchOne(
            database,
            sql: """
                SELECT 1 FROM knownBrowser JOIN operator ON operator.fiscalCode = knownBrowser.operator
                WHERE knownBrowser.token = ? AND operator.userName = ?
                """,
            arguments: [browser.value, attempt.userName]) != nil
    }
}
