// SPDX-License-Identifier: EUPL-1.2

internal import Intake
internal import Logging
internal import Outbound
internal import Pacing
internal import ServiceLifecycle
internal import Storage
internal import Synchronization

/// What is known of the folders that may lie on shares. Pages and `/readyz` answer from it and never touch such a folder: one
/// whose server hangs would keep them waiting too.
final class FolderSurvey: Sendable {
    /// What was seen at one look.
    struct Sight: Sendable {
        /// The folders of papers that were used and are away; nothing where that cannot be told.
        let away: [StoreError]?
        /// As `OutboundRoom.repliesAside`.
        let repliesAside: Int?
        let disks: [Disk]
    }

    private let last = Mutex<(sight: Sight?, at: ContinuousClock.Instant)>((nil, .now))

    /// What was seen last, and how many seconds ago; before the first look is over nothing, and how long that has taken.
    var latest: (sight: Sight?, age: Int64) {
        let (sight, at) = last.withLock(\.self)
        return (sight, at.duration(to: .now).components.seconds)
    }

    fileprivate func note(_ sight: Sight) { last.withLock { $0 = (sight, .now) } }

    /// Whether a folder does not answer: some looks should have been over by now.
    var isStill: Bool { latest.age > Self.patience }

    private static let patience: Int64 = 30
}

/// Looks at the folders again and again, on a thread of its own.
struct FolderSurveyService: Service {
    let house: House
    let survey: FolderSurvey

    private static let interval = Duration.seconds(2)

    func run() async throws {
        try await OwnThreads("folders").run {
            try await Rounds(wake: Wake(), interval: Self.interval).run { survey.note(look()) }
        }
    }

    private func look() -> FolderSurvey.Sight {
        house.intake.rules.own.look()
        return FolderSurvey.Sight(
            away: away, repliesAside: house.outbound.repliesAside, disks: Disk.all(house.settings))
    }

    /// Why that cannot be told is a fault of the database, which others report.
    private var away: [StoreError]? {
        do { return try house.outbound.foldersAway } catch { return nil }
    }
}

/// Says in the log what no service can say that waits for a folder which does not answer.
struct StallWatch: Service {
    let house: House
    let survey: FolderSurvey

    private static let interval = Duration.seconds(10)

    func run() async throws {
        var told: Set<String> = []
        try await Rounds(wake: Wake(), interval: Self.interval).run {
            let stalled = stalled
            for name in stalled.subtracting(told).sorted() {
                house.log.error(
                    "A folder does not answer, and what needs it waits; everything else goes on",
                    metadata: ["service": "\(name)"])
            }
            for name in told.subtracting(stalled).sorted() {
                house.log.notice("The folder answers again", metadata: ["service": "\(name)"])
            }
            told = stalled
        }
    }

    private var stalled: Set<String> {
        var names: Set<String> = []
        if house.outbound.progress.stall() != nil { names.insert("outbound") }
        if survey.isStill { names.insert("folders") }
        return names
    }
}
