// SPDX-License-Identifier: EUPL-1.2

internal import Dispatch
internal import ServiceLifecycle

/// Work that is done again and again for as long as the daemon lives: when its bell rings, and at the latest after an
/// interval, so that a missed ring delays and never loses.
package struct Rounds: Sendable {
    private let wake: Wake
    private let interval: Duration

    /// - Parameter interval: the longest pause between two rounds.
    package init(wake: Wake, interval: Duration) {
        self.wake = wake
        self.interval = interval
    }

    /// Does rounds, the first at once, until shutdown, cancellation or an error. On shutdown the round that is going on is
    /// finished first; cancellation may interrupt it, which harms nothing, since every verb of the store is whole or not
    /// at all.
    package func run(_ round: () async throws -> Void) async throws {
        try await runAtOwnPace {
            try await round()
            return interval
        }
    }

    /// The same for rounds that say themselves how long the next may be away, which the interval bounds.
    package func runAtOwnPace(_ round: () async throws -> Duration) async throws {
        try await withGracefulShutdownHandler {
            do {
                try await keepOn(round)
            } catch {
                if Task.isCancelled { return }
                throw error
            }
        } onGracefulShutdown: {
            wake.silence()
        }
    }

    private func keepOn(_ round: () async throws -> Duration) async throws {
        let timer = DispatchSource.makeTimerSource()
        timer.setEventHandler { [wake] in wake.ring() }
        timer.activate()
        defer { timer.cancel() }
        wake.ring()
        for await _ in wake.rings {
            let pause = min(try await round(), interval) / .milliseconds(1)
            // A tenth may be added, so that a processor at rest wakes once for several timers.
            timer.schedule(
                deadline: .now() + .milliseconds(Int(pause)), leeway: .milliseconds(Int(pause / 10)))
        }
    }
}
