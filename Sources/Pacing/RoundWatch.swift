// SPDX-License-Identifier: EUPL-1.2

internal import Synchronization

/// Whether a round of a service gets on. What a round waits for may never answer, and then the round itself cannot say so:
/// others ask here.
package final class RoundWatch: Sendable {
    private let lastSign = Mutex<ContinuousClock.Instant?>(nil)

    package init() {}

    /// A round begins.
    package func begin() { lastSign.withLock { $0 = .now } }

    /// The round has done one more part of its work. Of what is done outside a round nothing is noted.
    package func advance() { lastSign.withLock { if $0 != nil { $0 = .now } } }

    /// The round is over.
    package func end() { lastSign.withLock { $0 = nil } }

    /// How long the round that is under way has not got on; nothing between rounds.
    package func stillness(at now: ContinuousClock.Instant = .now) -> Duration? {
        lastSign.withLock(\.self).map { now - $0 }
    }

    /// The same in whole seconds, where it is longer than any disk or share that answers would take.
    package func stall(at now: ContinuousClock.Instant = .now) -> Int64? {
        guard let stillness = stillness(at: now), stillness > Self.patience else { return nil }
        return stillness.components.seconds
    }

    /// A part is at most a file of the largest size, from a slow share.
    private static let patience = Duration.seconds(120)
}
