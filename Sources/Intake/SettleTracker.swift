// SPDX-License-Identifier: EUPL-1.2

package import SystemPackage

/// Decides when a dropped file is whole, from what is seen of it; does no I/O itself.
///
/// A file is settled when it was renamed into the inbox, or when nothing about it changed for the settle time. The edges
/// this exists for: senders that write slowly or pause, copies that carry an old modification time over, a clock that
/// is set back, a name that is used again for another file, a file of no bytes that is only being created.
package struct SettleTracker: Sendable {
    private struct Sighting {
        let facts: FileFacts
        let since: ContinuousClock.Instant
    }

    private let settleTime: Duration
    private let cutOffPatience: Duration
    /// A file of no bytes is most often one that is about to be written.
    private let emptyPatience: Duration

    private var sightings: [FilePath: Sighting] = [:]
    private var renamed: Set<FilePath> = []
    private var cutOff: Set<FilePath> = []

    /// - Parameters:
    ///   - settleTime: how long a file must lie still.
    ///   - cutOffPatience: how long one must whose end is missing.
    ///   - isOneLook: whether there is no later look, so that what has its end is settled at once.
    package init(settleTime: Duration, cutOffPatience: Duration = .zero, isOneLook: Bool = false) {
        self.settleTime = isOneLook ? .zero : settleTime
        self.cutOffPatience = max(self.settleTime, cutOffPatience)
        emptyPatience = settleTime * 15
    }

    /// Notes that a file arrived under this name by a rename.
    package mutating func noteRename(_ path: FilePath) { renamed.insert(path) }

    /// Takes in what a scan saw, and returns what is settled. Files that are gone are forgotten.
    ///
    /// - Parameters:
    ///   - now: of a clock that nobody can set.
    ///   - wallClock: nanoseconds since 1970, to tell how long a file had been still before it was first seen.
    package mutating func settled(
        _ entries: [InboxEntry], now: ContinuousClock.Instant, wallClock: Int64
    ) -> [InboxEntry] {
        var kept: [FilePath: Sighting] = [:]
        var settled: [InboxEntry] = []
        for entry in entries {
            if sightings[entry.path]?.facts != entry.facts { cutOff.remove(entry.path) }
            let sighting = sighting(of: entry, now, wallClock)
            kept[entry.path] = sighting
            if isSettled(entry, sighting, now) { settled.append(entry) }
        }
        sightings = kept
        renamed.formIntersection(kept.keys)
        cutOff.formIntersection(kept.keys)
        return settled
    }

    /// Notes that the end of a file is missing, which must then lie still for longer, until its last call.
    package mutating func noteCutOff(_ path: FilePath) { cutOff.insert(path) }

    /// Whether a file has lain still for so long that its end will not come any more.
    package func isLastCall(_ path: FilePath, now: ContinuousClock.Instant) -> Bool {
        sightings[path].map { now - $0.since >= cutOffPatience } ?? true
    }

    /// Starts the wait for a file afresh: it turned out to be still in use.
    package mutating func restart(_ path: FilePath) {
        sightings[path] = nil
        renamed.remove(path)
    }

    private func sighting(
        of entry: InboxEntry, _ now: ContinuousClock.Instant, _ wallClock: Int64
    ) -> Sighting {
        if let known = sightings[entry.path] {
            return known.facts == entry.facts ? known : Sighting(facts: entry.facts, since: now)
        }
        // Before the first sighting only the file's own change time can tell; one in the future tells nothing.
        let (age, isAbsurd) = wallClock.subtractingReportingOverflow(entry.facts.changed)
        return Sighting(facts: entry.facts, since: now - .nanoseconds(isAbsurd ? 0 : max(0, age)))
    }

    private func isSettled(_ entry: InboxEntry, _ sighting: Sighting, _ now: ContinuousClock.Instant) -> Bool {
        let still = now - sighting.since
        if cutOff.contains(entry.path) { return still >= cutOffPatience }
        if entry.facts.size == 0 { return still >= emptyPatience }
        return renamed.contains(entry.path) || still >= settleTime
    }
}
