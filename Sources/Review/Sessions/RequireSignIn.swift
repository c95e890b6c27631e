// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Hummingbird
internal import Storage

/// Lets through only who is signed in, and asks the store each time: a disabled operator is out at once.
struct RequireSignIn: RouterMiddleware {
    typealias Context = DeskContext

    let store: PracticeStore
    let sessions: SessionStore
    let cookie: SessionCookie

    @concurrent
    func handle(
        _ request: Request, context: DeskContext, next: @concurrent (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        guard let id = cookie.token(in: request) else { throw PageRefusal.signInNeeded }
        guard let signedIn = try await signedIn(id) else {
            var response = Response.redirect(to: "/accesso?sessione=scaduta")
            cookie.clear(on: &response)
            return response
        }
        if request.method == .post, !signedIn.session.formToken.matches(context.form["gettone"]) {
            throw PageRefusal.formNotOurs
        }
        var context = context
        context.signedIn = signedIn
        return try await next(request, context)
    }

    private func signedIn(_ id: SecretToken) async throws -> SignedIn? {
        guard let session = sessions.use(id) else { return nil }
        guard let account = try await store.reader.account(of: session.fiscalCode), !account.isDisabled,
            account.password == session.password, account.pin == session.pin
        else {
            sessions.close(id)
            return nil
        }
        return SignedIn(session: session, viewer: account.person)
    }
}
