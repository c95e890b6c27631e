// SPDX-License-Identifier: EUPL-1.2

internal import Logging
package import Pacing
internal import ServiceLifecycle
internal import Storage

/// Reads what the ledger holds unread, for as long as the daemon lives.
package struct ReadingService: Service {
    private let room: IntakeRoom
    private let arrived: Wake
    private let filed: Wake

    /// - Parameters:
    ///   - arrived: the bell that tells of unread deliveries.
    ///   - filed: rung when receipts are due.
    package init(room: IntakeRoom, arrived: Wake, filed: Wake) {
        self.room = room
        self.arrived = arrived
        self.filed = filed
    }

    /// Shutdown does not wait for documents: one that is being read is read again at the next start.
    package func run() async throws {
        try await cancelWhenGracefulShutdown {
            try await Rounds(wake: arrived, interval: .seconds(10)).run { try await round() }
        }
    }

    private func round() async throws {
        do {
            while try await room.readingRound.run(filed: { _ in filed.ring() }) > 0 {}
            if try await !room.answerOverdueRequests().isEmpty { filed.ring() }
            try await room.mirrorQuarantine()
        } catch let error as StoreError where error.isFatal {
            throw error
        } catch {
            if Task.isCancelled { throw error }
            room.log.error("Documents cannot be read or filed; they wait", metadata: ["reason": "\(error)"])
        }
    }
}
