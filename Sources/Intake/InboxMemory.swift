// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Glibc
internal import SystemPackage

/// What one round over the inbox leaves to the next, and what decides when a file may be taken.
struct InboxMemory {
    var tracker: SettleTracker
    private var spent: SpentFolders
    /// Files that were taken in and could not be removed: not taken again unless something about them changes.
    var stuck: Set<FileFacts> = []
    /// The same for those that were refused as too large to be kept.
    var oversized: Set<FileFacts> = []
    /// What files of ignored names hold, which a request may list.
    var hashes: [FileFacts: ContentHash] = [:]
    /// What was told of the inbox.
    var remarks = InboxRemarks()
    /// Folders and files that could not be read, told once.
    var closed: [FilePath] = []
    /// What kept files from being taken in the last time, told once.
    var trouble: String?
    /// Why the inbox is not the folder that it was, told once.
    var away: String?
    /// Whether files wait that only time can settle.
    var isWaiting = false
}

extension InboxMemory {
    /// - Parameter isOneLook: whether there is no later round.
    init(_ rules: InboxRules, isOneLook: Bool = false) {
        tracker = SettleTracker(
            settleTime: rules.settleTime, cutOffPatience: rules.cutOffPatience, isOneLook: isOneLook)
        spent = SpentFolders(patience: rules.spentFolderPatience)
    }

    /// Which of the requests' folders that were seen empty may go.
    mutating func spentFolders(_ empty: [FilePath: FileFacts]) -> [FilePath] { spent.due(empty, now: .now) }

    /// Which of the files seen may be taken now.
    mutating func settled(_ entries: [InboxEntry]) -> [InboxEntry] {
        let seen = entries.map(\.facts)
        stuck.formIntersection(seen)
        oversized.formIntersection(seen)
        return tracker.settled(entries.filter { !isTaken($0) }, now: .now, wallClock: Self.wallClock)
    }

    /// Whether a file is in the ledger and will not be taken again.
    func isTaken(_ entry: InboxEntry) -> Bool { stuck.contains(entry.facts) || oversized.contains(entry.facts) }

    func isStuck(_ entry: InboxEntry) -> Bool { stuck.contains(entry.facts) }

    mutating func noteStuck(_ entry: InboxEntry) { stuck.insert(entry.facts) }

    mutating func noteOversized(_ entry: InboxEntry) { oversized.insert(entry.facts) }

    /// Whether a file is taken even if its end is missing.
    func isLastCall(_ path: FilePath) -> Bool { tracker.isLastCall(path, now: .now) }

    /// Told of a file that a process still writes.
    mutating func noteInUse(_ path: FilePath) { tracker.restart(path) }

    /// Told of a file whose end is missing.
    mutating func noteCutOff(_ path: FilePath) { tracker.noteCutOff(path) }

    /// Nanoseconds since 1970.
    private static var wallClock: Int64 {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
    }
}
