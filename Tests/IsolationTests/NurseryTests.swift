// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import Isolation
import SystemPackage
import Testing

/// The life and death of the process that children come from.
struct NurseryTests {
    /// What a process may take to come or go on a machine that is busy with other tests.
    private static let patience = Duration.seconds(60)

    @Test func `a nursery that is killed is started again, and no document is blamed`() async throws {
        let reader = Readers.misbehaving()
        let nursery = try #require(Int32(try await reader.outcomes(["parent"])[0]))
        var outcomes: [String] = []
        try await reader.read(["a", "b", "c"], load: { Array($0.utf8) }) { item, reading in
            if item == "a" { kill(nursery, SIGKILL) }
            outcomes.append(reading.said)
        }
        #expect(outcomes == ["a", "b", "c"])
    }

    @Test func `a child that something else ends is no finding of its document, which is read once more`() async throws
    {
        let reader = Readers.misbehaving()
        var outcomes: [String] = []
        try await reader.read(["who", "dawdle", "c"], load: { Array($0.utf8) }) { item, reading in
            if item == "who", let child = Int32(reading.said) { kill(child, SIGKILL) }
            if item != "who" { outcomes.append(reading.said) }
        }
        #expect(outcomes == ["dawdle", "c"])
    }

    @Test func `a program that cannot be prepared is no finding of a document`() async throws {
        let reader = DocumentReader(executable: "/bin/false", arguments: [], limits: Readers.limits)
        await #expect(throws: ReaderError.self) { try await reader.outcomes(["a"]) }
    }

    @Test func `signals meant for the daemon's group do not end the reading`() async throws {
        let reader = Readers.misbehaving()
        let nursery = try #require(Int32(try await reader.outcomes(["parent"])[0]))
        for signal in [SIGTERM, SIGINT, SIGHUP] { kill(nursery, signal) }
        #expect(try await reader.outcomes(["parent"]) == ["\(nursery)"])
        #expect(getpgid(nursery) != getpgid(0))
    }

    @Test func `a reading that is called off ends its child`() async throws {
        let reader = Readers.misbehaving()
        let child = AsyncStream<Int32>.makeStream()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    try await reader.read(["who", "hang"], load: { Array($0.utf8) }) { _, reading in
                        if let number = Int32(reading.said) { child.continuation.yield(number) }
                    }
                } catch { #expect(error is CancellationError) }
                child.continuation.finish()
            }
            var numbers = child.stream.makeAsyncIterator()
            guard let process = await numbers.next() else {
                Issue.record("the child did not tell its number")
                return
            }
            group.cancelAll()
            await group.waitForAll()
            #expect(await isGone(process))
        }
    }

    @Test func `the next child is forked ahead, and a fresh one comes where it has died meanwhile`() async throws {
        let reader = Readers.misbehaving()
        let nursery = try #require(try await reader.outcomes(["parent"]).first)
        let spare = try #require(try await child(of: nursery))
        kill(spare, SIGKILL)
        #expect(await isGone(spare))
        let next = try await reader.outcomes(["who", "a"])
        #expect(next[0] != "\(spare)" && next[1] == "a")
    }

    /// A process that the nursery has forked and that lives; the kernel needs a moment for those that have ended.
    private func child(of nursery: String) async throws -> Int32? {
        let patience = ContinuousClock.now + Self.patience
        while ContinuousClock.now < patience {
            let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }
            let children = processes.filter { process in
                let facts = FileManager.default.contents(atPath: "/proc/\(process)/stat") ?? Data()
                let fields = String(decoding: facts, as: UTF8.self).split(separator: " ")
                return fields.count > 3 && fields[3] == nursery && fields[2] != "Z"
            }
            if children.count == 1 { return children.first }
            await Task.yield()
        }
        return nil
    }

    @Test func `with the reader everything it started is gone`() async throws {
        let processes = try await Readers.misbehaving().outcomes(["who", "parent"]).compactMap { Int32($0) }
        #expect(processes.count == 2)
        for process in processes { #expect(await isGone(process)) }
    }

    /// Whether the process ends; how soon is not the question, and its entry stays until somebody collects it.
    private func isGone(_ process: Int32) async -> Bool {
        let patience = ContinuousClock.now + Self.patience
        while ContinuousClock.now < patience {
            guard let facts = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return true }
            if String(decoding: facts, as: UTF8.self).contains(") Z ") { return true }
            await Task.yield()
        }
        return false
    }
}
