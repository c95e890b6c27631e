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
    /// Senders of documents that took long; theirs are read one by one.
    private var slow: Set<String> = []

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
        let idle = hasIdleReader ? readers - busy : 0
        let waiting = Dictionary(grouping: pending.filter { !chosen.contains($0.id) }, by: \.arrival.sender)
        let turn = waiting.min { rank($0.key, $0.value) < rank($1.key, $1.value) }
        guard let (sender, deliveries) = turn, idle > 0 || mayStepIn(sender) else { return nil }
        let batch = Batch(sender: sender, deliveries: part(of: deliveries, of: sender, idle: max(idle, 1)))
        chosen.formUnion(batch.deliveries.map(\.id))
        underWay[sender, default: 0] += 1
        return batch
    }

    /// Of a sender whose documents take long, one reader goes through them from the oldest on, and any other from the newest: so
    /// that what comes next waits for one of them at most, and none for ever.
    private func part(of deliveries: [Delivery], of sender: String, idle: Int) -> [Delivery] {
        guard slow.contains(sender) else {
            return Array(deliveries.prefix(min(share, (deliveries.count + idle - 1) / idle)))
        }
        return Array(underWay[sender, default: 0] == 0 ? deliveries.prefix(1) : deliveries.suffix(1))
    }

    private var busy: Int { underWay.values.reduce(0, +) }

    /// Whether a reader has nothing to do.
    var hasIdleReader: Bool { busy < readers }

    /// One reader more is had for a sender who has none, where another has several: nobody waits for what only others sent.
    private func mayStepIn(_ sender: String) -> Bool {
        busy == readers && underWay[sender, default: 0] == 0 && underWay.values.contains { $0 > 1 }
    }

    var isEmpty: Bool { underWay.values.allSatisfy { $0 == 0 } }

    /// Lets the reader of `batch` have another.
    ///
    /// - Parameter rest: what it gave back unread, because a document before took long.
    mutating func finish(_ batch: Batch, rest: [Delivery] = []) {
        underWay[batch.sender, default: 1] -= 1
        guard !rest.isEmpty else { return }
        slow.insert(batch.sender)
        chosen.subtract(rest.map(\.id))
    }

    private func rank(_ sender: String, _ waiting: [Delivery]) -> (Int, Int64) {
        (underWay[sender, default: 0], waiting.first?.id.value ?? .max)
    }
}
