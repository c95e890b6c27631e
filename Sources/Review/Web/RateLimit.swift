// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Hummingbird
internal import Synchronization

/// Lets through so many requests a second of one session, or of one address that has none; of health and assets any number.
final class RateLimit: RouterMiddleware {
    typealias Context = DeskContext

    private let sessions: SessionStore
    private let cookie: SessionCookie
    private let rate: Double
    private let instant: @Sendable () -> Double
    private let buckets = Mutex<[String: Bucket]>([:])

    /// What is left of an allowance that fills again with time.
    private struct Bucket {
        var left: Double
        var at: Double
    }

    /// So many seconds' worth may come at once.
    private static let burst = 5.0
    private static let free = ["/livez", "/readyz", "/metrics"]

    /// - Parameter instant: seconds that only go forward; tests set them.
    init(
        sessions: SessionStore, cookie: SessionCookie, perSecond: Int,
        instant: @escaping @Sendable () -> Double = {
            let since = ContinuousClock.now - RateLimit.start
            return Double(since.components.seconds) + Double(since.components.attoseconds) / 1e18
        }
    ) {
        self.sessions = sessions
        self.cookie = cookie
        rate = Double(perSecond)
        self.instant = instant
    }

    static let start = ContinuousClock.now

    @concurrent
    func handle(
        _ request: Request, context: DeskContext, next: @concurrent (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        if !Self.free.contains(request.uri.path), !request.uri.path.hasPrefix("/assets/") {
            let session = cookie.token(in: request).flatMap { sessions.use($0, touching: false) }
            let name = session.map { "s\($0.label.value)" } ?? "a\(ClientAddress.counted(context.address))"
            guard take(name) else { throw PageRefusal.tooMany }
        }
        return try await next(request, context)
    }

    func take(_ name: String) -> Bool {
        let now = instant()
        let most = rate * Self.burst
        return buckets.withLock { buckets in
            if buckets.count > 10_000 { buckets = buckets.filter { $0.value.left + (now - $0.value.at) * rate < most } }
            var bucket = buckets[name] ?? Bucket(left: most, at: now)
            bucket.left = min(most, bucket.left + (now - bucket.at) * rate)
            bucket.at = now
            defer { buckets[name] = bucket }
            guard bucket.left >= 1 else { return false }
            bucket.left -= 1
            return true
        }
    }
}
