// SPDX-License-Identifier: EUPL-1.2

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

    /// How often files that still change are looked at.
    private static let beat = Duration.milliseconds(500)

    /// - Parameters:
    ///   - arrived: rung when deliveries wait to be read.
    ///   - status: told after each round, for the readiness page.
    package init(room: IntakeRoom, arrived: Wake, status: InboxStatus) {
        self.room = room
        self.arrived = arrived
        self.status = status
    }

    package func run() async throws { try await OwnThreads("inbox").run { try await watch() } }

    private func watch() async throws {
        arrived.ring()
        let wake = Wake()
        let watcher = watcher(wake)
        var memory = InboxMemory(room.rules)
        let interval = room.rules.scanInterval
        try await Rounds(wake: wake, interval: interval).runAtOwnPace {
            let notices = watcher?.take() ?? InboxWatcher.Notices()
            notices.renamed.forEach { memory.tracker.noteRename($0) }
            try await round(&memory, watcher, wake)
            return memory.isWaiting ? Self.beat : interval
        }
    }

    /// Nothing where the kernel tells nothing: then files are noticed by looking alone, which is said.
    private func watcher(_ wake: Wake) -> InboxWatcher? {
        let share = FileSystem(of: room.rules.folder)
        let watcher = share.hidesChanges ? nil : InboxWatcher(wake: wake)
        guard watcher == nil else { return watcher }
        let reason = share.networkName.map { "the inbox is on a share (\($0))" } ?? "the kernel grants no watcher"
        room.log.warning("Files are noticed by scanning only", metadata: ["reason": "\(reason)"])
        status.scansOnly(because: reason)
        return nil
    }

    private func round(_ memory: inout InboxMemory, _ watcher: InboxWatcher?, _ wake: Wake) async throws {
        status.progress.begin()
        do {
            let away = try await shareAway()
            let result = try await room.pass(status.progress).run(
                &memory,
                entered: {
                    arrived.ring()
                    status.tookFiles()
                })
            memory.isWaiting = result.waiting > 0
            if watcher?.watch(result.folders) == true { wake.ring() }
            if memory.trouble != nil { room.log.notice("Files are taken in again") }
            memory.trouble = nil
            tell(result.closed, &memory)
            tell(result.remarks, &memory)
            tell(away: away, &memory)
        } catch let error as StoreError where error.isFatal {
            throw error
        } catch {
            if Task.isCancelled { throw error }
            let reason = "\(error)"
            if memory.trouble != reason {
                room.log.error("Files cannot be taken in; they stay in the inbox", metadata: ["reason": "\(reason)"])
            }
            memory.trouble = reason
            status.failed(reason)
            memory.isWaiting = false
        }
    }

    /// Why the inbox is not the folder into which others put their files; what lies in it is taken all the same.
    private func shareAway() async throws -> String? {
        do { try await room.store.claimInbox(room.rules.folder) } catch let error as StoreError {
            guard case .outboxGone = error else { throw error }
            return "\(error)"
        }
        return nil
    }

    private func tell(away: String?, _ memory: inout InboxMemory) {
        if let away {
            if memory.away == nil {
                room.log.error(
                    "The inbox is not where files were taken before: what senders drop does not arrive",
                    metadata: ["reason": "\(away)"])
            }
            status.failed(away)
        }
        memory.away = away
    }

    /// Says once what needs somebody's hand.
    private func tell(_ remarks: InboxRemarks, _ memory: inout InboxMemory) {
        // Not by name: somebody may have called a folder after a patient. The command `check` names them to who asks.
        let unknown = remarks.undeclared.count { !memory.remarks.undeclared.contains($0) }
        if unknown > 0 {
            room.log.warning(
                "Folders of the inbox are no declared sender's; their files are taken with the terms of the default sender: see esenzioni check",
                metadata: ["count": "\(unknown)"])
        }
        if remarks.special > memory.remarks.special {
            room.log.warning(
                "Links, pipes or devices lie in the inbox; they are never taken",
                metadata: ["count": "\(remarks.special)"])
        }
        if remarks.own > memory.remarks.own {
            room.log.error(
                "The service's own folders or files are seen in the inbox, through a link or a mount; they are never taken: remove it",
                metadata: ["count": "\(remarks.own)"])
        }
        memory.remarks = remarks
        status.noticed(remarks)
    }

    /// Says once that folders or files cannot be read; the others are still taken.
    private func tell(_ closed: [FilePath], _ memory: inout InboxMemory) {
        if closed != memory.closed, !closed.isEmpty {
            room.log.error(
                "Folders or files of the inbox cannot be read; grant the daemon access, or look at the disk they are on",
                metadata: ["count": "\(closed.count)"])
        }
        memory.closed = closed
        if closed.isEmpty {
            status.succeeded()
        } else {
            status.failed("\(closed.count) folder(s) or file(s) cannot be read")
        }
    }
}
