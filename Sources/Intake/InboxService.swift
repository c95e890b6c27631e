// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
internal import Logging
package import Pacing
internal import ServiceLifecycle
internal import Storage
internal import SystemPackage

/// Watches the inbox for as long as the daemon lives. A scan always runs; events only make it sooner.
package struct InboxService: Service {
    private let room: IntakeRoom
    private let arrived: Wake
    private let status: InboxStatus

    /// How often the loop looks whether something is due; cheap, since most looks do nothing.
    private static let beat = Duration.milliseconds(500)

    /// - Parameters:
    ///   - arrived: rung when deliveries wait to be read.
    ///   - status: told after each round, for the readiness page.
    package init(room: IntakeRoom, arrived: Wake, status: InboxStatus) {
        self.room = room
        self.arrived = arrived
        self.status = status
    }

    package func run() async throws {
        try room.archive.removeUnfinished()
        arrived.ring()
        let wake = Wake()
        let watcher = InboxWatcher(wake: wake)
        if watcher == nil { room.log.warning("No events from the inbox: files are noticed by scanning only") }
        var tracker = SettleTracker(settleTime: room.rules.settleTime)
        var lastScan: ContinuousClock.Instant?
        var isWaiting = false
        try await Rounds(wake: wake, interval: Self.beat).run {
            let notices = watcher?.take() ?? InboxWatcher.Notices()
            let isDue = lastScan.map { ContinuousClock.now - $0 >= room.rules.scanInterval } ?? true
            guard isDue || isWaiting || notices.isChanged else { return }
            notices.renamed.forEach { tracker.noteRename($0) }
            lastScan = .now
            isWaiting = try await round(&tracker, watcher, wake)
        }
    }

    /// - Returns: whether files wait that only time can settle.
    private func round(_ tracker: inout SettleTracker, _ watcher: InboxWatcher?, _ wake: Wake) async throws -> Bool {
        do {
            var busy: [FilePath] = []
            let result = try await room.pass.run(
                { tracker.settled($0, now: .now, wallClock: Self.wallClock) }, inUse: { busy.append($0) })
            busy.forEach { tracker.restart($0) }
            if watcher?.watch(result.folders) == true { wake.ring() }
            if !result.taken.isEmpty { arrived.ring() }
            status.succeeded()
            return result.waiting > 0
        } catch let error as StoreError where error.isFatal {
            throw error
        } catch {
            if Task.isCancelled { throw error }
            room.log.error("Files cannot be taken in; they stay in the inbox", metadata: ["reason": "\(error)"])
            status.failed("\(error)")
            return false
        }
    }

    /// Nanoseconds since 1970.
    private static var wallClock: Int64 {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
    }
}
