// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Storage

/// Figures rather than claims, on the disk of the machine: `ESENZIONI_MEASURES=1 swift test -c release --filter AccessMeasures`.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["ESENZIONI_MEASURES"] != nil))
struct AccessMeasures {
    private func look(_ house: TestHouse, _ number: PracticeNumber) async throws {
        let viewer = Viewer(TestHouse.doctor, doing: .detail)
        _ = try await house.reader.dossier(number, for: viewer)
        try await house.store.record(viewer.access)
    }

    @Test(arguments: [1, 8, 32])
    func `looks a second`(callers: Int) async throws {
        let house = try TestHouse()
        let number = try await house.dropForPractice("a")
        let each = max(50, 1600 / callers)
        let groups = house.store.commits.groups
        let clock = ContinuousClock()
        let start = clock.now
        let times = try await withThrowingTaskGroup(of: [Duration].self) { group in
            for _ in 0..<callers {
                group.addTask {
                    var times: [Duration] = []
                    for _ in 0..<each {
                        let begun = clock.now
                        try await look(house, number)
                        times.append(clock.now - begun)
                    }
                    return times
                }
            }
            return try await group.reduce(into: [Duration]()) { $0 += $1 }.sorted()
        }
        let seconds = (clock.now - start) / .seconds(1)
        print(
            "callers \(callers): \(Int(Double(times.count) / seconds)) looks/s, p50 \(times[times.count / 2]), "
                + "p99 \(times[times.count * 99 / 100]), \(house.store.commits.groups - groups) commits")
    }

    @Test func `entries proven a second`() async throws {
        let house = try TestHouse()
        let count = Int(ProcessInfo.processInfo.environment["ESENZIONI_ENTRIES"] ?? "") ?? 100_000
        try await fill(house.store, house.clock, count)
        let clock = ContinuousClock()
        let begun = clock.now
        let key = try AccessKey.publicKey(at: house.folder.path.appending(AccessKey.fileName))
        let summary = try AccessVerification(publicKey: key).run(folder: house.folder.path) { _ in }
        let memory = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
            .split(separator: "\n").first { $0.hasPrefix("VmHWM") }
        print("\(summary.entries) entries in \(clock.now - begun); \(memory ?? "")")
        #expect(summary.entries == Int64(count))
    }

    /// Leaves a log of `ESENZIONI_ENTRIES` in the folder `ESENZIONI_LOG`, for the built program: `esenzioni audit verify`.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["ESENZIONI_LOG"] != nil))
    func `a log for the built program to prove`() async throws {
        let environment = ProcessInfo.processInfo.environment
        let folder = FilePath(environment["ESENZIONI_LOG"] ?? "")
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
        let clock = FrozenClock()
        let store = try PracticeStore(
            folder: folder, catalogue: TestHouse.catalogue.lookup, papers: .plain, clock: { clock.now })
        try await fill(store, clock, Int(environment["ESENZIONI_ENTRIES"] ?? "") ?? 100_000)
    }

    /// A thousand entries a transaction, two thousand a day: four looks at a person to one list of a page.
    private func fill(_ store: PracticeStore, _ clock: FrozenClock, _ count: Int) async throws {
        let people = (0..<25).map { place in
            AccessSubject(practice: "2026010203000000\(10 + place)", person: "RSSMRA48R11B111I")
        }
        func act(_ act: AccessAct, _ subjects: some Sequence<AccessSubject>) throws -> Access {
            let origin = AccessOrigin.page(address: "192.0.2.1", session: "0123456789abcdef")
            let access = Access(of: TestHouse.doctor, origin: origin, act: act, detail: "/pratiche/202601020300000010")
            try access.note(subjects)
            return access
        }
        let list = try act(.search, people)
        let detail = try act(.detail, people.prefix(1))
        for part in 0..<(count / 1000) {
            try await store.transaction { [chain = store.chain] database in
                for place in 0..<1000 {
                    _ = try chain.append(place.isMultiple(of: 5) ? list : detail, database)
                }
            }
            if part.isMultiple(of: 2) { clock.advance(seconds: 86_400) }
        }
    }
}
