// SPDX-License-Identifier: EUPL-1.2

internal import Isolation
internal import Logging
internal import ServiceLifecycle
internal import Synchronization

/// How readers are confined, once it is known: asking one takes as long as preparing the first, and nothing need wait for it.
final class KnownConfinement: Sendable {
    private let state = Mutex<Confinement?>(nil)

    var value: Confinement? { state.withLock(\.self) }

    func set(_ confinement: Confinement) { state.withLock { $0 = confinement } }
}

/// Prepares the first readers while the other services start, and says what of their confinement is lacking.
struct ConfinementService: Service {
    let reader: DocumentReader
    let known: KnownConfinement
    let isRequired: Bool
    let log: Logger

    /// - Throws: `ReaderError` where the confinement must be full and is not, which ends the daemon.
    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown {
                try await ask()
                // A service that returns would end the daemon.
                try await gracefulShutdown()
            }
        } catch is CancellationError {
            return
        }
    }

    private func ask() async throws {
        do {
            let reached = try await reader.confinement()
            known.set(reached)
            guard reached != .full else { return }
            log.warning(
                "Readers are not fully confined", metadata: ["confinement": "\(ConfinementText(reached).english)"])
        } catch let error as ReaderError where !isRequired {
            log.error("Documents cannot be read; they wait", metadata: ["reason": "\(error)"])
        }
    }
}
