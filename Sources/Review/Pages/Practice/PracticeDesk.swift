// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import Storage

/// What the routes of one practice share: finding it within the operator's reach, and making its page.
struct PracticeDesk: Sendable {
    let desk: Desk
    let sessions: SessionStore
    let renderer: PageRenderer
    let gallery: PageGallery
    let words: WordShelf
    let drafts: DraftShelf
    private let exemptions: ExemptionList

    init(desk: Desk, sessions: SessionStore, renderer: PageRenderer, gallery: PageGallery, words: WordShelf) {
        self.desk = desk
        self.sessions = sessions
        self.renderer = renderer
        self.gallery = gallery
        self.words = words
        drafts = DraftShelf(store: desk.store, logger: desk.logger)
        exemptions = ExemptionList(desk.catalogue)
    }

    /// The practice that the address names.
    ///
    /// - Throws: `PageRefusal.notFound` alike for what is not there and for what is another ASL's.
    func dossier(_ context: SignedInContext) async throws -> PracticeDossier {
        guard let dossier = try await desk.store.reader.dossier(try number(context), for: context.viewer) else {
            throw PageRefusal.notFound
        }
        return dossier
    }

    /// The detail page of the practice that the address names, all of it as of one moment.
    ///
    /// - Throws: as `dossier`.
    func page(_ context: SignedInContext, query: String) async throws -> Response {
        let search = DeskSearch(query: context.session.lastSearch, exemptions)
        let visit = try await desk.store.reader.visit(
            try number(context), for: context.viewer, in: search.filter, order: search.order)
        guard let visit else { throw PageRefusal.notFound }
        desk.store.recordAhead(context.viewer.access)
        let kept = drafts.kept(visit.around.draft, of: visit.dossier.practice.number)
        return try await page(
            try standing(visit.dossier, kept?.draft, for: context.viewer.person), visit.around, context, kept: kept,
            draft: kept?.draft,
            query: query)
    }

    /// The practice with the findings that stand where what was typed counts, as far as it can be read.
    func standing(
        _ dossier: PracticeDossier, _ draft: DecisionDraft?, for viewer: Operator
    ) throws -> PracticeDossier {
        try desk.store.reader.dossier(
            dossier, with: draft?.reading().entry ?? DoctorEntry(), for: viewer,
            by: DecisionRules(catalogue: desk.catalogue.lookup), at: desk.clock())
    }

    private func number(_ context: SignedInContext) throws -> PracticeNumber {
        guard let number = context.parameters.get("number").flatMap({ PracticeNumber($0) }) else {
            throw PageRefusal.notFound
        }
        return number
    }

    /// The detail page with what was typed and not taken.
    ///
    /// - Parameter errors: what keeps it from being taken.
    func page(
        _ dossier: PracticeDossier, _ context: SignedInContext, draft: DecisionDraft, errors: [FieldError],
        status: HTTPResponse.Status
    ) async throws -> Response {
        let search = DeskSearch(query: context.session.lastSearch, exemptions)
        let around = try await desk.store.reader.surroundings(
            of: dossier.practice.number, in: search.filter, for: context.viewer.person, order: search.order)
        return try await page(dossier, around, context, draft: draft, errors: errors, status: status)
    }

    private func page(
        _ dossier: PracticeDossier, _ around: Surroundings, _ context: SignedInContext, kept: DraftShelf.Kept? = nil,
        draft: DecisionDraft?, errors: [FieldError] = [], status: HTTPResponse.Status = .ok, query: String = ""
    ) async throws -> Response {
        var setting = setting(context, dossier.practice.number)
        setting.query = query
        setting.draftSavedAt = kept?.savedAt
        setting.words = await words.words(
            dossier.documents.map(\.sha256), within: .seconds(desk.settings.drawingWait))
        setting.pageSizes = await pageSizes(dossier)
        setting.neighbours = around.neighbours
        let named = dossier.findings.compactMap(\.namedPractice)
        if !named.isEmpty {
            setting.reached = try await desk.store.reader.reached(named, by: context.viewer.person)
        }
        let title = (errors.isEmpty ? "" : "Errore: ") + "Pratica \(dossier.practice.number)"
        let model = PracticeModel(
            dossier, setting, draft: draft, errors: errors, flash: sessions.takeFlash(context.session.id),
            frame: renderer.frame(title, context, at: .desk))
        return try renderer.page(model, status: status)
    }

    /// To the list that the operator came from, at the row of the practice.
    func back(_ context: SignedInContext, to number: PracticeNumber) -> String {
        DeskSearch.address(of: context.session.lastSearch, at: number)
    }

    /// An address below a practice to which forms are sent leads to the practice where it is opened as a page: by a bookmark, a
    /// restored window or by hand.
    func leadBack(from path: String, _ routes: GuardedRoutes) {
        routes.get("/pratiche/:number/\(path)", .recorded(.detail)) { _, context in
            .redirect(to: try await dossier(context).practice.number.address)
        }
    }

    private func pageSizes(_ dossier: PracticeDossier) async -> [PageKey: PageSize] {
        let keys = dossier.documents.flatMap { PageSheet.keys($0.sha256, $0.extract) }
        return await gallery.sizes(keys, within: .seconds(desk.settings.drawingWait))
    }

    private func setting(_ context: SignedInContext, _ number: PracticeNumber) -> PracticeModel.Setting {
        let now = desk.clock()
        return PracticeModel.Setting(
            catalogue: desk.catalogue, viewer: context.viewer.person, now: now,
            replyDeadline: Timestamp(seconds: now.seconds - Int64(desk.settings.replyDeadline)),
            formToken: context.session.formToken.value, back: back(context, to: number),
            senders: desk.settings.senderNames)
    }
}
