// SPDX-License-Identifier: EUPL-1.2

internal import Logging
internal import ServiceLifecycle
internal import Storage

/// Looks through the database once: one that is damaged must not be written on, however well it still answers. A small one is
/// looked through at the start; a large one, which may take minutes of its disk, when the daemon has run for an hour, so that
/// nobody waits for it who has to restart.
struct IntegrityService: Service {
    let house: House

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            guard await mayLook() else { return }
            let problems = try await problems()
            if problems > 0 {
                house.log.critical(
                    "The database is damaged; stop, look with esenzioni verify, and restore a backup",
                    metadata: ["problems": "\(problems)"])
                house.faults.note(.damagedDatabase)
            }
        }
        try await gracefulShutdown()
    }

    /// In bytes; read in a second from any disk.
    private static let soonSize = 64_000_000

    /// - Returns: false when the daemon stops before.
    private func mayLook() async -> Bool {
        do {
            if try await house.store.reader.databaseSize() > Self.soonSize { try await Task.sleep(for: .seconds(3600)) }
            return true
        } catch {
            return !Task.isCancelled
        }
    }

    private func problems() async throws -> Int {
        do {
            return try await house.store.reader.integrityProblems().count
        } catch {
            if Task.isCancelled { return 0 }
            house.log.error("The database cannot be looked through", metadata: ["reason": "\(error)"])
            return 0
        }
    }
}
