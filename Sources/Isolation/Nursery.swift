// SPDX-License-Identifier: EUPL-1.2

internal import CPlatform
internal import Dispatch
internal import Glibc
internal import Synchronization
internal import SystemPackage

/// Where children come from: a prepared process of this program that forks one for whoever asks.
///
/// It is started on first need, and again when it has died. It never sees a byte of a document.
final class Nursery: Sendable {
    private let path: FilePath
    private let arguments: [String]
    private let state = Mutex(State())
    /// Apart from the state, which is held while somebody waits for a fork.
    private let lastFault = Mutex<ReaderError?>(nil)
    /// Asking blocks for the time of a fork, the first time until all is prepared: not on the threads that all tasks share.
    private let queue = DispatchQueue(label: "esenzioni.nursery")

    private struct State {
        var running: RunningNursery?
        /// Forked ahead for whoever asks next, who then need not wait for it.
        var spare: ReaderChild?
    }

    /// - Parameters:
    ///   - path: the program.
    ///   - arguments: those that make it a nursery, without its own name.
    init(path: FilePath, arguments: [String]) {
        self.path = path
        self.arguments = arguments
    }

    /// Why the last who asked got no child; nothing where he did.
    var fault: ReaderError? { lastFault.withLock(\.self) }

    /// A fresh child, which has read nothing.
    func child() async throws -> ReaderChild {
        if let spare = takeSpare() {
            forkAhead()
            return spare
        }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { [self] in
                continuation.resume(with: Result { try fork() })
                forkAhead()
            }
        }
    }

    /// Ends a child that is no longer needed.
    func retire(_ child: ReaderChild) {
        queue.asyncAfter(deadline: .now() + Self.pause) { child.end() }
    }

    /// Making a process and taking one apart keep a processor busy for milliseconds, which at that moment had better belong to
    /// who waits for a document.
    private static let pause = DispatchTimeInterval.milliseconds(5)

    /// Without waiting for one that is being forked.
    private func takeSpare() -> ReaderChild? {
        let spare = state.withLockIfAvailable { $0.spare.take() }?.flatMap(\.self)
        return spare?.isGone == false ? spare : nil
    }

    private func fork() throws(ReaderError) -> ReaderChild {
        do {
            let child = try forked()
            lastFault.withLock { $0 = nil }
            return child
        } catch {
            lastFault.withLock { $0 = error }
            throw error
        }
    }

    private func forked() throws(ReaderError) -> ReaderChild {
        try state.withLock { state throws(ReaderError) in
            if let spare = state.spare.take(), !spare.isGone { return spare }
            if let nursery = state.running, !nursery.isGone {
                do { return try nursery.child() } catch { state.running = nil }
            }
            let fresh = try RunningNursery(path: path, arguments: [path.string] + arguments)
            state.running = fresh
            return try fresh.child()
        }
    }

    private func forkAhead() {
        queue.asyncAfter(deadline: .now() + Self.pause) { [weak self] in
            self?.state.withLock { state in
                if let spare = state.spare, !spare.isGone { return }
                // What hinders it is told to who asks next.
                do { state.spare = try state.running?.child() } catch { state.running = nil }
            }
        }
    }
}

/// A nursery that has been started; ends with its last mention.
final class RunningNursery: Sendable {
    private let process: Int32
    private let control: Int32

    /// Preparing takes a tenth of a second, and more on a machine that is busy or cold.
    private static let patience: Int32 = 60_000

    init(path: FilePath, arguments: [String]) throws(ReaderError) {
        var control: Int32 = -1
        process = unsafe path.withPlatformString { path in
            unsafe arguments.withArgumentVector { unsafe platform_start_nursery(path, $0, &control) }
        }
        self.control = control
        guard process > 0 else { throw .cannotPrepare(Errno(rawValue: -process)) }
        let failure = platform_await_nursery(control, Self.patience)
        guard failure == 0 else { throw .cannotPrepare(Errno(rawValue: failure)) }
    }

    deinit { if process > 0 { platform_end_nursery(process, control) } }

    /// Whether the process has ended; its children end right after.
    var isGone: Bool { Readiness.of(control, for: [], within: 0).contains(.hangup) }

    func child() throws(ReaderError) -> ReaderChild {
        var channel: Int32 = -1
        let process = unsafe platform_ask_for_child(control, Self.patience, &channel)
        guard process >= 0 else { throw .cannotFork(Errno(rawValue: -process)) }
        return ReaderChild(channel: FileDescriptor(rawValue: channel), process: process, nursery: self)
    }
}
