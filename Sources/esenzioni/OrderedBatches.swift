// SPDX-License-Identifier: EUPL-1.2

/// Work on a long list that is done in batches, several at a time, with results in the order of the list.
struct OrderedBatches<Item: Sendable> {
    private let batches: [ArraySlice<Item>]
    private let parallel: Int

    /// - Parameters:
    ///   - size: items of a batch at most; fewer where that keeps all hands busy to the end.
    ///   - parallel: batches at a time.
    init(_ items: [Item], size: Int, parallel: Int) {
        let rounds = max(1, (items.count + size * parallel - 1) / (size * parallel))
        let size = max(1, (items.count + rounds * parallel - 1) / (rounds * parallel))
        batches = stride(from: 0, to: items.count, by: size).map { items[$0..<min($0 + size, items.count)] }
        self.parallel = parallel
    }

    /// - Parameters:
    ///   - work: the results of one batch.
    ///   - each: told the results of each batch, in order.
    func run<Result: Sendable>(
        _ work: @escaping @Sendable ([Item]) async throws -> Result, each: (Result) throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            func start(_ index: Int) {
                guard index < batches.count else { return }
                group.addTask { [batch = Array(batches[index])] in (index, try await work(batch)) }
            }
            (0..<parallel).forEach(start)
            var finished: [Int: Result] = [:]
            var next = 0
            while let (index, result) = try await group.next() {
                finished[index] = result
                while let ready = finished.removeValue(forKey: next) {
                    try each(ready)
                    next += 1
                }
                start(index + parallel)
            }
        }
    }
}
