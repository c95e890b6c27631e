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
        guard let id = cookie.token(in: request) else { return ended(request, context, isKnown: false) }
        guard let (session, account) = try await found(id, request) else { return ended(request, context) }
        if request.method == .post, !session.formToken.matches(context.form["gettone"]) {
            return try strange(session, request, context)
        }
        if context.entrance == .gateway, !isStill(session.fiscalCode, request) {
            sessions.close(id)
            context.logger.warning("the gateway names another person than the session; it is over")
            return ended(request, context)
        }
        if account.mustChange, session.origin.way == .credentials, !Self.unchangedPaths.contains(request.uri.path) {
            return .redirect(to: Self.changePath)
        }
        var context = context
        context.signedIn = SignedIn(
            session: session, viewer: account.person, keptForms: sessions.keptForms(of: session.fiscalCode).count)
        let response = try await next(request, context)
        // Taken up, whatever came of it: a refusal or a conflict keeps the text by itself.
        if request.method == .post, let label = SecretToken(context.form["ripresa"]) {
            sessions.dropForm(label, of: session.fiscalCode)
        }
        return response
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

    /// Away to the sign-in, which leads back here; what was sent is kept where the session ran out or was left. The cookie is
    /// left as it is: it opens nothing, and the next sign-in replaces it.
    ///
    /// - Parameter isKnown: whether the browser claims a session.
    private func ended(_ request: Request, _ context: DeskContext, isKnown: Bool = true) -> Response {
        let isKept = request.method == .post && sessions.keep(context.form, path: request.uri.path)
        guard !context.form.has(DraftRoutes.quietly) else { return .line(Self.quietAnswer, status: .unauthorized) }
        let path = ReturnPath(of: request)
        let isLost = request.method == .post && !isKept && path != nil
        let reason = isKept ? "conservata" : isLost ? "persa" : isKnown ? "scaduta" : nil
        return .redirect(to: SignInAddress(reason: reason, leadingTo: path).address)
    }

    /// A form of another session than this browser's. Nothing is carried out; where the page is of an earlier session of the same
    /// person, as in a window that stayed open, what was typed comes back to be sent anew.
    private func strange(_ session: Session, _ request: Request, _ context: DeskContext) throws -> Response {
        guard sessions.keep(context.form, path: request.uri.path, for: session.fiscalCode) else {
            throw PageRefusal.formNotOurs
        }
        if context.form.has(DraftRoutes.quietly) { return .line(Self.quietAnswer, status: .conflict) }
        return .redirect(to: "/ripresa")
    }

    /// What the page shows whose script could not save a draft.
    private static let quietAnswer =
        "La sessione di questa pagina è finita. Quello che scrivi non va perso: invia il modulo e, dopo l'accesso, lo ritrovi."

    /// Whether the gateway, where it names anybody, names the person of the session.
    private func isStill(_ person: FiscalCode, _ request: Request) -> Bool {
        do {
            return try doors.gateway.fiscalCode(in: request.gatewayFields, at: clock(), withToken: false) == person
        } catch {
            return error == .absent
        }
    }
}
