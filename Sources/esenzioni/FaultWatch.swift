// SPDX-License-Identifier: EUPL-1.2

internal import Logging
internal import ServiceLifecycle
internal import Storage

/// Ends the daemon at the first fault after which nothing more may be written, whoever met it: a page, a command or a
/// service.
struct FaultWatch: Service {
    let faults: StoreFaults
    let log: Logger

    func run() async throws {
        for await fault in faults.fatal.cancelOnGracefulShutdown() {
            log.critical("The daemon ends, since going on could lose documents", metadata: ["reason": "\(fault)"])
            throw fault
        }
    }
}
