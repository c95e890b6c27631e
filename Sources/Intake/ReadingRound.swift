// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Isolation
internal import Logging
internal import Storage

/// Reads what a queue of the ledger holds and files what it is, several batches at a time, until nothing waits.
struct ReadingRound {
    let rules: InboxRules
    let store: PracticeStore
    let archive: DocumentArchive
    let screen: VirusScreen
    let queue: ReadingQueue
    let reader: DocumentReader
    /// Batches at a time.
    let parallel: Int
    let log: Logger

    /// Documents filed in one transaction.
    private static let group = 16
    /// Deliveries looked at to choose a batch.
    private static let horizon = 256

    /// - Parameters:
    ///   - filed: told each delivery as it is settled.
    ///   - deferred: told when a delivery has moved to the queue for recognition.
    ///   - between: done after each batch, since under load a round may last for hours.
    func run(
        filed: @escaping @Sendable (Delivery) -> Void, deferred: @escaping @Sendable () -> Void = {},
        between: () async throws -> Void = {}
    ) async throws {
        var backlog = ReadingBacklog(share: reader.share, readers: parallel)
        try await withThrowingTaskGroup(of: Step.self) { group in
            var isGlancing = false
            repeat {
                // Asked each time, so that a sender who drops something now need not wait for all that lay there before.
                let pending = try store.pendingDeliveries(in: queue, limit: Self.horizon)
                // `parallel` at a time, and one more for a sender who has none while another has several: the backlog has nothing
                // else for who finds all readers busy.
                while let batch = backlog.next(of: pending) {
                    group.addTask {
                        .done(batch, rest: try await read(batch.deliveries, filed: filed, deferred: deferred))
                    }
                }
                guard !backlog.isEmpty else { break }
                // One at a time, and cancelled with the round.
                if !isGlancing {
                    isGlancing = true
                    group.addTask { await Self.pause() }
                }
                switch try await group.next() {
                case .done(let batch, let rest)?:
                    backlog.finish(batch, rest: rest)
                    try await between()
                case .glance?: isGlancing = false
                case nil: break
                }
            } while true
            group.cancelAll()
        }
    }

    private enum Step {
        case done(ReadingBacklog.Batch, rest: [Delivery])
        /// What has come meanwhile is looked for: it need not wait for what is being read.
        case glance
    }

    private static let glanceInterval = Duration.milliseconds(100)

    private static func pause() async -> Step {
        // Cancelled when the round is over.
        do { try await Task.sleep(for: glanceInterval) } catch {}
        return .glance
    }

    /// A document that took longer than this keeps those behind it waiting no longer: they are given back.
    private static let long = Duration.seconds(2)

    /// Thrown behind a document that took long.
    private struct Slow: Error {}

    /// Reads deliveries of one sender.
    ///
    /// - Returns: those that are left, where a document took long.
    private func read(
        _ deliveries: [Delivery], filed: @escaping @Sendable (Delivery) -> Void, deferred: @Sendable () -> Void
    ) async throws -> [Delivery] {
        let readable = deliveries.filter { $0.arrival.size <= rules.largestDocument && $0.arrival.size > 0 }
        for delivery in deliveries where !readable.contains(delivery) {
            try await file(delivery, unread(delivery), filed)
        }
        let lost = readable.filter { !archive.holds($0.arrival.sha256) }
        try await setAside(lost, filed)
        let (passed, notes) = try await screened(readable.filter { !lost.contains($0) }, filed)
        // What was read is filed while more is read, one transaction after the other, so that nothing piles up.
        return try await withThrowingTaskGroup(of: Void.self) { group in
            var waiting: [ReadDelivery] = []
            var rest = passed[...]
            var last = ContinuousClock.now
            do {
                try await reader.read(
                    passed, load: { try archive.bytes(of: $0.arrival.sha256) },
                    each: { delivery, reading in
                        rest = rest.dropFirst()
                        defer { last = .now }
                        let isSlow = !rest.isEmpty && ContinuousClock.now - last > Self.long
                        switch reading {
                        case .read(var extract):
                            extract.findings += notes[delivery.id].map { [$0] } ?? []
                            waiting.append(ReadDelivery(delivery: delivery, extract: extract))
                        case .needsRecognition where queue == .quick:
                            try await store.deferToRecognition(delivery.id)
                            deferred()
                        case .needsRecognition:
                            waiting.append(
                                ReadDelivery(delivery: delivery, extract: .unreadable(Finding(.readerFailed))))
                        }
                        if isSlow { throw Slow() }
                        guard waiting.count >= Self.group else { return }
                        try await group.next()
                        group.addTask { [waiting] in try await file(waiting, filed) }
                        waiting.removeAll()
                    })
            } catch is Slow {}
            try await group.next()
            try await file(waiting, filed)
            return Array(rest)
        }
    }

    /// What the archive does not have, or does not yield, holds up nothing else.
    private func setAside(_ lost: [Delivery], _ filed: (Delivery) -> Void) async throws {
        guard !lost.isEmpty else { return }
        try await store.setAsideUnfiled(lost.map(\.id))
        log.error(
            "Documents in the ledger cannot be read from the archive; they wait in quarantine: look with esenzioni verify",
            metadata: ["count": "\(lost.count)"])
        lost.forEach(filed)
    }

    /// What is said of a file whose size alone tells that it is not to be read.
    private func unread(_ delivery: Delivery) -> Extract {
        guard delivery.arrival.size > 0 else { return .unreadable(Finding(.contentTruncated)) }
        var extract = Extract.unreadable(Finding(.contentTooLarge))
        if delivery.arrival.size > rules.largestKept { extract.findings.append(Finding(.contentNotKept)) }
        return extract
    }

    private struct ReadDelivery {
        let delivery: Delivery
        let extract: Extract
    }

    /// Those that may be read, and what is to be said of them besides. An infected file is filed unread; where the scanner
    /// must be asked and does not answer, the rest waits for the next round.
    private func screened(
        _ deliveries: [Delivery], _ filed: (Delivery) -> Void
    ) async throws -> (passed: [Delivery], notes: [Delivery.ID: Finding]) {
        var passed: [Delivery] = []
        var notes: [Delivery.ID: Finding] = [:]
        for (index, delivery) in deliveries.enumerated() {
            switch try await screen.passage({ try archive.bytes(of: delivery.arrival.sha256) }) {
            case .free: passed.append(delivery)
            case .noted(let finding):
                passed.append(delivery)
                notes[delivery.id] = finding
            case .refused(let finding): try await file(delivery, .unreadable(finding), filed)
            case .waiting(let reason):
                log.error(
                    "Documents wait, since the virus scanner does not answer",
                    metadata: ["count": "\(deliveries.count - index)", "reason": "\(reason)"])
                return (passed, notes)
            }
        }
        return (passed, notes)
    }

    private func file(_ delivery: Delivery, _ extract: Extract, _ filed: (Delivery) -> Void) async throws {
        try await file([ReadDelivery(delivery: delivery, extract: extract)], filed)
    }

    /// Files what was read. Should this be interrupted, what is not filed is read again.
    private func file(_ read: [ReadDelivery], _ filed: (Delivery) -> Void) async throws {
        guard !read.isEmpty else { return }
        let settled = try await store.file(read.map { ($0.delivery.id, $0.extract) })
        for (outcome, read) in zip(settled, read) {
            let delivery = outcome.delivery
            if let fault = outcome.fault {
                log.error(
                    "A document cannot be filed; it waits in quarantine",
                    metadata: [
                        "delivery": "\(delivery.id.value)",
                        "sender": "\(rules.loggedName(of: delivery.arrival.sender))",
                        "reason": "\(fault)",
                    ])
                filed(delivery)
                continue
            }
            log.info(
                "A document was filed",
                metadata: [
                    "delivery": "\(delivery.id.value)", "sender": "\(rules.loggedName(of: delivery.arrival.sender))",
                    "outcome": "\(delivery.outcome?.rawValue ?? "")", "form": "\(read.extract.form.rawValue)",
                ])
            filed(delivery)
        }
    }
}
