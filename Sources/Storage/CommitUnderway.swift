// SPDX-License-Identifier: EUPL-1.2

internal import Synchronization

/// A transaction that was handed to the writer while its caller goes on with something else.
final class CommitUnderway<Value: Sendable>: Sendable {
    typealias Outcome = Result<Value, any Error>

    private enum State {
        case open
        case awaited(CheckedContinuation<Outcome, Never>)
        case over(Outcome)
    }

    private let state = Mutex(State.open)

    /// What came of it: on the disk, or not done at all. To be asked for once.
    var outcome: Outcome {
        get async {
            await withCheckedContinuation { continuation in
                let known: Outcome? = state.withLock { state in
                    if case .over(let outcome) = state { return outcome }
                    state = .awaited(continuation)
                    return nil
                }
                if let known { continuation.resume(returning: known) }
            }
        }
    }

    func finish(_ outcome: Outcome) {
        let waiting: CheckedContinuation<Outcome, Never>? = state.withLock { state in
            defer { state = .over(outcome) }
            if case .awaited(let continuation) = state { return continuation }
            return nil
        }
        waiting?.resume(returning: outcome)
    }
}
