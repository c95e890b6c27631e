// SPDX-License-Identifier: EUPL-1.2

internal import Dispatch
internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import Storage

/// `/accesso/cambio`: new password and PIN, of the operator's own choice.
struct SecretRoutes: Sendable {
    let hall: SignInHall
    let gate: SignInGate

    private let queue = DispatchQueue(label: "esenzioni.secrets")

    init(hall: SignInHall, gate: SignInGate) {
        self.hall = hall
        self.gate = gate
    }

    func addRoutes(to routes: GuardedRoutes) {
        routes.get("\(RequireSignIn.changePath)", .impersonal) { _, context in
            try page(try await account(context), context)
        }
        routes.post("\(RequireSignIn.changePath)", .recorded(.ownAccount)) { request, context in
            try await change(request, context)
        }
    }

    private func account(_ context: SignedInContext) async throws -> OperatorAccount {
        guard let account = try await hall.desk.store.reader.account(of: context.session.fiscalCode) else {
            throw PageRefusal.signInNeeded
        }
        return account
    }

    private func page(
        _ account: OperatorAccount, _ context: SignedInContext, errors: [FieldError] = []
    ) throws -> Response {
        let title = (errors.isEmpty ? "" : "Errore: ") + "Cambio di password e PIN"
        let model = SecretsModel(
            frame: hall.renderer.frame(title, context), formToken: context.session.formToken.value,
            isForced: isForced(account, context.session), errors: errors)
        return try hall.renderer.page(model, status: errors.isEmpty ? .ok : .unprocessableContent)
    }

    private func change(_ request: Request, _ context: SignedInContext) async throws -> Response {
        let account = try await account(context)
        let draft = SecretsDraft(context.form)
        let person = account.person
        var errors = draft.errors(
            names: [account.userName, person.fiscalCode.value] + person.name.split(separator: " ").map(String.init))
        if errors.isEmpty { errors = try await presentErrors(draft, account, context) }
        guard errors.isEmpty else { return try page(account, context, errors: errors) }
        let (password, pin) = try await hashed(draft)
        try await hall.desk.store.changeSecrets(
            of: person.fiscalCode, password: password, pin: pin, recording: context.viewer.access)
        return try await goOn(as: account, after: context.session)
    }

    /// The other sessions of these secrets are over with them; this one begins anew under another name.
    private func goOn(as account: OperatorAccount, after old: Session) async throws -> Response {
        guard let fresh = try await hall.desk.store.reader.account(of: account.person.fiscalCode) else {
            throw PageRefusal.signInNeeded
        }
        hall.sessions.leave(old.id)
        hall.sessions.close(of: account.person.fiscalCode)
        let session = hall.sessions.open(for: fresh, from: old.origin)
        hall.sessions.update(session.id) { $0.flash = "Password e PIN cambiati" }
        var response = Response.redirect(to: hall.next(session))
        hall.sessionCookie.set(session.id, on: &response)
        return response
    }

    /// Who has just come in with secrets that were given is not asked for them again; who came in by another way is: their
    /// screen may be anybody's by now.
    private func isForced(_ account: OperatorAccount, _ session: Session) -> Bool {
        account.mustChange && session.origin.way == .credentials
    }

    /// The present secrets, which nobody at an unwatched screen knows; and that the new ones are others.
    private func presentErrors(
        _ draft: SecretsDraft, _ account: OperatorAccount, _ context: SignedInContext
    ) async throws -> [FieldError] {
        if !isForced(account, context.session) {
            do {
                _ = try await gate.account(
                    SignInGate.Credentials(
                        userName: account.userName, password: draft.presentPassword, pin: draft.presentPIN,
                        address: ClientAddress.counted(context.address)))
            } catch let refusal as SignInGate.Refusal {
                try await hall.noteChange(refusal, account.person.fiscalCode, context)
                return [FieldError(target: "password-attuale", message: SignInModel.refused)]
            }
        }
        let (isOldPassword, isOldPIN) = try await aside {
            (try account.password.matches(draft.password), try account.pin.matches(draft.pin))
        }
        var errors: [FieldError] = []
        if isOldPassword {
            errors.append(
                FieldError(target: "password-nuova", message: "La password deve essere diversa dalla precedente"))
        }
        if isOldPIN {
            errors.append(FieldError(target: "pin-nuovo", message: "Il PIN deve essere diverso dal precedente"))
        }
        return errors
    }

    private func hashed(_ draft: SecretsDraft) async throws -> (SecretHash, SecretHash) {
        try await aside { (try SecretHash(hashing: draft.password), try SecretHash(hashing: draft.pin)) }
    }

    /// scrypt, away from the threads that serve pages.
    private func aside<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }
}
