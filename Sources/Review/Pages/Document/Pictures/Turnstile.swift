// SPDX-License-Identifier: EUPL-1.2

internal import Synchronization

/// Lets only so many in at a time; whoever comes later waits in line, and leaves the line when cancelled.
final class Turnstile: Sendable {
    private struct Line {
        var free: Int
        var tickets = 0
        var waiting: [(ticket: Int, turn: Turn)] = []

        /// Whether one who comes may go in at once; nothing where he is put in line.
        mutating func answer(to ticket: Int, _ turn: Turn) -> Result<Void, any Error>? {
            // One who was cancelled on the way is not looked for in the line any more.
            if Task.isCancelled { return .failure(CancellationError()) }
            guard free == 0 else {
                free -= 1
                return .success(())
            }
            waiting.append((ticket, turn))
            return nil
        }
    }

    private typealias Turn = CheckedContinuation<Void, any Error>

    private let line: Mutex<Line>

    /// - Parameter places: how many are inside at most.
    init(places: Int) { line = Mutex(Line(free: max(1, places))) }

    /// Runs `body` inside.
    ///
    /// - Throws: what `body` throws, and `CancellationError` from the line.
    func pass<Result>(_ body: () async throws -> Result) async throws -> Result {
        try await enter()
        defer { leave() }
        return try await body()
    }

    private func enter() async throws {
        let ticket = line.withLock { line in
            line.tickets += 1
            return line.tickets
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { turn in
                let answer = line.withLock { $0.answer(to: ticket, turn) }
                answer.map { turn.resume(with: $0) }
            }
        } onCancel: {
            let turn = line.withLock { line in
                line.waiting.firstIndex { $0.ticket == ticket }.map { line.waiting.remove(at: $0).turn }
            }
            turn?.resume(throwing: CancellationError())
        }
    }

    private func leave() {
        let next = line.withLock { line -> Turn? in
            guard line.waiting.isEmpty else { return line.waiting.removeFirst().turn }
            line.free += 1
            return nil
        }
        next?.resume()
    }
}
