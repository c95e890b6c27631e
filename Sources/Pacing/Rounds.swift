// SPDX-License-Identifier: EUPL-1.2

internal import ServiceLifecycle

/// Work that is done again and again for as long as the daemon lives: when its bell rings, and at the latest after an
/// interval, so that a missed ring delays and never loses.
package struct Rounds: Sendable {
    private let wake: Wake
    private let interval: Duration

    package init(wake: Wake, interval: Duration) {
        self.wake = wake
        self.interval = interval
    }

    /// Does rounds, the first at once, until shutdown, cancellation or an error. On shutdown the round that is going on is
    /// finished first; cancellation may interrupt it, which harms nothing, since every verb of the store is whole or not
    /// at all.
    package func run(_ round: () async throws -> Void) async throws {
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

    private func keepOn(_ round: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [wake, interval] in
                while true {
                    try await Task.sleep(for: interval)
                    wake.ring()
                }
            }
            defer { group.cancelAll() }
            wake.ring()
            for await _ in wake.rings { try await round() }
        }
    }
}
