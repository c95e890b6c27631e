// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import HTTPTypes
internal import Hummingbird

/// The operator's sessions: leaving one or all, prolonging, and what was sent when one had run out.
struct SessionRoutes: Sendable {
    let hall: SignInHall

    private var sessions: SessionStore { hall.sessions }

    func addRoutes(to routes: GuardedRoutes) {
        routes.post("/uscita", .recorded(.signOut)) { _, context in
            sessions.leave(context.session.id)
            return left()
        }
        routes.get("/sessioni", .impersonal) { _, context in try list(context) }
        routes.post("/sessioni/chiudi", .recorded(.ownAccount)) { _, context in close(context) }
        routes.get("\(RequireSignIn.restPath)", .impersonal) { _, context in rest(context) }
        routes.post("/sessioni/prolunga", .impersonal) { _, context in rest(context) }
        routes.get("/ripresa", .recorded(.ownAccount)) { _, context in try resume(context) }
        routes.post("/ripresa/elimina", .recorded(.ownAccount)) { _, context in
            drop(context)
        }
    }

    private func left() -> Response {
        var response = Response.redirect(to: "/accesso")
        hall.sessionCookie.clear(on: &response)
        // The pictures of documents that the browser keeps for the hour.
        if let clearing = HTTPField.Name("Clear-Site-Data") { response.headers[clearing] = "\"cache\"" }
        return response
    }

    private func list(_ context: SignedInContext) throws -> Response {
        let rows = sessions.sessions(of: context.session.fiscalCode).map { session in
            SessionsModel.Row(session, isThis: session.id == context.session.id)
        }
        return try hall.renderer.page(
            SessionsModel(
                frame: hall.renderer.frame("Le tue sessioni", context), formToken: context.session.formToken.value,
                flash: sessions.takeFlash(context.session.id), rows: rows,
                hasCredentials: hall.desk.settings.hasCredentials))
    }

    private func close(_ context: SignedInContext) -> Response {
        let label = SecretToken(context.form["sessione"])
        if context.form["sessione"] == "tutte" { sessions.close(of: context.session.fiscalCode) }
        if let label { sessions.close(of: context.session.fiscalCode, label: label) }
        guard sessions.use(context.session.id, touching: false) != nil else { return left() }
        sessions.update(context.session.id) { $0.flash = "Sessione chiusa" }
        return Response.redirect(to: "/sessioni")
    }

    /// Seconds, for the page's script.
    private func rest(_ context: SignedInContext) -> Response {
        let session = sessions.use(context.session.id, touching: false) ?? context.session
        let rest = sessions.rest(of: session)
        let text = "{\"inattivita\": \(rest.idle), \"fine\": \(rest.maximum)}"
        return Response(
            status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    private func resume(_ context: SignedInContext) throws -> Response {
        let kept = sessions.keptForms(of: context.session.fiscalCode)
        guard !kept.isEmpty else { return .redirect(to: "/") }
        return try hall.renderer.page(
            ResumeModel(
                kept, formToken: context.session.formToken.value, flash: sessions.takeFlash(context.session.id),
                frame: hall.renderer.frame("Riprendi quello che avevi scritto", context)))
    }

    private func drop(_ context: SignedInContext) -> Response {
        let person = context.session.fiscalCode
        if let label = SecretToken(context.form["ripresa"]) { sessions.dropForm(label, of: person) }
        let isLast = sessions.keptForms(of: person).isEmpty
        sessions.update(context.session.id) { $0.flash = "Testo conservato eliminato" }
        return .redirect(to: isLast ? "/" : "/ripresa")
    }
}
