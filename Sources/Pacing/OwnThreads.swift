// SPDX-License-Identifier: EUPL-1.2

internal import Dispatch
internal import Synchronization

/// Threads of its own for work that waits for disks, shares and the database.
///
/// All other tasks share as many threads as there are processors. A share whose server hangs keeps whatever touches it, for hours
/// and beyond any cancelling; with one such call on each of those threads no page would be answered and nothing taken in. On
/// threads of its own the work of a service keeps nothing but itself waiting.
package final class OwnThreads: TaskExecutor {
    private struct State {
        var idle: [Int]
        var waiting: [UnownedJob] = []
    }

    private let lanes: [DispatchQueue]
    private let state: Mutex<State>

    /// - Parameter count: how many parts of the work may wait for something at the same time.
    package init(_ name: String, _ count: Int = 1) {
        lanes = (0..<max(1, count)).map { DispatchQueue(label: "esenzioni.\(name).\($0)") }
        state = Mutex(State(idle: Array(lanes.indices)))
    }

    /// Does `work`, and the child tasks that it starts, on these threads.
    package func run<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        try await withTaskExecutorPreference(self) { try await work() }
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let lane = state.withLock { state -> Int? in
            if let lane = state.idle.popLast() { return lane }
            state.waiting.append(job)
            return nil
        }
        guard let lane else { return }
        lanes[lane].async { [self] in
            var next: UnownedJob? = job
            while let job = next {
                unsafe job.runSynchronously(on: asUnownedTaskExecutor())
                next = takeNext(lane)
            }
        }
    }

    /// What waits; where nothing does, the thread is idle.
    private func takeNext(_ lane: Int) -> UnownedJob? {
        state.withLock { state in
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            state.idle.append(lane)
            return nil
        }
    }
}
