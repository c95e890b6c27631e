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
    let words: WordShelf

    func addRoutes(to routes: GuardedRoutes) {
        routes.get("/documenti-da-abbinare", .recorded(.unmatchedList)) { request, context in
            try await list(context, FormFields(urlEncoded: request.uri.query ?? ""))
        }
        routes.post("/documenti-da-abbinare/:id/verifica", .recorded(.personChecked)) { _, context in
            try await verify(context)
        }
        routes.get("/documenti-da-abbinare/:id/documento", .recorded(.download)) { _, context in
            let document = try await document(context)
            return try await download.response(
                document.delivery.arrival.sha256, name: document.delivery.arrival.name, extract: document.extract)
        }
        routes.get("/documenti-da-abbinare/:id/\(PictureDelivery.path)", .recorded(.pageImage)) { request, context in
            let document = try await document(context)
            return try await pictures.response(document.delivery.arrival.sha256, document.extract, request, context)
        }
        routes.get("/documenti-da-abbinare/:id/pagine/:page/testo", .recorded(.pageText)) { _, context in
            try await text(context)
        }
        routes.post("/documenti-da-abbinare/:id/abbina", .recorded(.match)) { _, context in try await match(context) }
        routes.get("/documenti-da-abbinare/:id/non-pertinente", .recorded(.confirmation)) { _, context in
            try await ask(context)
        }
        routes.post("/documenti-da-abbinare/:id/non-pertinente", .recorded(.dismiss)) { _, context in
            try await dismiss(context)
        }
        for path in ["abbina", "verifica"] {
            // Where forms are sent; opened as a page it leads to the document in the list.
            routes.get("/documenti-da-abbinare/:id/\(path)", .recorded(.unmatchedList)) { _, context in
                .redirect(to: Self.address(of: try await document(context).delivery.id))
            }
        }
    }

    /// Documents on one page: each is shown with its pages.
    private static let pageSize = 10

    /// The list at one of its documents, on whatever page that is.
    private static func address(of id: Delivery.ID) -> String {
        "/documenti-da-abbinare?documento=\(id.value)#documento-\(id.value)"
    }

    /// The page that the address asks for, with what was last tried with its document.
    private func list(_ context: SignedInContext, _ query: FormFields) async throws -> Response {
        guard let id = Int64(query["documento"]).map(Delivery.ID.init) else {
            return try await list(context, page: query.page("pagina"))
        }
        guard let tried = context.session.triedMatch, tried.attempt.id == id else {
            return try await list(context, at: id)
        }
        let document = try await desk.store.reader.unmatchedDocument(id, for: context.viewer)
        var person: PersonCard?
        if let document, let code = FiscalCode(tried.attempt.fiscalCode) {
            person = try await self.person(code, tried.attempt, document, context)
        }
        return try await list(
            context, at: id, attempt: document == nil ? nil : .init(typed: tried.attempt, person: person),
            errors: document == nil ? [] : tried.errors)
    }

    /// One page of the list: the one asked for, or that of a document.
    private func list(
        _ context: SignedInContext, page: Int = 1, at id: Delivery.ID? = nil, attempt: UnmatchedModel.Attempt? = nil,
        errors: [FieldError] = [],
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let part = await part(of: try await waiting(context, page: page, with: id))
        let title = (errors.isEmpty ? "" : "Errore: ") + "Documenti da abbinare"
        let model = UnmatchedModel(
            part, attempt: attempt, errors: errors, formToken: context.session.formToken.value,
            flash: sessions.takeFlash(context.session.id), frame: renderer.frame(title, context, at: .unmatched))
        return try renderer.page(model, status: status)
    }

    private func part(of found: UnmatchedPage) async -> UnmatchedModel.Part {
        let pager = Pager(found.page, total: found.total, pageSize: Self.pageSize) {
            "/documenti-da-abbinare" + ($0 == 1 ? "" : "?pagina=\($0)")
        }
        let shown = found.documents
        let keys = shown.map { PageSheet.keys($0.delivery.arrival.sha256, $0.extract) }
        // The first document is looked at at once: its boxes are worth the wait, the others' come when they are seen.
        let first = await pictures.gallery.sizes(keys.first ?? [], within: .seconds(desk.settings.drawingWait))
        let sizes = pictures.gallery.knownSizes(keys.flatMap(\.self)).merging(first) { known, _ in known }
        return UnmatchedModel.Part(
            documents: shown, sizes: sizes, total: found.total, pager: pager,
            today: desk.clock().romeDay, senders: desk.settings.senderNames)
    }

    private func waiting(
        _ context: SignedInContext, page: Int, with id: Delivery.ID?
    ) async throws -> UnmatchedPage {
        guard context.viewer.role.has(.matchDocuments) else { throw PageRefusal.notPermitted }
        return try await desk.store.reader.unmatchedDocuments(
            for: context.viewer, page: page, size: Self.pageSize, with: id)
    }

    private func document(_ context: SignedInContext) async throws -> UnmatchedDocument {
        guard context.viewer.role.has(.matchDocuments) else { throw PageRefusal.notPermitted }
        let id = try deliveryID(context)
        guard let document = try await desk.store.reader.unmatchedDocument(id, for: context.viewer) else {
            throw PageRefusal.notFound
        }
        return document
    }

    /// A page in words, for who cannot look at its picture.
    private func text(_ context: SignedInContext) async throws -> Response {
        let delivery = try await document(context).delivery
        return try await PageTextDelivery(words: words, renderer: renderer).response(
            delivery.arrival.sha256, DocumentLink(delivery), pages: delivery.id.address,
            back: "/documenti-da-abbinare#documento-\(delivery.id.value)", at: .unmatched, context)
    }

    private func deliveryID(_ context: SignedInContext) throws -> Delivery.ID {
        guard let value = context.parameters.get("id", as: Int64.self) else { throw PageRefusal.notFound }
        return Delivery.ID(value)
    }

    /// Shows whose code was typed, and files nothing.
    private func verify(_ context: SignedInContext) async throws -> Response {
        let document = try await document(context)
        let attempt = MatchAttempt(context.form, of: document.delivery.id)
        do {
            _ = try await person(try attempt.code(), attempt, document, context)
            return show(attempt, [], context)
        } catch let problems as DraftProblems {
            context.viewer.access.conclude(.refused)
            return show(attempt, problems.errors, context)
        }
    }

    private func match(_ context: SignedInContext) async throws -> Response {
        guard context.viewer.role.has(.matchDocuments) else { throw PageRefusal.notPermitted }
        let attempt = MatchAttempt(context.form, of: try deliveryID(context))
        do {
            let person = try attempt.person(try await known(try attempt.code(), context))
            let number = try await matched(attempt.id, to: person, context)
            desk.wake()
            sessions.update(context.session.id) { $0.triedMatch = nil }
            // It may have joined a practice of another district, or one that is reserved: that one is not named.
            let isReached = try await desk.store.reader.reached([number], by: context.viewer.person).contains(number)
            sessions.update(context.session.id) {
                $0.flash = isReached ? "Documento abbinato alla pratica \(number)" : "Documento abbinato"
            }
            return .redirect(to: isReached ? number.address : "/documenti-da-abbinare")
        } catch let problems as DraftProblems {
            context.viewer.access.conclude(.refused)
            return show(attempt, problems.errors, context)
        } catch let refusal as MatchRefusal {
            return try await answer(refusal, context)
        }
    }

    /// The practice of the document; the same one where the same operator sends the same person once more, as by a second click.
    private func matched(
        _ id: Delivery.ID, to person: Beneficiary, _ context: SignedInContext
    ) async throws -> PracticeNumber {
        do {
            return try await desk.store.match(id, to: person, by: context.viewer)
        } catch MatchRefusal.notWaiting {
            let settled = try await desk.store.reader.settled(id, by: context.viewer.person)
            guard let number = settled?.practice, settled?.person == person.fiscalCode else {
                throw MatchRefusal.notWaiting
            }
            return number
        }
    }

    /// Away to the list, which shows what was typed, what is wrong with it, and whose code it is where that is clear: a page
    /// with an address of its own, so that going back and forth and asking for it anew lead to the same.
    private func show(_ attempt: MatchAttempt, _ errors: [FieldError], _ context: SignedInContext) -> Response {
        sessions.update(context.session.id) { $0.triedMatch = TriedMatch(attempt: attempt, errors: errors) }
        return .redirect(to: Self.address(of: attempt.id))
    }

    private func person(
        _ code: FiscalCode, _ attempt: MatchAttempt, _ document: UnmatchedDocument, _ context: SignedInContext
    ) async throws -> PersonCard {
        PersonCard(attempt, code, try await known(code, context), document.extract)
    }

    private func known(_ code: FiscalCode, _ context: SignedInContext) async throws -> KnownPerson? {
        KnownPerson(
            try await desk.store.reader.practices(
                PracticeFilter(fiscalCode: code.value), for: context.viewer, page: 1, size: 1,
                order: PracticeOrder(.number, isDescending: true)))
    }

    private func ask(_ context: SignedInContext) async throws -> Response {
        let document = try await document(context)
        return try renderer.page(
            DismissalModel(
                frame: renderer.frame("Non pertinente", context, at: .unmatched),
                fileName: document.delivery.arrival.name.lastComponent,
                sender: desk.settings.senderNames[document.delivery.arrival.sender] ?? document.delivery.arrival.sender,
                action: "\(document.delivery.id.address)/non-pertinente",
                formToken: context.session.formToken.value))
    }

    private func dismiss(_ context: SignedInContext) async throws -> Response {
        do {
            try await dismissed(try deliveryID(context), context)
            desk.wake()
            sessions.update(context.session.id) { $0.flash = "Documento segnato come non pertinente" }
            return .redirect(to: "/documenti-da-abbinare")
        } catch let refusal as MatchRefusal {
            return try await answer(refusal, context)
        }
    }

    /// Done once, however often the same operator says so.
    private func dismissed(_ id: Delivery.ID, _ context: SignedInContext) async throws {
        do {
            try await desk.store.setAsNotPertinent(id, by: context.viewer)
        } catch MatchRefusal.notWaiting {
            let settled = try await desk.store.reader.settled(id, by: context.viewer.person)
            guard let settled, settled.practice == nil else { throw MatchRefusal.notWaiting }
        }
    }

    private func answer(_ refusal: MatchRefusal, _ context: SignedInContext) async throws -> Response {
        guard refusal == .notWaiting else { throw PageRefusal.notPermitted }
        let message = "Il documento non è più in attesa: è già stato abbinato o segnato"
        return try await list(context, errors: [FieldError(target: "elenco", message: message)], status: .conflict)
    }
}
