// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Storage

/// `/accesso` and the way out.
struct SignInRoutes: Sendable {
    let gate: SignInGate
    let book: AccessBook
    let sessions: SessionStore
    let renderer: PageRenderer
    let sessionCookie: SessionCookie
    let signInCookie: SessionCookie

    func addRoutes(to router: Router<DeskContext>) {
        router.get("/accesso") { request, _ in
            let isExpired = FormFields(urlEncoded: request.uri.query ?? "")["sessione"] == "scaduta"
            return try form(request, notice: isExpired ? SignInModel.expired : nil)
        }
        router.post("/accesso") { request, context in try await signIn(request, context) }
    }

    func addSignOut(to routes: GuardedRoutes) {
        routes.post("/uscita", .recorded(.signOut)) { _, context in
            sessions.close(context.session.id)
            var response = Response.redirect(to: "/accesso")
            sessionCookie.clear(on: &response)
            return response
        }
    }

    /// How the access log calls this way in.
    private static let way = "credenziali"

    private func signIn(_ request: Request, _ context: DeskContext) async throws -> Response {
        guard let token = signInCookie.token(in: request), token.matches(context.form["gettone"]) else {
            return try form(request, status: .forbidden, notice: SignInModel.expired)
        }
        let typed = SignInGate.Credentials(
            userName: context.form["username"], password: context.form.exact("password"),
            pin: context.form.exact("pin"))
        guard let account = try await gate.account(typed) else {
            context.logger.notice("sign-in refused")
            try await book.writeRefusedSignIn(userName: typed.userName, context, detail: Self.way)
            return try form(request, typed.userName, status: .unauthorized, problem: SignInModel.refused)
        }
        // A fresh session, whatever the browser had: nobody can hand a victim a session made beforehand.
        sessionCookie.token(in: request).map(sessions.close)
        let session = sessions.open(for: account)
        do {
            try await book.writeSignIn(of: account.person, session: session.id, context, detail: Self.way)
        } catch {
            sessions.close(session.id)
            throw error
        }
        var response = Response.redirect(to: "/")
        sessionCookie.set(session.id, on: &response)
        return response
    }

    private func form(
        _ request: Request, _ userName: String = "", status: HTTPResponse.Status = .ok, problem: String? = nil,
        notice: String? = nil
    ) throws -> Response {
        let token = signInCookie.token(in: request) ?? SecretToken()
        let model = SignInModel(
            frame: renderer.frame("Accesso"), token: token.value, userName: userName, problem: problem, notice: notice)
        var response = try renderer.page(model, status: status)
        signInCookie.set(token, on: &response)
        return response
    }
}
