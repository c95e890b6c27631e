// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Hummingbird
internal import Storage

/// `/`: the desk.
struct DeskRoutes: Sendable {
    let desk: Desk
    let sessions: SessionStore
    let renderer: PageRenderer
    private let exemptions: ExemptionList

    init(desk: Desk, sessions: SessionStore, renderer: PageRenderer) {
        self.desk = desk
        self.sessions = sessions
        self.renderer = renderer
        exemptions = ExemptionList(desk.catalogue)
    }

    func addRoutes(to routes: GuardedRoutes) {
        routes.get("/", .recorded(.search)) { request, context in
            let query = request.uri.query ?? ""
            let search = DeskSearch(query: query, exemptions)
            // A form sends its empty fields too: the address that is kept and shared has only what was asked.
            guard !Self.hasEmptyFields(query) else {
                return Response.redirect(to: search.address(page: search.page))
            }
            return try await show(search, context)
        }
    }

    private static func hasEmptyFields(_ query: String) -> Bool {
        query.hasSuffix("=") || query.contains("=&")
    }

    private func show(_ search: DeskSearch, _ context: SignedInContext) async throws -> Response {
        let found = search.problems.isEmpty ? try await find(search, context.viewer) : nil
        let address = search.address(page: search.page)
        sessions.update(context.session.id) { $0.lastSearch = String(address.dropFirst(2)) }
        let model = DeskModel(
            search, found, try await setting(found, context), flash: sessions.takeFlash(context.session.id),
            frame: renderer.frame((search.problems.isEmpty ? "" : "Errore: ") + "Pratiche", context, at: .desk))
        return try renderer.page(model, status: search.problems.isEmpty ? .ok : .badRequest)
    }

    private func setting(_ found: PracticePage?, _ context: SignedInContext) async throws -> DeskModel.Setting {
        let now = desk.clock()
        let deadline = Timestamp(seconds: now.seconds - Int64(desk.settings.replyDeadline))
        let others = Set((found?.practices ?? []).compactMap(\.charge?.by)).subtracting([context.viewer.fiscalCode])
        return DeskModel.Setting(
            catalogue: desk.catalogue, viewer: context.viewer.fiscalCode,
            names: try await desk.store.reader.operatorNames(others), today: now.romeDay,
            pageSize: desk.settings.pageSize,
            lateNotices: try await desk.store.reader.noticesWithoutReply(since: deadline),
            exemptionList: renderer.address(ofAsset: ExemptionList.name))
    }

    /// The page asked for, or the last one when the list has become shorter since.
    private func find(_ search: DeskSearch, _ viewer: Viewer) async throws -> PracticePage {
        let size = desk.settings.pageSize
        func page(_ number: Int) async throws -> PracticePage {
            try await desk.store.reader.practices(
                search.filter, for: viewer, page: number, size: size, order: search.order)
        }
        let found = try await page(search.page)
        guard found.practices.isEmpty, found.total > 0 else { return found }
        return try await page(Pager.count(found.total, size))
    }
}
