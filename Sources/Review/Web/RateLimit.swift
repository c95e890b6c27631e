// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Hummingbird

/// Lets through so many requests a second of one session, or of one address that has none; of health and assets any number.
struct RateLimit: RouterMiddleware {
    typealias Context = DeskContext

    let sessions: SessionStore
    let cookie: SessionCookie
    let allowance: Allowance

    /// So many seconds' worth may come at once.
    private static let burst = 5.0

    /// What each may ask, through whichever listener.
    static func allowance(_ desk: Desk) -> Allowance {
        let perSecond = Double(desk.settings.requestsPerSecond)
        return Allowance(atOnce: perSecond * burst, perSecond: perSecond, instant: desk.instant)
    }

    private static let free = ["/livez", "/readyz", "/metrics"]

    @concurrent
    func handle(
        _ request: Request, context: DeskContext, next: @concurrent (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        if !Self.free.contains(request.uri.path), !request.uri.path.hasPrefix("/assets/") {
            let session = cookie.token(in: request).flatMap { sessions.use($0, touching: false) }
            let name = session.map { "s\($0.label.value)" } ?? "a\(ClientAddress.counted(context.address))"
            guard allowance.take(name) == .granted else { throw PageRefusal.tooMany }
        }
        return try await next(request, context)
    }
}
