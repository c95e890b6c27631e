// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Storage

/// `/accesso`: the ways in, and the one by user name, password and PIN.
struct SignInRoutes: Sendable {
    let hall: SignInHall
    let gate: SignInGate

    /// - Parameter doors: of what ends in a sign-in or a refusal.
    func addRoutes(to router: Router<DeskContext>, _ doors: RouterGroup<DeskContext>) {
        router.get("/accesso") { request, context in
            let why = FormFields(urlEncoded: request.uri.query ?? "")["sessione"]
            let notices = [
                "scaduta": SignInModel.expired, "conservata": SignInModel.kept, "persa": SignInModel.lost,
            ]
            return try form(request, context, notice: notices[why], next: ReturnPath(carriedBy: request))
        }
        if hall.desk.settings.hasCredentials {
            doors.post("/accesso") { request, context in try await signIn(request, context) }
        }
    }

    private func signIn(_ request: Request, _ context: DeskContext) async throws -> Response {
        let next = ReturnPath(context.form[ReturnPath.name])
        guard let token = hall.signInCookie.token(in: request), token.matches(context.form["gettone"]) else {
            return try form(request, context, status: .forbidden, notice: SignInModel.expired, next: next)
        }
        let typed = SignInGate.Credentials(
            userName: context.form["username"], password: context.form.exact("password"),
            pin: context.form.exact("pin"), address: ClientAddress.counted(context.address),
            browser: hall.browserCookie.token(in: request))
        do {
            let account = try await gate.account(typed)
            let session = try await hall.enter(account, by: .credentials, request, context)
            let browser = typed.browser ?? SecretToken()
            try await hall.desk.store.rememberBrowser(try browser.digest, of: session.fiscalCode)
            var response = Response.redirect(to: hall.next(session, next))
            hall.sessionCookie.set(session.id, on: &response)
            hall.browserCookie.set(browser, on: &response)
            return response
        } catch let refusal as SignInGate.Refusal {
            let person = try await hall.desk.store.reader.account(userName: typed.userName)?.person.fiscalCode
            try await hall.note(.credentials, person, refusal: refusal.rawValue, context)
            return try form(
                request, context, typed.userName, status: .unauthorized, problem: SignInModel.refused, next: next)
        }
    }

    private func form(
        _ request: Request, _ context: DeskContext, _ userName: String = "", status: HTTPResponse.Status = .ok,
        problem: String? = nil, notice: String? = nil, next: ReturnPath?
    ) throws -> Response {
        let token = hall.signInCookie.token(in: request) ?? SecretToken()
        let settings = hall.desk.settings
        let model = SignInModel(
            frame: hall.renderer.frame((problem == nil ? "" : "Errore: ") + "Accesso"), token: token.value,
            userName: userName, problem: problem,
            notice: notice, next: next?.value, hasCredentials: settings.hasCredentials,
            certificate: settings.certificateDoor(seenFrom: request.head.authority).map(next.carried),
            others: links(context.entrance, to: next))
        var response = try hall.renderer.page(model, status: status)
        hall.signInCookie.set(token, on: &response)
        return response
    }

    /// SPID and CIE, by the way that is on; the gateway's only to who comes through it.
    private func links(_ entrance: Entrance, to next: ReturnPath?) -> [SignInModel.Link] {
        var links: [SignInModel.Link] = []
        if entrance == .gateway, let start = hall.desk.settings.gatewayStart {
            // Elsewhere than here nobody is known to hand it on.
            let address = start.hasPrefix("/") ? next.carried(by: start) : start
            links += ["Entra con SPID", "Entra con CIE", "CNS | TS-CNS"].map { .init(address: address, label: $0) }
        }
        if hall.desk.doors.openID != nil {
            links.append(
                .init(address: next.carried(by: "\(OpenIDRoutes.start)?con=spid"), label: "Entra con SPID"))
            links.append(
                .init(address: next.carried(by: "\(OpenIDRoutes.start)?con=cie"), label: "Entra con CIE"))
        }
        return links
    }
}

extension DeskSettings {
    /// The address at which a browser is asked for a certificate; nothing where that is no way in.
    ///
    /// - Parameter authority: host and port by which the browser reached this page.
    func certificateDoor(seenFrom authority: String?) -> String? {
        guard let certificatePort else { return nil }
        if let certificateAddress { return certificateAddress + CertificateRoutes.path }
        let isPlain = (authority ?? "").utf8.allSatisfy { byte in
            byte.isASCIIDigit || byte.asciiUppercased.isASCIIUppercaseLetter || ".-:[]".utf8.contains(byte)
        }
        guard let authority, isPlain, !authority.isEmpty else { return nil }
        let end = authority.last == "]" ? nil : authority.lastIndex(of: ":")
        let name = end.map { authority[..<$0] } ?? authority[...]
        return "https://\(name):\(certificatePort)\(CertificateRoutes.path)"
    }
}
