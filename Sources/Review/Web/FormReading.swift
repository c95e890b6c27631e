// SPDX-License-Identifier: EUPL-1.2

internal import HTTPTypes
internal import Hummingbird

/// Reads what is posted, once, up to a limit, and only where the browser does not say that another site sent it.
struct FormReading: RouterMiddleware {
    typealias Context = DeskContext

    /// Bytes: two long notes and the few short fields fit many times.
    static let limit = 64 * 1024

    @concurrent
    func handle(
        _ request: Request, context: DeskContext, next: @concurrent (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .post else { return try await next(request, context) }
        guard !request.isFromElsewhere else { throw PageRefusal.formNotOurs }
        let type = request.headers[.contentType] ?? ""
        guard type.lowercased().hasPrefix("application/x-www-form-urlencoded") else { throw PageRefusal.badForm }
        let body = try await request.body.collect(upTo: Self.limit)
        var context = context
        context.form = FormFields(urlEncoded: String(buffer: body))
        return try await next(request, context)
    }
}
