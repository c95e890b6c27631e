// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// One person at one browser, from sign-in to sign-out.
struct Session: Sendable {
    let id: SecretToken
    /// In every form of this session; a post without it is refused.
    let formToken: SecretToken
    let fiscalCode: FiscalCode
    /// The account's secrets when the person signed in: a reset ends the session.
    let password: SecretHash
    let pin: SecretHash
    let startedAt: Timestamp
    var lastSeenAt: Timestamp
    /// The green line that the next page shows, once.
    var flash: String?
    /// The query of the last search, for the way back.
    var lastSearch = ""

    init(of account: OperatorAccount, at now: Timestamp) {
        id = SecretToken()
        formToken = SecretToken()
        fiscalCode = account.person.fiscalCode
        password = account.password
        pin = account.pin
        startedAt = now
        lastSeenAt = now
    }
}

/// A session whose operator was found again and may still work.
struct SignedIn: Sendable {
    let session: Session
    let viewer: Operator
}
