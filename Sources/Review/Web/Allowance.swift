// SPDX-License-Identifier: EUPL-1.2

internal import Synchronization

/// How much of something each one may do: so much at once, which fills again with time.
final class Allowance: Sendable {
    private struct Bucket {
        var left: Double
        var at: Double
        var isTold = false
    }

    /// What somebody who asks for one more is told.
    enum Answer: Hashable {
        case granted
        /// Used up; `isNews` the first time since it was last full enough.
        case refused(isNews: Bool)
    }

    private let most: Double
    private let rate: Double
    private let instant: @Sendable () -> Double
    private let state = Mutex(State())

    private struct State {
        var buckets: [String: Bucket] = [:]
        /// When those that are full again were last taken away.
        var sweptAt = -Double.infinity
    }

    private static let start = ContinuousClock.now

    /// Seconds that only go forward, whatever the clock on the wall is set to.
    static let instant: @Sendable () -> Double = {
        let since = ContinuousClock.now - Allowance.start
        return Double(since.components.seconds) + Double(since.components.attoseconds) / 1e18
    }

    /// - Parameter instant: seconds that only go forward.
    init(atOnce most: Double, perSecond rate: Double, instant: @escaping @Sendable () -> Double) {
        self.most = most
        self.rate = rate
        self.instant = instant
    }

    /// How many are not known to be full.
    var count: Int { state.withLock(\.buckets.count) }

    func take(_ name: String) -> Answer {
        let now = instant()
        return state.withLock { state in
            sweep(&state, now)
            var bucket = state.buckets[name] ?? Bucket(left: most, at: now)
            bucket.left = min(most, bucket.left + (now - bucket.at) * rate)
            bucket.at = now
            defer { state.buckets[name] = bucket }
            guard bucket.left >= 1 else {
                defer { bucket.isTold = true }
                return .refused(isNews: !bucket.isTold)
            }
            bucket.left -= 1
            if bucket.left > most / 2 { bucket.isTold = false }
            return .granted
        }
    }

    /// Takes those away that are full again, where there are many. Not at each call: it looks at all of them, and a flood from as
    /// many addresses would make each of its requests do so.
    private func sweep(_ state: inout State, _ now: Double) {
        guard state.buckets.count > Self.many, now - state.sweptAt >= 1 else { return }
        state.buckets = state.buckets.filter { $0.value.left + (now - $0.value.at) * rate < most }
        state.sweptAt = now
    }

    private static let many = 10_000
}
