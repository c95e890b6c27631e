// SPDX-License-Identifier: EUPL-1.2

import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Intake

/// What was taken in leaves the inbox; what came in its place meanwhile stays.
struct InboxRemovalTests {
    private let folder: TemporaryFolder
    private var inbox: FilePath { folder.path.appending("inbox") }

    init() throws {
        folder = try TemporaryFolder()
        try folder.makeFolder("inbox/ospedale")
    }

    private func drop(_ content: String, as name: String = "cert.xml") throws -> InboxEntry {
        let path = try folder.write(Array(content.utf8), to: "inbox/ospedale/\(name)")
        let facts = try #require(FileStatus(at: path)).facts
        return InboxEntry(path: path, sender: "ospedale", name: name, facts: facts)
    }

    private func content(_ path: FilePath) -> String? {
        FileManager.default.contents(atPath: path.string).map { String(decoding: $0, as: UTF8.self) }
    }

    private func scan() -> [InboxEntry] {
        let rules = InboxRules(
            folder: inbox, senders: [:], settleTime: .zero, cutOffPatience: .zero, scanInterval: .seconds(1),
            isIgnored: { $0.hasPrefix(".") }, largestDocument: 9, largestKept: 9, readers: 1, recognisers: 1,
            requestWait: .seconds(1))
        return InboxScan(rules).run().entries
    }

    @Test func `the file that was taken is gone, and nothing of it stays`() throws {
        let entry = try drop("uno")
        #expect(InboxRemoval(entry: entry).run() == nil)
        #expect(try folder.files(under: "inbox").isEmpty)
    }

    @Test(arguments: [true, false])
    func `a newer file that takes its place in that moment is not lost`(isRenamed: Bool) throws {
        let entry = try drop("uno")
        let newer = try folder.write(Array("due".utf8), to: "inbox/ospedale/.nuovo")
        let removal = InboxRemoval(entry: entry) {
            if isRenamed {
                _ = rename(newer.string, entry.path.string)
            } else {
                _ = FileManager.default.createFile(atPath: entry.path.string, contents: Data("più lungo".utf8))
            }
        }
        #expect(removal.run() == nil)
        #expect(content(entry.path) == (isRenamed ? "due" : "più lungo"))
        #expect(scan().map(\.name) == ["cert.xml"])
    }

    @Test func `what a killed process had moved aside is taken under its own name, and goes`() throws {
        let entry = try drop("uno")
        let aside = try #require(entry.path.parting)
        #expect(rename(entry.path.string, aside.string) == 0)
        let found = scan()
        #expect(found.map(\.name) == ["cert.xml"] && found.map(\.path) == [aside])
        #expect(InboxRemoval(entry: found[0]).run() == nil)
        #expect(try folder.files(under: "inbox").isEmpty)
    }

    @Test func `a name that leaves no room for another is removed after a look`() throws {
        let entry = try drop("uno", as: String(repeating: "n", count: 250))
        #expect(entry.path.parting == nil)
        #expect(InboxRemoval(entry: entry).run() == nil)
        #expect(try folder.files(under: "inbox").isEmpty)
    }

    @Test func `a file is known again when its share has another number of device`() throws {
        let facts = FileFacts(device: 1, inode: 7, size: 3, changed: 9)
        let entry = InboxEntry(path: inbox, sender: "ospedale", name: "a.xml", facts: facts)
        let remounted = InboxEntry(
            path: inbox, sender: "ospedale", name: "a.xml",
            facts: FileFacts(device: 2, inode: 7, size: 3, changed: 9))
        #expect(entry.origin == remounted.origin)
        for other in [
            InboxEntry(path: inbox, sender: "portale", name: "a.xml", facts: facts),
            InboxEntry(path: inbox, sender: "ospedale", name: "b.xml", facts: facts),
            InboxEntry(
                path: inbox, sender: "ospedale", name: "a.xml",
                facts: FileFacts(device: 1, inode: 7, size: 3, changed: 10)),
        ] {
            #expect(entry.origin != other.origin)
        }
    }

    @Test(arguments: [Int.max, .min, 9_223_372_036, 9_223_372_037, -9_223_372_037])
    func `no time of a file, however absurd, ends the daemon`(seconds: Int) {
        let changed = FileStatus.nanoseconds(timespec(tv_sec: seconds, tv_nsec: 999_999_999))
        let facts = FileFacts(device: 1, inode: 1, size: 1, changed: changed)
        let entry = InboxEntry(path: "/inbox/a", sender: "default", name: "a", facts: facts)
        var tracker = SettleTracker(settleTime: .seconds(2))
        let now = ContinuousClock.now
        for wallClock in [0, Int64(1_800_000_000) * 1_000_000_000] {
            _ = tracker.settled([entry], now: now, wallClock: wallClock)
            #expect(tracker.settled([entry], now: now + .seconds(3), wallClock: wallClock).count == 1)
        }
    }
}
