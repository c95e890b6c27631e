// SPDX-License-Identifier: EUPL-1.2

import Intake
import SystemPackage
import Testing

struct SettleTrackerTests {
    private let start = ContinuousClock.now
    private static let second: Int64 = 1_000_000_000

    private func entry(_ name: String, size: Int64 = 10, changed: Int64 = 100 * second, inode: UInt64 = 1) -> InboxEntry
    {
        InboxEntry(
            path: FilePath("/inbox/\(name)"), sender: "default", name: name,
            facts: FileFacts(device: 1, inode: inode, size: size, changed: changed))
    }

    /// What is settled `after` seconds, when the file changed at second 100 and the scan began then.
    private func settled(_ tracker: inout SettleTracker, _ entries: [InboxEntry], after: Double) -> [String] {
        tracker.settled(
            entries, now: start + .seconds(after), wallClock: Int64((100 + after) * Double(Self.second))
        ).map(\.name)
    }

    @Test func `a file is settled once it lay still for the settle time`() {
        var tracker = SettleTracker(settleTime: .seconds(2))
        #expect(settled(&tracker, [entry("a")], after: 0).isEmpty)
        #expect(settled(&tracker, [entry("a")], after: 1.9).isEmpty)
        #expect(settled(&tracker, [entry("a")], after: 2) == ["a"])
    }

    @Test func `every change starts the wait afresh`() {
        var tracker = SettleTracker(settleTime: .seconds(2))
        _ = settled(&tracker, [entry("a")], after: 0)
        #expect(settled(&tracker, [entry("a", size: 20, changed: 101 * Self.second)], after: 1.5).isEmpty)
        #expect(settled(&tracker, [entry("a", size: 20, changed: 101 * Self.second)], after: 3).isEmpty)
        #expect(settled(&tracker, [entry("a", size: 20, changed: 101 * Self.second)], after: 3.5) == ["a"])
    }

    @Test func `a file renamed into place is settled at once`() {
        var tracker = SettleTracker(settleTime: .seconds(2))
        tracker.noteRename(FilePath("/inbox/a"))
        #expect(settled(&tracker, [entry("a"), entry("b")], after: 0) == ["a"])
    }

    @Test func `a file that lay there before the daemon started need not wait again`() {
        var tracker = SettleTracker(settleTime: .seconds(2))
        #expect(settled(&tracker, [entry("a")], after: 60) == ["a"])
    }

    @Test func `a file whose end is missing has a longer wait, and then its last call`() {
        var tracker = SettleTracker(settleTime: .seconds(2), cutOffPatience: .seconds(60))
        let path = entry("a").path
        _ = settled(&tracker, [entry("a")], after: 0)
        #expect(settled(&tracker, [entry("a")], after: 2) == ["a"])
        #expect(!tracker.isLastCall(path, now: start + .seconds(2)))
        tracker.noteCutOff(path)
        #expect(settled(&tracker, [entry("a")], after: 59).isEmpty)
        #expect(settled(&tracker, [entry("a")], after: 60) == ["a"])
        #expect(tracker.isLastCall(path, now: start + .seconds(60)))
    }

    @Test func `a file whose end comes after all need not wait so long`() {
        var tracker = SettleTracker(settleTime: .seconds(2), cutOffPatience: .seconds(60))
        _ = settled(&tracker, [entry("a")], after: 0)
        tracker.noteCutOff(entry("a").path)
        let whole = entry("a", size: 20, changed: 110 * Self.second)
        #expect(settled(&tracker, [whole], after: 10).isEmpty)
        #expect(settled(&tracker, [whole], after: 12) == ["a"])
    }

    @Test func `a clock that is set back only makes it wait`() {
        var tracker = SettleTracker(settleTime: .seconds(2))
        let future = entry("a", changed: 9_000 * Self.second)
        #expect(settled(&tracker, [future], after: 0).isEmpty)
        #expect(settled(&tracker, [future], after: 2) == ["a"])
    }

    @Test func `another file under the same name waits for itself`() {
        var tracker = SettleTracker(settleTime: .seconds(2))
        _ = settled(&tracker, [entry("a")], after: 0)
        #expect(settled(&tracker, [entry("a", inode: 2)], after: 2).isEmpty)
    }

    @Test func `a file of no bytes gets fifteen times the patience`() {
        var tracker = SettleTracker(settleTime: .seconds(2))
        tracker.noteRename(FilePath("/inbox/a"))
        #expect(settled(&tracker, [entry("a", size: 0)], after: 0).isEmpty)
        #expect(settled(&tracker, [entry("a", size: 0)], after: 29).isEmpty)
        #expect(settled(&tracker, [entry("a", size: 0)], after: 30) == ["a"])
    }

    @Test func `a file found in use waits again, a file that is gone is forgotten`() {
        var tracker = SettleTracker(settleTime: .seconds(2))
        #expect(settled(&tracker, [entry("a")], after: 10) == ["a"])
        tracker.restart(FilePath("/inbox/a"))
        #expect(settled(&tracker, [], after: 11).isEmpty)
    }
}
