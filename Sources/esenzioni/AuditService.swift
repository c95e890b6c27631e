// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Foundation
internal import Logging
internal import Pacing
internal import ServiceLifecycle
internal import Settings
internal import Storage
internal import SystemPackage

/// Keeps the access log's house: looks for alarms, signs days that are over, puts their heads into files, removes what is
/// older than its term.
struct AuditService: Service {
    let house: House

    private static let interval = 60

    func run() async throws {
        try await OwnThreads("audit").run {
            var watch = ClockWatch(House.clock())
            try await Rounds(wake: Wake(), interval: .seconds(Self.interval)).run {
                try await attempt("the clock was not looked after") { try await look(&watch) }
                try await attempt("the access log was not scanned for alarms") { try await scan() }
                try await attempt("the days of the access log were not looked after") { try await keepDays() }
            }
        }
    }

    /// - Throws: only what must end the daemon, and `CancellationError`.
    private func attempt(_ message: Logger.Message, _ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch {
            if Task.isCancelled { throw error }
            if let fault = StoreError.fatal(error) { throw fault }
            house.log.error(message, metadata: ["reason": "\(error)"])
        }
    }

    /// Before the term is applied: is the clock to be believed?
    private func look(_ watch: inout ClockWatch) async throws {
        if watch.hasLeapt(to: House.clock()) { try await house.store.holdAccessTerm() }
        guard try await house.store.countRunning(seconds: watch.pass()) != nil, !watch.isTold else { return }
        watch.isTold = true
        house.log.warning(
            "The clock is far from the newest entry of the access log; nothing is removed from it until the daemon has run for three days: check date and time of this machine"
        )
    }

    private func scan() async throws {
        for alarm in try await house.store.raiseAlarms(house.settings.audit.alarmRules) {
            house.log.warning(
                "The access log raised an alarm: see esenzioni audit alarms",
                metadata: ["alarm": "\(alarm.id)", "kind": "\(alarm.kind.rawValue)", "count": "\(alarm.count)"])
        }
    }

    private func keepDays() async throws {
        try await house.store.closeAccessDay()
        try await HeadFiles(folder: house.settings.audit.heads).complete(try await house.store.reader.signedDays())
        let removed = try await house.store.expireAccesses(olderThan: house.settings.retention.accessLogMonths)
        guard removed > 0 else { return }
        house.log.notice("Entries of the access log reached their term", metadata: ["removed": "\(removed)"])
    }
}

/// Compares the clock of the machine with one that nobody sets.
private struct ClockWatch {
    private let start: Timestamp
    private let began = ContinuousClock.now
    private var last = ContinuousClock.now
    /// How far the one was from the other, in seconds.
    private var offset: Int64 = 0
    var isTold = false

    init(_ start: Timestamp) { self.start = start }

    /// Whether the clock went far ahead since it was looked at.
    mutating func hasLeapt(to now: Timestamp) -> Bool {
        let ran = (ContinuousClock.now - began).components.seconds
        let former = offset
        offset = now.seconds - start.seconds - ran
        return offset - former > AccessTerm.longestPause
    }

    /// The whole seconds since this was asked.
    mutating func pass() -> Int64 {
        let seconds = (ContinuousClock.now - last).components.seconds
        last = last.advanced(by: .seconds(seconds))
        return seconds
    }
}

/// The signed heads as files, one a day: `2026-03-16.testa.json`.
struct HeadFiles {
    let folder: FilePath

    static let suffix = ".testa.json"

    /// Writes those that are not there; what is there stays as it is, since it may be what tells.
    func complete(_ days: [SignedHead]) async throws {
        for day in days {
            guard let name = day.head.day else { continue }
            let path = folder.appending(name + Self.suffix)
            guard !FileManager.default.fileExists(atPath: path.string) else { continue }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try DurableFile.write(Array(try encoder.encode(day)) + [UInt8(ascii: "\n")], to: path)
        }
    }

    /// The heads in the folder, by name.
    func read() throws -> [(name: String, signed: SignedHead)] {
        try FolderListing.names(in: folder).map(\.string).sorted()
            .filter { $0.hasSuffix(Self.suffix) }
            .map { name in
                let content = FileManager.default.contents(atPath: folder.appending(name).string) ?? Data()
                return (name, try JSONDecoder().decode(SignedHead.self, from: content))
            }
    }
}
