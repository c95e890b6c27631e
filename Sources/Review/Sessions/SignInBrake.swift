// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Hummingbird
internal import Logging
internal import Storage

/// Lets through so many sign-ins of one address, by whichever way and however they end.
///
/// Each of them is an entry of the access log, which is never removed before its time, and a sync of the disk: without a
/// limit anybody on the network could fill both. A browser that somebody has come in from has an allowance of its own, so that
/// a flood from a neighbour behind the same address keeps nobody out.
struct SignInBrake: RouterMiddleware {
    typealias Context = DeskContext

    let allowance: Allowance
    let store: PracticeStore
    let cookie: SessionCookie

    /// For the whole of an office that comes to work behind one address, five times what may be wrong of it; then one a second.
    static func allowance(_ desk: Desk) -> Allowance {
        Allowance(
            atOnce: Double(desk.settings.signInAttemptsPerAddress * 5), perSecond: 1, instant: desk.instant)
    }

    @concurrent
    func handle(
        _ request: Request, context: DeskContext, next: @concurrent (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        let answer = allowance.take("a\(ClientAddress.counted(context.address))")
        guard case .refused(let isNews) = answer, try await !isKnown(request) else {
            return try await next(request, context)
        }
        if isNews {
            context.logger.warning(
                "more sign-ins from one address than its people make: refused", metadata: ["from": "\(context.address)"]
            )
        }
        throw PageRefusal.tooMany
    }

    private func isKnown(_ request: Request) async throws -> Bool {
        guard let browser = cookie.token(in: request) else { return false }
        guard try await store.reader.knowsBrowser(try browser.digest) else { return false }
        return allowance.take("b\(browser.value)") == .granted
    }
}
