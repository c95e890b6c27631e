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
    let queue: ReadingQueue
    let reader: DocumentReader
    /// Batches at a time.
    let parallel: Int
    let log: Logger

    /// Deliveries looked at to choose a batch.
    private static let horizon = 256

    /// - Parameters:
    ///   - filed: told each delivery as it is settled.
    ///   - deferred: told when a delivery has moved to the queue for recognition.
    func run(
        filed: @escaping @Sendable (Delivery) -> Void, deferred: @escaping @Sendable () -> Void = {}
    ) async throws {
        var backlog = ReadingBacklog(share: reader.share, readers: parallel)
        try await withThrowingTaskGroup(of: ReadingBacklog.Batch.self) { group in
            repeat {
                // Asked each time, so that a sender who drops something now need not wait for all that lay there before.
                let pending = try await store.pendingDeliveries(in: queue, limit: Self.horizon)
                while let batch = backlog.next(of: pending) {
                    group.addTask {
                        try await read(batch.deliveries, filed: filed, deferred: deferred)
                        return batch
                    }
                }
                guard let done = try await group.next() else { return }
                backlog.finish(done)
            } while true
        }
    }

    /// Reads deliveries of one sender.
    private func read(
        _ deliveries: [Delivery], filed: @Sendable (Delivery) -> Void, deferred: @Sendable () -> Void
    ) async throws {
        let readable = deliveries.filter { $0.arrival.size <= rules.largestDocument && $0.arrival.size > 0 }
        for delivery in deliveries where !readable.contains(delivery) {
            let reason: FindingCode = delivery.arrival.size == 0 ? .contentTruncated : .contentTooLarge
            try await file(delivery, .unreadable(Finding(reason)), filed)
        }
        try await reader.read(
            readable, load: { try archive.bytes(of: $0.arrival.sha256) },
            each: { delivery, reading in
                switch reading {
                case .read(let extract): try await file(delivery, extract, filed)
                case .needsRecognition where queue == .quick:
                    try await store.deferToRecognition(delivery.id)
                    deferred()
                case .needsRecognition: try await file(delivery, .unreadable(Finding(.readerFailed)), filed)
                }
            })
    }

    private func file(_ delivery: Delivery, _ extract: Extract, _ filed: (Delivery) -> Void) async throws {
        let settled = try await store.file(delivery.id, as: extract)
        log.info(
            "A document was filed",
            metadata: [
                "delivery": "\(delivery.id.value)", "sender": "\(delivery.arrival.sender)",
                "outcome": "\(settled.outcome?.rawValue ?? "")", "form": "\(extract.form.rawValue)",
            ])
        filed(settled)
    }
}
