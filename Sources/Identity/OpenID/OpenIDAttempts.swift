// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Synchronization

/// A sign-in that was begun here and is now at the broker.
package struct OpenIDAttempt: Hashable, Sendable {
    /// Comes back in the address.
    package let state: String
    /// Stays in a cookie of the browser that began.
    package let browser: String
    /// Comes back inside the token.
    let nonce: String
    /// Proves at the token endpoint who began (RFC 7636).
    let verifier: String
    let begunAt: Timestamp

    init(at now: Timestamp) {
        state = Base64URL.secret()
        browser = Base64URL.secret()
        nonce = Base64URL.secret()
        verifier = Base64URL.secret()
        begunAt = now
    }
}

/// The sign-ins under way, in memory; each can be finished once.
final class OpenIDAttempts: Sendable {
    private let attempts = Mutex<[String: OpenIDAttempt]>([:])
    /// Seconds that somebody may take at the broker.
    private static let patience: Int64 = 600
    /// More than so many at a time are begun by nobody who wants to come in.
    private static let most = 10_000

    func begin(at now: Timestamp) -> OpenIDAttempt {
        let attempt = OpenIDAttempt(at: now)
        attempts.withLock { attempts in
            if attempts.count >= Self.most {
                attempts = attempts.filter { now.seconds - $0.value.begunAt.seconds < Self.patience }
                while attempts.count >= Self.most, let victim = attempts.keys.first { attempts[victim] = nil }
            }
            attempts[attempt.state] = attempt
        }
        return attempt
    }

    /// The attempt of that state, which is thereby over.
    func take(_ state: String, browser: String, at now: Timestamp) throws(OpenIDRefusal) -> OpenIDAttempt {
        guard let attempt = attempts.withLock({ $0.removeValue(forKey: state) }),
            now.seconds - attempt.begunAt.seconds < Self.patience
        else { throw .stateUnknown }
        guard attempt.browser == browser else { throw .browserDiffers }
        return attempt
    }
}
