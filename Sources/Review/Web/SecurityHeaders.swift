// SPDX-License-Identifier: EUPL-1.2

internal import HTTPTypes
internal import Hummingbird

/// Puts the headers that keep a browser narrow on every answer; an answer that sets its own keeps it.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = DeskContext

    /// Only what this very server sends, nothing that stands in the page itself: no script, no style, no picture as data.
    static let policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
        + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

    @concurrent
    func handle(
        _ request: Request, context: DeskContext, next: @concurrent (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        let wanted: [(HTTPField.Name?, String)] = [
            (.contentSecurityPolicy, Self.policy),
            (.xContentTypeOptions, "nosniff"),
            (.init("Referrer-Policy"), "no-referrer"),
            (.init("Cross-Origin-Opener-Policy"), "same-origin"),
            (.init("Cross-Origin-Resource-Policy"), "same-origin"),
            (.cacheControl, "no-store"),
        ]
        for case (let name?, let value) in wanted where response.headers[name] == nil {
            response.headers[name] = value
        }
        return response
    }
}
