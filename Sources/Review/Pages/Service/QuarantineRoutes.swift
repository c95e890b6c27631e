// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Hummingbird
internal import Storage

/// `/stato/quarantena`: what could not be taken in, why, and reading it again.
struct QuarantineRoutes: Sendable {
    let desk: Desk
    let sessions: SessionStore
    let renderer: PageRenderer

    private static let path = QuarantineSearch.path

    func addRoutes(to routes: GuardedRoutes) {
        routes.get("\(Self.path)", .recorded(.quarantine)) { request, context in
            try await list(request.uri.query ?? "", context)
        }
        routes.get("\(Self.path)/riprova", .recorded(.quarantine)) { request, context in
            try await askForAll(request.uri.query ?? "", context)
        }
        routes.post("\(Self.path)/riprova", .recorded(.quarantine)) { _, context in try await retryAll(context) }
        routes.get("\(Self.path)/:id", .recorded(.quarantine)) { request, context in
            try await showFile(isTrial: FormFields(urlEncoded: request.uri.query ?? "").has(trialName), context)
        }
        routes.post("\(Self.path)/:id/riprova", .recorded(.quarantine)) { _, context in try await retryOne(context) }
    }

    private let trialName = QuarantinedFileModel.trialName

    private func list(_ query: String, _ context: SignedInContext) async throws -> Response {
        try context.requireAdministrator()
        let search = QuarantineSearch(FormFields(urlEncoded: query))
        let model = QuarantineModel(
            search,
            try await desk.store.reader.quarantine(
                of: search.reason, page: search.page, size: QuarantineSearch.pageSize),
            reasons: try await desk.store.reader.quarantineReasons(), flash: sessions.takeFlash(context.session.id),
            formToken: context.session.formToken.value, frame: renderer.frame("Quarantena", context, at: .service))
        return try renderer.page(model)
    }

    private func showFile(isTrial: Bool, _ context: SignedInContext) async throws -> Response {
        let file = try await file(context)
        let trial = isTrial ? try await desk.service.rehearse(file) : nil
        return try renderer.page(
            QuarantinedFileModel(
                file, trial: trial, formToken: context.session.formToken.value,
                frame: renderer.frame("File in quarantena", context, at: .service)))
    }

    private func file(_ context: SignedInContext) async throws -> QuarantinedFile {
        try context.requireAdministrator()
        guard let id = context.parameters.get("id", as: Int64.self),
            let file = try await desk.store.reader.quarantined(Delivery.ID(id))
        else { throw PageRefusal.notFound }
        return file
    }

    private func retryOne(_ context: SignedInContext) async throws -> Response {
        let file = try await file(context)
        let count = try await desk.store.retryQuarantined(file.delivery.id, recording: context.viewer.access) ? 1 : 0
        return released(count, context)
    }

    private func askForAll(_ query: String, _ context: SignedInContext) async throws -> Response {
        try context.requireAdministrator()
        let search = QuarantineSearch(FormFields(urlEncoded: query))
        let total = try await desk.store.reader.quarantine(of: search.reason, page: 1, size: 1).total
        guard total > 0 else { return .redirect(to: search.address) }
        let which = search.reason.map { ": «\($0.message)»" } ?? ""
        return try renderer.page(
            RetryAllModel(
                frame: renderer.frame("Riprova", context, at: .service),
                question: total == 1
                    ? "Sei sicuro di voler rileggere un file in quarantena\(which)?"
                    : "Sei sicuro di voler rileggere \(total.grouped) file in quarantena\(which)?",
                reasonValue: search.reason?.rawValue ?? "", back: search.address,
                formToken: context.session.formToken.value))
    }

    private func retryAll(_ context: SignedInContext) async throws -> Response {
        try context.requireAdministrator()
        let reason = context.form[QuarantineSearch.Name.reason]
        let code = FindingCode(rawValue: reason)
        // A reason that is not known must not become all of them.
        guard reason.isEmpty || code != nil else { throw PageRefusal.badForm }
        return released(try await desk.store.retryQuarantined(for: code, recording: context.viewer.access), context)
    }

    private func released(_ count: Int, _ context: SignedInContext) -> Response {
        desk.service.released()
        let words =
            switch count {
            case 0: "Nessun file era ancora in quarantena"
            case 1: "Un file viene riletto: il mittente riceve una nuova ricevuta se l'esito cambia"
            default: "\(count.grouped) file vengono riletti: i mittenti ricevono nuove ricevute dove l'esito cambia"
            }
        sessions.update(context.session.id) { $0.flash = words }
        return .redirect(to: Self.path)
    }
}
