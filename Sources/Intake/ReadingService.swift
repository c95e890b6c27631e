// SPDX-License-Identifier: EUPL-1.2

internal import Logging
package import Pacing
internal import ServiceLifecycle
package import Storage

/// Reads what a queue of the ledger holds, for as long as the daemon lives. There is one for each queue, so that text never
/// waits behind pictures.
package struct ReadingService: Service {
    private let room: IntakeRoom
    private let queue: ReadingQueue
    private let arrived: Wake
    private let filed: Wake
    private let deferred: Wake

    /// - Parameters:
    ///   - arrived: the bell that tells of unread deliveries in this queue.
    ///   - filed: rung when receipts are due.
    ///   - deferred: rung when a delivery has moved to the queue for recognition.
    package init(room: IntakeRoom, queue: ReadingQueue, arrived: Wake, filed: Wake, deferred: Wake) {
        self.room = room
        self.queue = queue
        self.arrived = arrived
        self.filed = filed
        self.deferred = deferred
    }

    /// Shutdown does not wait for documents: one that is being read is read again at the next start.
    package func run() async throws {
        try await OwnThreads("reading", room.readers(of: queue) + 2).run {
            try await cancelWhenGracefulShutdown {
                if queue == .quick { try await retryUnfiled() }
                try await Rounds(wake: arrived, interval: .seconds(10)).run { try await round() }
            }
        }
    }

    private func retryUnfiled() async throws {
        do {
            try await room.retryUnfiled()
        } catch let error as StoreError where !error.isFatal {
            room.log.error("What could not be filed is not tried again", metadata: ["reason": "\(error)"])
        }
    }

    private func round() async throws {
        var last = ContinuousClock.now
        do {
            try await room.readingRound(queue).run(
                filed: { _ in filed.ring() }, deferred: { deferred.ring() },
                between: {
                    guard ContinuousClock.now - last >= Self.tidyingInterval else { return }
                    try await tidy()
                    last = .now
                })
            try await tidy()
        } catch let error as StoreError where error.isFatal {
            throw error
        } catch {
            if Task.isCancelled { throw error }
            room.log.error("Documents cannot be read or filed; they wait", metadata: ["reason": "\(error)"])
        }
    }

    /// How often people see what a long round brings.
    private static let tidyingInterval = Duration.seconds(5)

    /// Answers requests that waited too long, and shows what lies in quarantine.
    private func tidy() async throws {
        if try await !room.answerOverdueRequests().isEmpty { filed.ring() }
        // The folder has one writer; what the other queue put in quarantine is seen at the next round of this one.
        if queue == .quick { try await room.mirrorQuarantine() }
    }
}
