// SPDX-License-Identifier: EUPL-1.2

/// The sign-in page (manual §3.2).
struct SignInModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.signIn

    let frame: PageFrame
    let token: String
    let userName: String
    /// Why the page is shown again; nothing the first time.
    let problem: String?
    /// Why the person has to sign in once more.
    let notice: String?

    /// One sentence for every reason, so that it tells nobody which part was wrong.
    static let refused = "Credenziali non valide o troppi tentativi: ricontrolla i dati o riprova più tardi"
    static let expired = "La sessione è scaduta: accedi di nuovo"
}
