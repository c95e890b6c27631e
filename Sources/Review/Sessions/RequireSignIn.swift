// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Hummingbird
internal import Identity
internal import Logging
internal import Storage

/// Lets through only who is signed in, and asks the store each time: a disabled operator is out at once.
struct RequireSignIn: RouterMiddleware {
    typealias Context = DeskContext

    let store: PracticeStore
    let sessions: SessionStore
    let cookie: SessionCookie
    let doors: IdentityDoors
    let clock: @Sendable () -> Timestamp

    /// Asked by a page in the background: it must not keep a session alive.
    static let restPath = "/sessioni/resto"
    static let changePath = "/accesso/cambio"
    /// What somebody may do before secrets that others know are changed.
    private static let unchangedPaths = [changePath, "/uscita"]

    @concurrent
    func handle(
        _ request: Request, context: DeskContext, next: @concurrent (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        guard let id = cookie.token(in: request) else { throw PageRefusal.signInNeeded }
        guard let (session, account) = try await found(id, request) else { return ended(id, request, context) }
        if request.method == .post, !session.formToken.matches(context.form["gettone"]) {
            throw PageRefusal.formNotOurs
        }
        if context.entrance == .gateway, !isStill(session.fiscalCode, request) {
            sessions.close(id)
            context.logger.warning("the gateway names another person than the session; it is over")
            return ended(id, request, context)
        }
        if account.mustChange, session.origin.way == .credentials, !Self.unchangedPaths.contains(request.uri.path) {
            return .redirect(to: Self.changePath)
        }
        if request.method == .post, context.form.has("ripresa") { sessions.dropForm(of: session.fiscalCode) }
        var context = context
        context.signedIn = SignedIn(session: session, viewer: account.person)
        return try await next(request, context)
    }

    private func found(_ id: SecretToken, _ request: Request) async throws -> (Session, OperatorAccount)? {
        guard let session = sessions.use(id, touching: request.uri.path != Self.restPath) else { return nil }
        guard let account = try await store.reader.account(of: session.fiscalCode), !account.isDisabled,
            account.password == session.password, account.pin == session.pin
        else {
            sessions.close(id)
            return nil
        }
        return (session, account)
    }

    /// Away to the sign-in; what was sent is kept where the session merely ran out.
    private func ended(_ id: SecretToken, _ request: Request, _ context: DeskContext) -> Response {
        let isKept = request.method == .post && sessions.keep(context.form, path: request.uri.path, of: id)
        var response = Response.redirect(to: "/accesso?sessione=\(isKept ? "conservata" : "scaduta")")
        cookie.clear(on: &response)
        return response
    }

    /// Whether the gateway, where it names anybody, names the person of the session.
    private func isStill(_ person: FiscalCode, _ request: Request) -> Bool {
        do {
            return try doors.gateway.fiscalCode(in: request.gatewayFields, at: clock(), withToken: false) == person
        } catch {
            return error == .absent
        }
    }
}
