// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Hummingbird
internal import Storage

/// `/`: the desk.
struct DeskRoutes: Sendable {
    let desk: Desk
    let sessions: SessionStore
    let renderer: PageRenderer

    func addRoutes(to routes: GuardedRoutes) {
        routes.get("/", .recorded(.search)) { request, context in try await show(request.uri.query ?? "", context) }
    }

    private func show(_ query: String, _ context: SignedInContext) async throws -> Response {
        let search = DeskSearch(query: query)
        let found = search.problems.isEmpty ? try await find(search, context.viewer) : nil
        sessions.update(context.session.id) { $0.lastSearch = query }
        let deadline = Timestamp(seconds: desk.clock().seconds - Int64(desk.settings.replyDeadline))
        let model = DeskModel(
            search, found, catalogue: desk.catalogue, pageSize: desk.settings.pageSize,
            lateNotices: try await desk.store.reader.noticesWithoutReply(since: deadline),
            flash: sessions.takeFlash(context.session.id), frame: renderer.frame("Pratiche", context, at: .desk))
        return try renderer.page(model, status: search.problems.isEmpty ? .ok : .badRequest)
    }

    /// The page asked for, or the last one when the list has become shorter since.
    private func find(_ search: DeskSearch, _ viewer: Viewer) async throws -> PracticePage {
        let size = desk.settings.pageSize
        let found = try await desk.store.reader.practices(search.filter, for: viewer, page: search.page, size: size)
        guard found.practices.isEmpty, found.total > 0 else { return found }
        return try await desk.store.reader.practices(
            search.filter, for: viewer, page: Pager.count(found.total, size), size: size)
    }
}
