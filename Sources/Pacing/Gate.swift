// SPDX-License-Identifier: EUPL-1.2

internal import Dispatch
internal import Synchronization

/// Lets one in at a time, in the order in which they came: for work that the daemon's own rounds and a command may begin at
/// once and that must not overlap.
package final class Gate: Sendable {
    private struct State {
        var isTaken = false
        var waiting: [Waiting] = []
        var lastNumber = 0
    }

    private struct Waiting {
        let number: Int
        /// Resumed with whether it may go in.
        let continuation: CheckedContinuation<Bool, Never>
    }

    private let state = Mutex(State())

    /// A gate at which nobody is.
    package init() {}

    /// Waits for its turn, and does `work`.
    package func pass<Value>(_ work: () async throws -> Value) async rethrows -> Value {
        _ = await enter(within: nil)
        defer { leave() }
        return try await work()
    }

    /// The same for who does not wait for ever: whoever is inside may wait for something that never answers.
    ///
    /// - Returns: nothing where the turn did not come in time, and nothing was done.
    package func pass<Value>(within patience: Duration, _ work: () async throws -> Value) async rethrows -> Value? {
        guard await enter(within: patience) else { return nil }
        defer { leave() }
        return try await work()
    }

    private func enter(within patience: Duration?) async -> Bool {
        await withCheckedContinuation { continuation in
            let place = state.withLock { state -> Int? in
                guard state.isTaken else {
                    state.isTaken = true
                    return nil
                }
                state.lastNumber += 1
                state.waiting.append(Waiting(number: state.lastNumber, continuation: continuation))
                return state.lastNumber
            }
            guard let place else { return continuation.resume(returning: true) }
            guard let patience else { return }
            let time = DispatchTimeInterval.milliseconds(Int(patience / .milliseconds(1)))
            DispatchQueue.global().asyncAfter(deadline: .now() + time) { [self] in giveUp(place) }
        }
    }

    private func giveUp(_ number: Int) {
        let tired = state.withLock { state in
            state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0) }
        }
        tired?.continuation.resume(returning: false)
    }

    private func leave() {
        let next = state.withLock { state -> Waiting? in
            if state.waiting.isEmpty {
                state.isTaken = false
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.continuation.resume(returning: true)
    }
}
