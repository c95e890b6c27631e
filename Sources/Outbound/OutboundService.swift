// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import Logging
package import Pacing
internal import ServiceLifecycle
internal import Storage

/// Writes what is due and reads AURA's replies, for as long as the daemon lives.
package struct OutboundService: Service {
    private let room: OutboundRoom
    private let due: Wake
    private let clock: @Sendable () -> Timestamp

    /// - Parameter due: the bell that tells of papers to write.
    package init(room: OutboundRoom, due: Wake, clock: @escaping @Sendable () -> Timestamp) {
        self.room = room
        self.due = due
        self.clock = clock
    }

    package func run() async throws {
        var known = 0
        try await Rounds(wake: due, interval: .seconds(2)).run {
            do {
                try await room.writeDue()
                try await room.takeReplies()
                known = try await alarm(known: known)
            } catch let error as StoreError where error.isFatal {
                throw error
            } catch {
                if Task.isCancelled { throw error }
                room.log.error(
                    "Papers wait: an outbox cannot be used; decisions go on", metadata: ["reason": "\(error)"])
            }
        }
    }

    /// Says once that the number of late replies has grown.
    ///
    /// - Returns: the number now.
    private func alarm(known: Int) async throws -> Int {
        let moment = Timestamp(seconds: clock().seconds - room.rules.replyTime.components.seconds)
        let late = try await room.store.reader.noticesWithoutReply(since: moment)
        if late > known { room.log.error("Notices wait for AURA's reply too long", metadata: ["count": "\(late)"]) }
        return late
    }
}
