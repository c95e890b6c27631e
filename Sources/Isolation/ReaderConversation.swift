// SPDX-License-Identifier: EUPL-1.2

internal import Subprocess
internal import Synchronization

/// Question and answer with one child, each within its time.
struct ReaderConversation {
    typealias Child = Execution<CustomWriteInput, SequenceOutput, DiscardedOutput>

    enum Outcome {
        case answer([UInt8])
        /// The child ended, or answered what no reader answers.
        case died
        case timedOut
    }

    private let child: Child
    private let limits: ReaderLimits
    private var pieces: SubprocessOutputSequence.Iterator
    private var assembly: MessageAssembly

    init(child: Child, limits: ReaderLimits, answerLimit: Int) {
        self.child = child
        self.limits = limits
        pieces = child.standardOutput.makeAsyncIterator()
        assembly = MessageAssembly(limit: answerLimit)
    }

    /// Sends `message` and waits for the answer. A child that takes too long is killed, which ends the wait.
    mutating func ask(_ message: ReaderMessage) async -> Outcome {
        let watchdog = Watchdog(child: child, patience: limits.wallTime)
        let answer = await withTaskGroup(of: Void.self) { group in
            group.addTask { await watchdog.watch() }
            defer { group.cancelAll() }
            return await exchange(message)
        }
        if let answer { return .answer(answer) }
        child.end()
        return watchdog.hasBitten ? .timedOut : .died
    }

    private mutating func exchange(_ message: ReaderMessage) async -> [UInt8]? {
        do {
            _ = try await child.standardInputWriter.write(message.header)
            _ = try await child.standardInputWriter.write(message.payload)
            return try await answer(to: message.kind)
        } catch {
            // A broken pipe: the child is gone, which the caller tells from the missing answer.
            return nil
        }
    }

    private mutating func answer(to kind: ReaderMessage.Kind) async throws -> [UInt8]? {
        while true {
            switch assembly.next() {
            case .message(let answer): return answer.kind == kind ? answer.payload : nil
            case .broken: return nil
            case .needsMore:
                guard let piece = try await pieces.next() else { return nil }
                unsafe piece.withUnsafeBytes { unsafe assembly.append($0) }
            }
        }
    }
}

/// Kills a child that has taken too long.
private final class Watchdog: Sendable {
    private let child: ReaderConversation.Child
    private let patience: Duration
    private let bitten = Mutex(false)

    init(child: ReaderConversation.Child, patience: Duration) {
        self.child = child
        self.patience = patience
    }

    var hasBitten: Bool { bitten.withLock { $0 } }

    func watch() async {
        do { try await Task.sleep(for: patience) } catch { return }
        bitten.withLock { $0 = true }
        child.end()
    }
}

extension ReaderConversation.Child {
    /// Ends the child at once; one that has ended already is as good.
    func end() {
        do { try send(signal: .kill) } catch { return }
    }
}
