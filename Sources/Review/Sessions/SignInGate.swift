// SPDX-License-Identifier: EUPL-1.2

internal import Dispatch
internal import Domain
internal import Storage
internal import Synchronization

/// Checks user name, password and PIN (manual §3.2), slowly and without telling what was wrong.
///
/// The limits are of three kinds. Wrong passwords bar a name for a while, never for good: anybody can send them, and the owner,
/// whose browser is known, keeps tries of its own. Wrong PINs after the right password lock the account, because whoever gets
/// so far knows the password. And an address that tries many names is no longer listened to, known browsers excepted.
final class SignInGate: Sendable {
    private let store: PracticeStore
    private let limits: SignInLimits
    /// An unknown name costs as much time as a known one.
    private let nobody = SecretHash.nobody
    /// scrypt takes 16 MiB and some 50 ms: one at a time, away from the threads that serve pages.
    private let queue = DispatchQueue(label: "esenzioni.sign-in")
    private let waiting = Mutex(0)
    private let longestQueue: Int

    /// What a person typed, and where.
    struct Credentials: Sendable {
        let userName: String
        let password: String
        let pin: String
        /// Where from.
        var address = ""
        /// What the browser shows as a sign that it was here before.
        var browser: SecretToken?
    }

    /// Why nobody comes in; the raw value is for the journal.
    enum Refusal: String, Error, Hashable, Sendable {
        case passwordWrong = "password-wrong"
        case pinWrong = "pin-wrong"
        case nowLocked = "pin-wrong-now-locked"
        case locked = "account-locked"
        case disabled = "operator-disabled"
        case tooManyForName = "too-many-for-name"
        case tooManyFromAddress = "too-many-from-address"
        case pinBarred = "too-many-pins"
        case busy = "too-many-at-once"

        var isAlarm: Bool {
            [.nowLocked, .tooManyForName, .tooManyFromAddress, .pinBarred, .busy].contains(self)
        }
    }

    /// - Parameter longestQueue: more than so many do not wait for their turn.
    init(store: PracticeStore, settings: DeskSettings, longestQueue: Int = 32) {
        self.store = store
        self.longestQueue = longestQueue
        limits = SignInLimits(
            attempts: settings.signInAttempts, window: settings.signInWindow,
            attemptsPerAddress: settings.signInAttemptsPerAddress, pinAttempts: settings.pinAttempts)
    }

    /// The account of these credentials.
    ///
    /// - Throws: `Refusal`; `StoreError`.
    func account(_ typed: Credentials) async throws -> OperatorAccount {
        guard !typed.userName.isEmpty, typed.userName.utf8.count <= 100 else { throw Refusal.passwordWrong }
        let attempt = SignInTry(
            userName: typed.userName, address: typed.address, browser: try typed.browser.map { try $0.digest })
        switch try await store.beginSignIn(attempt, limits) {
        case .tooManyForName: throw Refusal.tooManyForName
        case .tooManyFromAddress: throw Refusal.tooManyFromAddress
        case .tried(let id, let isBarred): return try await account(typed, id, isBarred: isBarred)
        }
    }

    /// Both secrets are always looked at, so that the time tells neither which was wrong nor whether the name exists.
    private func account(_ typed: Credentials, _ id: Int64, isBarred: Bool) async throws -> OperatorAccount {
        guard takePlace() else {
            // Whoever fills the queue is not to use up the tries of the others.
            try await store.signInNotTried(id)
            throw Refusal.busy
        }
        defer { waiting.withLock { $0 -= 1 } }
        let account = try await store.reader.account(userName: typed.userName)
        let (isPassword, isPIN) = try await compare(typed, account)
        guard let account, isPassword else { throw try await refused(id, .passwordWrong) }
        guard isPIN else {
            let isLocked = try await store.signInRefused(id, limits, for: .pin, of: account.person.fiscalCode)
            throw isLocked ? Refusal.nowLocked : Refusal.pinWrong
        }
        if isBarred { throw try await refused(id, .pinBarred) }
        if account.isLocked { throw try await refused(id, .locked) }
        if account.isDisabled { throw try await refused(id, .disabled) }
        try await store.signInSucceeded(id, account.person.fiscalCode)
        return account
    }

    private func refused(_ id: Int64, _ refusal: Refusal) async throws -> Refusal {
        _ = try await store.signInRefused(id, limits)
        return refusal
    }

    private func takePlace() -> Bool {
        waiting.withLock { waiting in
            guard waiting < longestQueue else { return false }
            waiting += 1
            return true
        }
    }

    private func compare(_ typed: Credentials, _ account: OperatorAccount?) async throws -> (Bool, Bool) {
        let password = account?.password ?? nobody
        let pin = account?.pin ?? nobody
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result { (try password.matches(typed.password), try pin.matches(typed.pin)) })
            }
        }
    }
}

extension SecretToken {
    /// What is kept of a token that a browser keeps.
    var digest: ContentHash {
        get throws { try ContentHash.of(Array(value.utf8)) }
    }
}
