// SPDX-License-Identifier: EUPL-1.2

internal import HTTPTypes
internal import Hummingbird

/// `/tasti`: the keys of the desk.
struct KeyRoutes: Sendable {
    let sessions: SessionStore
    let renderer: PageRenderer
    /// Whether the cookie goes over TLS only.
    let isSecure: Bool

    static let address = "/tasti"

    func addRoutes(to routes: some RouterMethods<SignedInContext>) {
        routes.get("/tasti") { request, context in
            let choice = request.cookies[KeyChoice.cookie].map { KeyChoice(cookie: $0.value) } ?? KeyChoice()
            return try page(choice, context)
        }
        routes.post("/tasti") { _, context in try save(context) }
    }

    private func page(
        _ choice: KeyChoice, _ context: SignedInContext, typed: FormFields = .empty, errors: [FieldError] = []
    ) throws -> Response {
        let title = (errors.isEmpty ? "" : "Errore: ") + "Tasti"
        let model = KeysModel(
            choice, typed: typed, errors: errors, formToken: context.session.formToken.value,
            flash: sessions.takeFlash(context.session.id), frame: renderer.frame(title, context))
        return try renderer.page(model, status: errors.isEmpty ? .ok : .unprocessableContent)
    }

    private func save(_ context: SignedInContext) throws -> Response {
        var problems: [FieldError] = []
        let isReset = context.form.has("usuali")
        let choice = isReset ? KeyChoice() : KeyChoice(form: context.form, problems: &problems)
        guard problems.isEmpty else { return try page(choice, context, typed: context.form, errors: problems) }
        sessions.update(context.session.id) { $0.flash = choice.isOn ? "Tasti salvati" : "Tasti disattivati" }
        var response = Response.redirect(to: Self.address)
        // A script of the page reads it: it is the one cookie that is no secret.
        response.setCookie(
            Cookie(
                name: KeyChoice.cookie, value: choice.cookieValue, maxAge: 365 * 86_400, path: "/", secure: isSecure,
                httpOnly: false, sameSite: .strict))
        return response
    }
}
