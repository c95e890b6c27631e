// SPDX-License-Identifier: EUPL-1.2

internal import CPlatform
internal import Dispatch
internal import Synchronization
internal import SystemPackage

/// The daemon's side of one child: what goes to it and comes from it, and the power to end it. Ends it with itself.
final class ReaderChild: Sendable {
    enum Outcome: Hashable {
        case answer(ReaderMessage)
        /// The child ended, or answered what no reader answers.
        case died
        case timedOut
    }

    private let channel: FileDescriptor
    /// Stands for the process itself, so that no other of the same number can be hit.
    private let process: Int32
    private let nursery: RunningNursery
    private let traffic: Mutex<ChannelTraffic>
    /// Waiting for an answer blocks: not on the threads that all tasks share.
    private let queue = DispatchQueue(label: "esenzioni.reader")

    init(channel: FileDescriptor, process: Int32, nursery: RunningNursery) {
        self.channel = channel
        self.process = process
        self.nursery = nursery
        traffic = Mutex(ChannelTraffic(channel))
    }

    deinit {
        end()
        // Both descriptors are this object's alone, so closing them cannot fail in a way that matters.
        for descriptor in [channel, FileDescriptor(rawValue: process)] { _ = Result { try descriptor.close() } }
    }

    /// Whether the nursery is gone, which takes all its children along, whatever they read.
    var isOrphan: Bool { nursery.isGone }

    /// Whether the child has ended, or its nursery has and it is about to.
    var isGone: Bool { isOrphan || Readiness.of(channel.rawValue, for: [], within: 0).contains(.hangup) }

    /// Puts a message on its way without waiting for the child, which may still be at an earlier one.
    func post(_ message: ReaderMessage) { traffic.withLock { $0.post(message) } }

    /// The answer to the earliest message that has none yet. A child that takes longer than `patience` is ended.
    ///
    /// - Throws: `CancellationError`; the child is then ended too.
    func answer(within patience: Duration) async throws -> Outcome {
        // A child that was faster than this side need not be waited for.
        if let early = traffic.withLock({ $0.earlyAnswer() }) {
            try Task.checkCancellation()
            return early
        }
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async { [self] in
                    continuation.resume(
                        returning: traffic.withLock { $0.answer(until: ContinuousClock.now + patience) })
                }
            }
        } onCancel: {
            end()
        }
        try Task.checkCancellation()
        if case .answer = outcome { return outcome }
        end()
        return outcome
    }

    /// Ends the child at once; one that has ended already is as good.
    func end() { platform_end_child(process) }
}
