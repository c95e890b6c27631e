// SPDX-License-Identifier: EUPL-1.2

internal import Dispatch
internal import Domain
internal import Storage

/// Checks user name, password and PIN (manual §3.2), slowly and without telling what was wrong.
struct SignInGate: Sendable {
    private let store: PracticeStore
    private let settings: DeskSettings
    private let clock: @Sendable () -> Timestamp
    /// An unknown name costs as much time as a known one.
    private let nobody = SecretHash.nobody
    /// scrypt takes 16 MiB and some 50 ms: one at a time, away from the threads that serve pages.
    private let queue = DispatchQueue(label: "esenzioni.sign-in")

    /// What a person typed.
    struct Credentials: Sendable {
        let userName: String
        let password: String
        let pin: String
    }

    init(store: PracticeStore, settings: DeskSettings, clock: @escaping @Sendable () -> Timestamp) {
        self.store = store
        self.settings = settings
        self.clock = clock
    }

    /// The account, or nothing when the secrets are wrong, the account is disabled or too many tries have failed.
    ///
    /// A try is counted before its secrets are looked at, so that many at once get no further than many in a row.
    func account(_ typed: Credentials) async throws -> OperatorAccount? {
        guard !typed.userName.isEmpty, typed.userName.utf8.count <= 100,
            try await failures(typed.userName) < settings.signInAttempts
        else { return nil }
        try await store.recordSignInFailure(userName: typed.userName)
        guard try await failures(typed.userName) <= settings.signInAttempts else { return nil }
        let account = try await store.reader.account(userName: typed.userName)
        let isRight = try await matches(typed, account)
        guard let account, isRight, !account.isDisabled else { return nil }
        try await store.forgetSignInFailures(userName: typed.userName)
        return account
    }

    private func failures(_ userName: String) async throws -> Int {
        let since = Timestamp(seconds: clock().seconds - Int64(settings.signInWindow))
        return try await store.reader.signInFailures(userName: userName, since: since)
    }

    /// Both secrets are always checked.
    private func matches(_ typed: Credentials, _ account: OperatorAccount?) async throws -> Bool {
        let password = account?.password ?? nobody
        let pin = account?.pin ?? nobody
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result {
                        let isPassword = try password.matches(typed.password)
                        let isPIN = try pin.matches(typed.pin)
                        return isPassword && isPIN
                    })
            }
        }
    }
}
