// SPDX-License-Identifier: EUPL-1.2

internal import SystemPackage

/// What one round over the inbox leaves to the next.
struct InboxMemory {
    var tracker: SettleTracker
    /// Files that were taken in and could not be removed: looked at no more until something about them changes.
    var stuck: Set<FileFacts> = []
    /// Folders that could not be listed, told once.
    var closed: [FilePath] = []
    var lastScan: ContinuousClock.Instant?
    /// Whether files wait that only time can settle.
    var isWaiting = false

    /// Which of the files seen may be taken now.
    mutating func settled(_ entries: [InboxEntry], wallClock: Int64) -> [InboxEntry] {
        stuck.formIntersection(entries.map(\.facts))
        return tracker.settled(entries.filter { !stuck.contains($0.facts) }, now: .now, wallClock: wallClock)
    }
}
