// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Storage

/// Where all ways in end: a proven person becomes an operator with a session, or is told why not; either is on record first.
struct SignInHall: Sendable {
    let desk: Desk
    let sessions: SessionStore
    let renderer: PageRenderer

    private var isSecure: Bool { desk.settings.secureCookie }
    var sessionCookie: SessionCookie { .session(secure: isSecure) }
    var signInCookie: SessionCookie { .signIn(secure: isSecure) }
    var browserCookie: SessionCookie { .browser(secure: isSecure) }
    var openIDCookie: SessionCookie { .openID(secure: isSecure) }
    var openIDNextCookie: SessionCookie { .openIDNext(secure: isSecure) }
    private var journal: SignInJournal { SignInJournal(book: AccessBook(store: desk.store)) }

    /// Somebody whom a card, the gateway or the broker has proven: authenticated, and not yet authorised.
    ///
    /// - Parameter path: where the sign-in leads.
    func admit(
        _ person: FiscalCode, by way: SignInWay, to path: ReturnPath?, _ request: Request, _ context: DeskContext
    ) async throws -> Response {
        let account = try await desk.store.reader.account(of: person)
        guard let account, !account.isDisabled else {
            let reason = account == nil ? "operator-unknown" : "operator-disabled"
            try await note(way, person, refusal: reason, context)
            return try notAdmitted(.operatorUnknown)
        }
        let session = try await enter(account, by: way, request, context)
        let next = next(session, path)
        var response = try renderer.page(LandingModel(frame: renderer.frame("Accesso riuscito"), next: next))
        // A redirect would still count as coming from the other site, and the cookie would stay behind.
        if let refresh = HTTPField.Name("Refresh") { response.headers[refresh] = "0; url=\(next)" }
        sessionCookie.set(session.id, on: &response)
        return response
    }

    /// A fresh session, whatever the browser had: nobody can hand a victim a session made beforehand.
    func enter(
        _ account: OperatorAccount, by way: SignInWay, _ request: Request, _ context: DeskContext
    ) async throws -> Session {
        try await note(way, account.person.fiscalCode, refusal: nil, context)
        sessionCookie.token(in: request).map(sessions.leave)
        let browser = BrowserName.of(request.headers[.userAgent] ?? "")
        return sessions.open(
            for: account, from: SessionOrigin(way: way, address: context.address, browser: browser))
    }

    /// Where a session begins: with what was sent before, if something is kept; else at the page that was asked for.
    func next(_ session: Session, _ path: ReturnPath? = nil) -> String {
        sessions.keptForms(of: session.fiscalCode).isEmpty ? path?.value ?? "/" : "/ripresa"
    }

    func note(_ way: SignInWay, _ person: FiscalCode?, refusal: String?, _ context: DeskContext) async throws {
        try await journal.note(
            SignInOutcome(way: way, fiscalCode: person, refusal: refusal, address: context.address), context.logger)
    }

    func notAdmitted(_ reason: NotAdmittedModel.Reason) throws -> Response {
        try renderer.page(NotAdmittedModel(reason, frame: renderer.frame(reason.heading)), status: .forbidden)
    }
}

extension SignInHall {
    /// Wrong present secrets where new ones are chosen are wrong secrets like any other.
    func noteChange(_ refusal: SignInGate.Refusal, _ person: FiscalCode, _ context: SignedInContext) async throws {
        try await journal.note(
            SignInOutcome(
                way: .credentials, fiscalCode: person, refusal: refusal.rawValue, address: context.address),
            context.logger)
    }
}
