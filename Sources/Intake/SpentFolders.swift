// SPDX-License-Identifier: EUPL-1.2

internal import SystemPackage

/// Decides which folders of requests may go: a portal makes one for each request and removes none, and every round would look
/// into all that there ever were. Does no I/O itself.
struct SpentFolders {
    /// Longer than anybody takes between making a folder and writing into it.
    private let patience: Duration
    private var sightings: [FilePath: (facts: FileFacts, since: ContinuousClock.Instant)] = [:]

    init(patience: Duration) { self.patience = patience }

    /// Takes in which folders a scan saw empty, and returns those that nothing has happened to for long. The others are
    /// forgotten.
    ///
    /// - Parameter now: of a clock that nobody can set.
    mutating func due(_ empty: [FilePath: FileFacts], now: ContinuousClock.Instant) -> [FilePath] {
        sightings = empty.reduce(into: [:]) { kept, seen in
            let known = sightings[seen.key].flatMap { $0.facts == seen.value ? $0 : nil }
            kept[seen.key] = known ?? (seen.value, now)
        }
        return sightings.filter { now - $0.value.since >= patience }.map(\.key)
    }
}
