// SPDX-License-Identifier: EUPL-1.2

/// The sign-in page (manual §3.2), with the ways that are on.
struct SignInModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.signIn

    let frame: PageFrame
    let token: String
    let userName: String
    /// Why the page is shown again; nothing the first time.
    let problem: String?
    /// Why the person has to sign in once more.
    let notice: String?
    /// The page that the sign-in leads to; nothing for the list.
    let next: String?
    /// Whether user name, password and PIN are a way in.
    let hasCredentials: Bool
    /// Where a browser is asked for a certificate; nothing where that is no way in.
    let certificate: String?
    let hasOthers: Bool
    let others: [Link]

    struct Link: Encodable, Hashable, Sendable {
        let address: String
        let label: String
    }

    init(
        frame: PageFrame, token: String, userName: String = "", problem: String? = nil, notice: String? = nil,
        next: String? = nil, hasCredentials: Bool = true, certificate: String? = nil, others: [Link] = []
    ) {
        self.frame = frame
        self.token = token
        self.userName = userName
        self.problem = problem
        self.notice = notice
        self.next = next
        self.hasCredentials = hasCredentials
        self.certificate = certificate
        self.others = others
        hasOthers = !others.isEmpty
    }

    /// One sentence for every reason, so that it tells nobody which part was wrong.
    static let refused = "Credenziali non valide o troppi tentativi: ricontrolla i dati o riprova più tardi"
    static let expired = "La sessione è scaduta: accedi di nuovo"
    static let lost =
        "La sessione non c'è più, e quello che hai inviato non si è potuto conservare: con «Indietro» puoi ancora copiarlo"
    static let kept =
        "La sessione è finita. Quello che avevi scritto è conservato: accedi di nuovo con la stessa utenza per ritrovarlo"
}
