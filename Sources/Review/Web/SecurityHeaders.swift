// SPDX-License-Identifier: EUPL-1.2

internal import HTTPTypes
internal import Hummingbird

/// Puts the headers that keep a browser narrow on every answer; an answer that sets its own keeps it.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = DeskContext

    /// Whether the pages are reached over TLS: a browser then asks for them in no other way for two years.
    let isSecure: Bool

    /// Only what this very server sends, nothing that stands in the page itself: no script, no style, no picture as data.
    static let policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
        + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

    private static let wanted: [(HTTPField.Name?, String)] = [
        (.contentSecurityPolicy, policy),
        (.xContentTypeOptions, "nosniff"),
        (.init("X-Frame-Options"), "DENY"),
        (.init("Referrer-Policy"), "no-referrer"),
        (.init("Cross-Origin-Opener-Policy"), "same-origin"),
        (.init("Cross-Origin-Resource-Policy"), "same-origin"),
        (.init("Cross-Origin-Embedder-Policy"), "require-corp"),
        (.init("Permissions-Policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        (.init("X-Permitted-Cross-Domain-Policies"), "none"),
        (.cacheControl, "no-store"),
    ]

    @concurrent
    func handle(
        _ request: Request, context: DeskContext, next: @concurrent (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for case (let name?, let value) in Self.wanted where response.headers[name] == nil {
            response.headers[name] = value
        }
        if isSecure { response.headers[.strictTransportSecurity] = "max-age=63072000" }
        return response
    }
}
