// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// One person at one browser, from sign-in to sign-out.
struct Session: Sendable {
    let id: SecretToken
    /// In every form of this session; a post without it is refused.
    let formToken: SecretToken
    /// By which the list of sessions names it: the cookie itself is told to nobody.
    let label: SecretToken
    let fiscalCode: FiscalCode
    /// The account's secrets when the person signed in: a reset ends the session.
    let password: SecretHash
    let pin: SecretHash
    let origin: SessionOrigin
    let startedAt: Timestamp
    var lastSeenAt: Timestamp
    /// The green line that the next page shows, once.
    var flash: String?
    /// The query of the last search, for the way back.
    var lastSearch = ""
    /// What was last tried in *Documenti da abbinare* and not taken.
    var triedMatch: TriedMatch?

    init(of account: OperatorAccount, from origin: SessionOrigin, at now: Timestamp) {
        id = SecretToken()
        formToken = SecretToken()
        label = SecretToken()
        fiscalCode = account.person.fiscalCode
        password = account.password
        pin = account.pin
        self.origin = origin
        startedAt = now
        lastSeenAt = now
    }
}

/// How and where a session began.
struct SessionOrigin: Hashable, Sendable {
    var way = SignInWay.credentials
    var address = ""
    /// The browser, as far as it says.
    var browser = ""
}

/// A session whose operator was found again and may still work.
struct SignedIn: Sendable {
    let session: Session
    let viewer: Operator
    /// How many forms wait to be taken up that came when the session of their page was over.
    let keptForms: Int
}
