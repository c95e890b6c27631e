// SPDX-License-Identifier: EUPL-1.2

internal import Logging
internal import ServiceLifecycle
internal import Storage

/// Looks through the database once, when the daemon starts: one that is damaged must not be written on, however well it still
/// answers. A large one takes some while, in which drops are taken all the same.
struct IntegrityService: Service {
    let house: House

    func run() async throws {
        try await cancelWhenGracefulShutdown {
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
