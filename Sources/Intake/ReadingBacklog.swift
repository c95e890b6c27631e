// SPDX-License-Identifier: EUPL-1.2

internal import Storage

/// Chooses what is read next: batches of one sender each, so that no child reads for two, in turn among the senders, and
/// small enough to keep all readers busy.
struct ReadingBacklog {
    /// Deliveries of one sender, read by one child.
    struct Batch: Hashable {
        let sender: String
        let deliveries: [Delivery]
    }

    private let share: Int
    private let readers: Int
    /// Chosen once, never again in this round, whatever came of it.
    private var chosen: Set<Delivery.ID> = []
    /// Batches being read, by sender.
    private var underWay: [String: Int] = [:]

    /// - Parameters:
    ///   - share: documents a child reads at most.
    ///   - readers: batches at a time.
    init(share: Int, readers: Int) {
        self.share = share
        self.readers = readers
    }

    /// A batch of the sender who has the fewest under way, the oldest first; nothing when all readers are busy or nothing
    /// waits.
    mutating func next(of pending: [Delivery]) -> Batch? {
        let idle = readers - underWay.values.reduce(0, +)
        let waiting = Dictionary(grouping: pending.filter { !chosen.contains($0.id) }, by: \.arrival.sender)
        let turn = waiting.min { rank($0.key, $0.value) < rank($1.key, $1.value) }
        guard idle > 0, let (sender, deliveries) = turn else { return nil }
        let evenly = (deliveries.count + idle - 1) / idle
        let batch = Batch(sender: sender, deliveries: Array(deliveries.prefix(min(share, evenly))))
        chosen.formUnion(batch.deliveries.map(\.id))
        underWay[sender, default: 0] += 1
        return batch
    }

    /// Lets the reader of `batch` have another.
    mutating func finish(_ batch: Batch) {
        underWay[batch.sender, default: 1] -= 1
    }

    private func rank(_ sender: String, _ waiting: [Delivery]) -> (Int, Int64) {
        (underWay[sender, default: 0], waiting.first?.id.value ?? .max)
    }
}
