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
                // Where none could be had there may be one later, with nothing that waits to be read.
                while try await !ask() { try await Task.sleep(for: Self.pause) }
                // A service that returns would end the daemon.
                try await gracefulShutdown()
            }
        } catch is CancellationError {
            return
        }
    }

    private static let pause = Duration.seconds(30)

    /// - Returns: whether there are readers.
    private func ask() async throws -> Bool {
        do {
            let reached = try await reader.confinement()
            known.set(reached)
            guard reached != .full else { return true }
            log.warning(
                "Readers are not fully confined", metadata: ["confinement": "\(ConfinementText(reached).english)"])
            return true
        } catch let error as ReaderError where !isRequired {
            log.error("Documents cannot be read; they wait", metadata: ["reason": "\(error)"])
            return false
        }
    }
}
