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
            if let number = PracticeNumber(search.fields[DeskSearch.Name.practice]) {
                return .redirect(to: try await address(of: search, at: number, context))
            }
            return try await show(search, context)
        }
    }

    private static func hasEmptyFields(_ query: String) -> Bool {
        query.hasSuffix("=") || query.contains("=&")
    }

    /// Whoever comes back from a practice comes to its place, on whichever page that is by now. In a list so long that looking for it
    /// would take time, to the page that was left.
    private func address(
        of search: DeskSearch, at number: PracticeNumber, _ context: SignedInContext
    ) async throws -> String {
        let size = desk.settings.pageSize
        let place = try await desk.store.reader.position(
            of: number, in: search.filter, for: context.viewer.person, order: search.order, most: Self.farthest * size)
        guard let place else { return "\(search.address(page: search.page))#\(number.rowAnchor)" }
        return "\(search.address(page: place.index / max(size, 1) + 1))#\(place.practice.rowAnchor)"
    }

    /// Pages of a list.
    private static let farthest = 500

    private func show(_ search: DeskSearch, _ context: SignedInContext) async throws -> Response {
        let now = desk.clock()
        let deadline = Timestamp(seconds: now.seconds - Int64(desk.settings.replyDeadline))
        let reader = desk.store.reader
        let list =
            search.problems.isEmpty
            ? try await reader.deskList(
                search.filter, for: context.viewer, page: search.page, size: desk.settings.pageSize,
                order: search.order, repliesDueSince: deadline) : nil
        if list != nil { desk.store.recordAhead(context.viewer.access) }
        let lateNotices =
            if let list { list.lateNotices } else { try await reader.noticesWithoutReply(since: deadline) }
        let address = search.address(page: search.page)
        sessions.update(context.session.id) { $0.lastSearch = String(address.dropFirst(2)) }
        let setting = DeskModel.Setting(
            catalogue: desk.catalogue, viewer: context.viewer.fiscalCode, names: list?.names ?? [:],
            physicians: list?.physicians ?? [:], today: now.romeDay, pageSize: desk.settings.pageSize,
            lateNotices: lateNotices,
            refused: list?.refused ?? [], refusedTotal: list?.refusedTotal ?? 0,
            exemptionList: renderer.address(ofAsset: ExemptionList.name))
        let model = DeskModel(
            search, list?.found, setting, flash: sessions.takeFlash(context.session.id),
            frame: renderer.frame((search.problems.isEmpty ? "" : "Errore: ") + "Pratiche", context, at: .desk))
        return try renderer.page(model, status: search.problems.isEmpty ? .ok : .badRequest)
    }
}
