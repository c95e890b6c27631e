// SPDX-License-Identifier: EUPL-1.2

internal import Hummingbird
internal import Storage

/// Has all that comes after it run on threads that may wait for the database: a page asks the store several times.
struct PageThreads: RouterMiddleware {
    typealias Context = DeskContext

    let threads: ReadingThreads

    @concurrent
    func handle(
        _ request: Request, context: DeskContext, next: @concurrent (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        try await withTaskExecutorPreference(threads) { try await next(request, context) }
    }
}
