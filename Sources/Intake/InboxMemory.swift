// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
internal import SystemPackage

/// What one round over the inbox leaves to the next.
struct InboxMemory {
    var tracker: SettleTracker
    /// Files that were taken in and could not be removed: looked at no more until something about them changes.
    var stuck: Set<FileFacts> = []
    /// Folders and files that could not be read, told once.
    var closed: [FilePath] = []
    /// What kept files from being taken in the last time, told once.
    var trouble: String?
    /// Whether files wait that only time can settle.
    var isWaiting = false
}

extension InboxMemory: Patience {
    mutating func settled(_ entries: [InboxEntry]) -> [InboxEntry] {
        stuck.formIntersection(entries.map(\.facts))
        return tracker.settled(entries.filter { !stuck.contains($0.facts) }, now: .now, wallClock: Self.wallClock)
    }

    func isLastCall(_ path: FilePath) -> Bool { tracker.isLastCall(path, now: .now) }

    mutating func noteInUse(_ path: FilePath) { tracker.restart(path) }

    mutating func noteCutOff(_ path: FilePath) { tracker.noteCutOff(path) }

    /// Nanoseconds since 1970.
    private static var wallClock: Int64 {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
    }
}
