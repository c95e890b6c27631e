// SPDX-License-Identifier: EUPL-1.2

import Domain
import Foundation
import GRDB
import Isolation
import Logging
import Outbound
import Pacing
import Storage
import Synchronization
import SystemPackage
import TestSupport
import Testing

/// A folder of papers on a share whose server does not answer: a call on it comes back only when the share does.
@Suite(.serialized) struct HangingShareTests {
    private let house: TestHouse

    init() throws {
        house = try TestHouse()
        // Of each file that lies there its name is asked for, and that is where the share hangs.
        try house.folder.write([1], to: "esiti/1.xml")
    }

    private func room(_ share: Share) -> OutboundRoom {
        let folder = house.folder.path
        let reader = DocumentReader(
            executable: FilePath(CommandLine.arguments[0]).removingLastComponent().appending("misbehaving-reader"),
            arguments: ["64", "10", "8"],
            limits: ReaderLimits(
                wallTime: .seconds(60), processorSeconds: 10, memory: 64 << 20, documentsPerChild: 8))
        return OutboundRoom(
            rules: OutboundRules(
                receipts: folder.appending("ricevute"), notices: folder.appending("aura"),
                replies: folder.appending("esiti"), cutOffPatience: .zero, replyTime: .seconds(3600),
                isIgnored: { _ in
                    share.touch()
                    return true
                }),
            store: house.store, reader: reader, log: Logger(label: "test"))
    }

    @Test func `services that wait for a share keep nothing else waiting`() async throws {
        let share = Share()
        let rooms = (0...ProcessInfo.processInfo.activeProcessorCount).map { _ in room(share) }
        // Where everything stands still, nothing else could end the test.
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 300)
            share.answer(because: .patienceIsOver)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for room in rooms {
                group.addTask {
                    try await OutboundService(room: room, due: Wake(), clock: { Timestamp(seconds: 0) }).run()
                }
            }
            group.addTask {
                // As a page is answered: a task among all others, that gives its thread back now and then.
                while share.touches < rooms.count { try await Task.sleep(for: .milliseconds(1)) }
                for _ in 0..<50 { await Task.yield() }
                #expect(rooms.allSatisfy { $0.progress.stillness() != nil })
                share.answer(because: .everythingWentOn)
            }
            while share.reason == nil { try await Task.sleep(for: .milliseconds(5)) }
            group.cancelAll()
        }
        #expect(share.reason == .everythingWentOn)
    }

    @Test func `a command waits for a share that hangs no longer than it says`() async throws {
        let gate = Gate()
        let (inside, entered) = AsyncStream.makeStream(of: Void.self)
        let (end, ended) = AsyncStream.makeStream(of: Void.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await gate.pass {
                    entered.finish()
                    for await _ in end {}
                }
            }
            for await _ in inside {}
            #expect(await gate.pass(within: .milliseconds(20)) { true } == nil)
            ended.finish()
            try await group.waitForAll()
        }
        #expect(await gate.pass(within: .seconds(300)) { true } == true)
    }

    @Test func `a fault of the database that passes does not end the service`() async throws {
        let queue = try DatabaseQueue(path: house.folder.path.appending(PracticeStore.fileName).string)
        try await queue.write { try $0.execute(sql: "ALTER TABLE notice RENAME TO elsewhere") }
        let share = Share()
        share.answer(because: .everythingWentOn)
        let due = Wake()
        let room = room(share)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await OutboundService(room: room, due: due, clock: { Timestamp(seconds: 0) }).run() }
            let deadline = ContinuousClock.now + .seconds(300)
            while share.touches < 3, ContinuousClock.now < deadline {
                due.ring()
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(share.touches >= 3)
            group.cancelAll()
            try await group.waitForAll()
        }
    }
}

/// Stands for the server of a share.
private final class Share: Sendable {
    enum Reason {
        case everythingWentOn, patienceIsOver
    }

    private let state = Mutex<(touches: Int, reason: Reason?)>((0, nil))
    private let condition = NSCondition()

    var touches: Int { state.withLock(\.touches) }
    var reason: Reason? { state.withLock(\.reason) }

    /// Does not return before the share answers.
    func touch() {
        state.withLock { $0.touches += 1 }
        condition.lock()
        defer { condition.unlock() }
        while reason == nil { condition.wait() }
    }

    func answer(because reason: Reason) {
        condition.lock()
        defer { condition.unlock() }
        state.withLock { $0.reason = $0.reason ?? reason }
        condition.broadcast()
    }
}
