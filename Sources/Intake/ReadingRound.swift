// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Isolation
internal import Logging
internal import Storage

/// Reads what the ledger holds unread and files what it is, several senders at a time.
struct ReadingRound {
    let rules: InboxRules
    let store: PracticeStore
    let archive: DocumentArchive
    let reader: DocumentReader
    let log: Logger

    /// Deliveries looked at in one round.
    private static let horizon = 256

    /// - Parameter filed: told each delivery as it is settled.
    /// - Returns: how many deliveries were settled.
    func run(filed: @escaping @Sendable (Delivery) -> Void) async throws -> Int {
        let pending = try await store.pendingDeliveries(limit: Self.horizon)
        var batches = Dictionary(grouping: pending, by: \.arrival.sender).values.sorted {
            $0[0].id.value < $1[0].id.value
        }[...]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for batch in batches.prefix(rules.readers) { group.addTask { try await read(batch, filed) } }
            batches = batches.dropFirst(rules.readers)
            while try await group.next() != nil {
                guard let batch = batches.popFirst() else { continue }
                group.addTask { try await read(batch, filed) }
            }
        }
        return pending.count
    }

    /// Reads the deliveries of one sender.
    private func read(_ deliveries: [Delivery], _ filed: @Sendable (Delivery) -> Void) async throws {
        let readable = deliveries.filter { $0.arrival.size <= rules.largestDocument && $0.arrival.size > 0 }
        for delivery in deliveries where !readable.contains(delivery) {
            let reason: FindingCode = delivery.arrival.size == 0 ? .contentTruncated : .contentTooLarge
            try await file(delivery, .unreadable(Finding(reason)), filed)
        }
        guard !readable.isEmpty else { return }
        try await reader.read(
            readable, load: { try archive.bytes(of: $0.arrival.sha256) },
            each: { try await file($0, $1, filed) })
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
