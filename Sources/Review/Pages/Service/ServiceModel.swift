// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// The page for the administrator: what came in and went out, what waits, and whether all is well.
struct ServiceModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.service

    let frame: PageFrame
    let flash: String?
    let isAllWell: Bool
    let hasConcerns: Bool
    let concerns: [Concern]
    let seenOn: String
    let seenAt: String
    let today: [Tile]
    let chart: TrafficChart
    let waitingTotal: String
    let oldest: Oldest?
    /// How many documents wait for their person.
    let unmatchedTotal: String
    let waitingSteps: [Step]
    let hasQuarantine: Bool
    let quarantineTotal: String
    let reasons: [Reason]
    let noticeStates: [Tile]
    /// The list of the practices whose notices were refused; nothing where there is none.
    let refusedAddress: String?
    let hasSilent: Bool
    let silent: [Silent]
    let facts: ServiceState

    /// Something that a person should look at.
    struct Concern: Encodable, Hashable, Sendable {
        let text: String
        let target: String
    }

    /// A number and what it counts.
    struct Tile: Encodable, Hashable, Sendable {
        let number: String
        let name: String
        let isAlarming: Bool
    }

    /// The open practice that waits longest.
    struct Oldest: Encodable, Hashable, Sendable {
        let oldestWait: String
        /// Nothing where it is out of the administrator's reach.
        let link: Link?

        struct Link: Encodable, Hashable, Sendable {
            let oldestNumber: String
            let oldestAddress: String
        }
    }

    /// How many practices wait longer than a step.
    struct Step: Encodable, Hashable, Sendable {
        let stepName: String
        let stepCount: String
        /// Of 100.
        let share: Int
    }

    /// Why files are in quarantine, and how many.
    struct Reason: Encodable, Hashable, Sendable {
        let reasonText: String
        let reasonCount: String
        let reasonAddress: String
    }

    /// A notice that AURA does not answer.
    struct Silent: Encodable, Hashable, Sendable {
        let silentNumber: String
        let silentAddress: String
        let silentKind: String
        let silentSince: String
    }
}

/// All that the page is made from.
struct ServiceReading: Sendable {
    let now: Timestamp
    let counts: StoreCounts
    let traffic: [DayTraffic]
    let waiting: WaitingPractices
    /// Of the practices that could be named, those that the viewer reaches.
    let reached: Set<PracticeNumber>
    let reasons: [FindingCode: Int]
    let silent: [SilentNotice]
    let silentTotal: Int
    let facts: ServiceFacts

    /// The steps by which the waiting are counted, in days.
    static let steps = [7, 30, 60]
    static let days = 14
}

extension ServiceModel {
    init(_ reading: ServiceReading, flash: String?, frame: PageFrame) {
        self.frame = frame
        self.flash = flash
        concerns = Self.concerns(reading)
        hasConcerns = !concerns.isEmpty
        isAllWell = concerns.isEmpty
        let seen = reading.now.italian.split(separator: " ")
        seenOn = reading.now.romeDay.italian
        seenAt = seen.last.map(String.init) ?? ""
        unmatchedTotal = reading.counts.unmatched.grouped
        today = reading.traffic.last.map { Self.tiles($0, reading.counts) } ?? []
        chart = TrafficChart(reading.traffic)
        waitingTotal = reading.waiting.total.grouped
        oldest = reading.waiting.oldest.map {
            Oldest(
                oldestWait: Waiting.words(since: $0.requestedAt.romeDay, until: reading.now.romeDay),
                link: reading.reached.contains($0.number)
                    ? .init(oldestNumber: $0.number.value, oldestAddress: $0.number.address) : nil)
        }
        waitingSteps = zip(ServiceReading.steps, reading.waiting.requestedBefore).map { days, count in
            Step(
                stepName: "da più di \(days) giorni", stepCount: count.grouped,
                share: count * 100 / max(1, reading.waiting.total))
        }
        hasQuarantine = reading.counts.quarantined > 0
        quarantineTotal = reading.counts.quarantined.grouped
        reasons = reading.reasons.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.map {
            Reason(
                reasonText: $0.key.message, reasonCount: $0.value.grouped,
                reasonAddress: QuarantineSearch(reason: $0.key).address)
        }
        noticeStates = NoticeState.allCases.map {
            let count = reading.counts.notices[$0] ?? 0
            return Tile(number: count.grouped, name: $0.italianName, isAlarming: $0 == .refused && count > 0)
        }
        refusedAddress = (reading.counts.notices[.refused] ?? 0) > 0 ? DeskSearch.refusedAddress : nil
        silent = reading.silent.map {
            Silent(
                silentNumber: $0.practice.value, silentAddress: $0.practice.address,
                silentKind: $0.kind.italianName, silentSince: $0.sentAt.italian)
        }
        hasSilent = !silent.isEmpty
        facts = ServiceState(reading.facts, now: reading.now)
    }

    private static func tiles(_ day: DayTraffic, _ counts: StoreCounts) -> [Tile] {
        func tile(_ count: Int?, _ name: String, isAlarming: Bool = false) -> Tile {
            Tile(number: (count ?? 0).grouped, name: name, isAlarming: isAlarming && count ?? 0 > 0)
        }
        return [
            tile(day.files, "Documenti ricevuti"),
            tile(day.received[.acquired], "Acquisiti"),
            tile(day.received[.duplicate], "Duplicati"),
            tile(day.received[.unmatched], "Da abbinare"),
            tile(day.received[.notEvidence], "Non pertinenti"),
            tile(day.received[.refused], "Scartati", isAlarming: true),
            tile(counts.pendingDeliveries, "In attesa di lettura"),
            tile(counts.heldDeliveries, "In attesa della richiesta"),
            tile(day.notices[.validation], "Validazioni"),
            tile(day.notices[.rejection], "Respingimenti"),
            tile(day.notices[.cancellation], "Annullamenti"),
            tile(day.receipts, "Ricevute preparate"),
        ]
    }

    private static func concerns(_ reading: ServiceReading) -> [Concern] {
        var found = reading.facts.checks.filter { !$0.isWell }.map {
            Concern(text: "\($0.label): \($0.words)", target: "servizio")
        }
        for disk in reading.facts.disks where disk.isShort {
            found.append(Concern(text: "\(disk.label): restano \(disk.free.bytesInWords) liberi", target: "servizio"))
        }
        func add(_ count: Int, _ one: String, _ many: String, _ target: String) {
            guard count > 0 else { return }
            found.append(Concern(text: count == 1 ? one : "\(count.grouped) \(many)", target: target))
        }
        add(
            reading.silentTotal, "Un avviso inviato ad AURA attende risposta da troppo tempo",
            "avvisi inviati ad AURA attendono risposta da troppo tempo", "aura")
        add(
            reading.counts.notices[.refused] ?? 0, "Un avviso è stato scartato da AURA",
            "avvisi sono stati scartati da AURA", "aura")
        add(
            reading.counts.quarantined, "Un file è in quarantena", "file sono in quarantena", "quarantena")
        return found
    }
}

extension ServiceFacts.Disk {
    /// Less than a tenth is left.
    var isShort: Bool { free < size / 10 }
}
