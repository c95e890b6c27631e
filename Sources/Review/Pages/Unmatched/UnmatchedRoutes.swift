// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import Storage

/// `/documenti-da-abbinare`: who a document is about, or that it is about nobody.
struct UnmatchedRoutes: Sendable {
    let desk: Desk
    let sessions: SessionStore
    let renderer: PageRenderer
    let download: DocumentDownload
    let pictures: PictureDelivery

    func addRoutes(to routes: GuardedRoutes) {
        routes.get("/documenti-da-abbinare", .recorded(.unmatchedList)) { _, context in try await list(context) }
        routes.get("/documenti-da-abbinare/:id/documento", .recorded(.download)) { _, context in
            let document = try await document(context)
            return try await download.response(
                document.delivery.arrival.sha256, name: document.delivery.arrival.name, extract: document.extract)
        }
        routes.get("/documenti-da-abbinare/:id/\(PictureDelivery.path)", .recorded(.pageImage)) { request, context in
            let document = try await document(context)
            return try await pictures.response(document.delivery.arrival.sha256, document.extract, request, context)
        }
        routes.post("/documenti-da-abbinare/:id/abbina", .recorded(.match)) { _, context in try await match(context) }
        routes.get("/documenti-da-abbinare/:id/non-pertinente", .recorded(.confirmation)) { _, context in
            try await ask(context)
        }
        routes.post("/documenti-da-abbinare/:id/non-pertinente", .recorded(.dismiss)) { _, context in
            try await dismiss(context)
        }
    }

    private func list(
        _ context: SignedInContext, attempt: MatchAttempt? = nil, errors: [FieldError] = [],
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let documents = try await waiting(context)
        let keys = documents.flatMap { PageSheet.keys($0.delivery.arrival.sha256, $0.extract) }
        let title = (errors.isEmpty ? "" : "Errore: ") + "Documenti da abbinare"
        let model = UnmatchedModel(
            documents, pageSizes: pictures.gallery.knownSizes(keys), attempt: attempt, errors: errors,
            formToken: context.session.formToken.value,
            flash: sessions.takeFlash(context.session.id), frame: renderer.frame(title, context, at: .unmatched))
        return try renderer.page(model, status: status)
    }

    private func waiting(_ context: SignedInContext) async throws -> [UnmatchedDocument] {
        guard context.viewer.role.has(.matchDocuments) else { throw PageRefusal.notPermitted }
        return try await desk.store.reader.unmatchedDocuments(for: context.viewer)
    }

    private func document(_ context: SignedInContext) async throws -> UnmatchedDocument {
        guard context.viewer.role.has(.matchDocuments) else { throw PageRefusal.notPermitted }
        let id = try deliveryID(context)
        guard let document = try await desk.store.reader.unmatchedDocument(id, for: context.viewer) else {
            throw PageRefusal.notFound
        }
        return document
    }

    private func deliveryID(_ context: SignedInContext) throws -> Delivery.ID {
        guard let value = context.parameters.get("id", as: Int64.self) else { throw PageRefusal.notFound }
        return Delivery.ID(value)
    }

    private func match(_ context: SignedInContext) async throws -> Response {
        let attempt = MatchAttempt(context.form, of: try deliveryID(context))
        do {
            let number = try await desk.store.match(attempt.id, to: try attempt.person(), by: context.viewer)
            desk.wake()
            sessions.update(context.session.id) { $0.flash = "Documento abbinato alla pratica \(number)" }
            return .redirect(to: number.address)
        } catch let problems as DraftProblems {
            return try await list(
                context, attempt: attempt, errors: problems.errors, status: .unprocessableContent)
        } catch let refusal as MatchRefusal {
            return try await answer(refusal, context)
        }
    }

    private func ask(_ context: SignedInContext) async throws -> Response {
        let document = try await document(context)
        return try renderer.page(
            DismissalModel(
                frame: renderer.frame("Non pertinente", context, at: .unmatched),
                fileName: document.delivery.arrival.name.lastComponent, sender: document.delivery.arrival.sender,
                action: "\(document.delivery.id.address)/non-pertinente",
                formToken: context.session.formToken.value))
    }

    private func dismiss(_ context: SignedInContext) async throws -> Response {
        do {
            try await desk.store.setAsNotPertinent(try deliveryID(context), by: context.viewer)
            desk.wake()
            sessions.update(context.session.id) { $0.flash = "Documento segnato come non pertinente" }
            return .redirect(to: "/documenti-da-abbinare")
        } catch let refusal as MatchRefusal {
            return try await answer(refusal, context)
        }
    }

    private func answer(_ refusal: MatchRefusal, _ context: SignedInContext) async throws -> Response {
        guard refusal == .notWaiting else { throw PageRefusal.notPermitted }
        let message = "Il documento non è più in attesa: è già stato abbinato o segnato da un altro operatore"
        return try await list(context, errors: [FieldError(target: "elenco", message: message)], status: .conflict)
    }
}
