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
        try await OwnThreads("outbound").run {
            var known = 0
            var trouble: [String: String] = [:]
            try await Rounds(wake: due, interval: .seconds(2)).run { try await round(&known, &trouble) }
        }
    }

    private func round(_ known: inout Int, _ trouble: inout [String: String]) async throws {
        room.progress.begin()
        defer { room.progress.end() }
        try await room.inTurn { try await parts(&known, &trouble) }
    }

    private func parts(_ known: inout Int, _ trouble: inout [String: String]) async throws {
        try await attempt("A folder of papers cannot be used or is away", &trouble) {
            try await room.claimFolders()
        }
        // Replies first: a notice that was killed between its file and its record may have been answered since.
        try await attempt("AURA's replies wait: their folder cannot be used", &trouble) {
            try await room.takeReplies()
        }
        try await attempt("Papers wait: an outbox cannot be used; decisions go on", &trouble) {
            try await room.writeAll()
        }
        try await attempt("Late replies cannot be counted", &trouble) { known = try await alarm(known: known) }
    }

    /// Does a part of the round. What hinders it is said when it begins, when it changes and when it is over.
    ///
    /// - Throws: only what must end the daemon, and `CancellationError`.
    private func attempt(
        _ message: Logger.Message, _ trouble: inout [String: String], _ work: () async throws -> Void
    ) async throws {
        let key = message.description
        room.progress.advance()
        do {
            try await work()
            if trouble.removeValue(forKey: key) != nil {
                room.log.notice("They no longer wait", metadata: ["was": "\(key)"])
            }
        } catch {
            if Task.isCancelled { throw error }
            if let fault = StoreError.fatal(error) { throw fault }
            let reason = "\(error)"
            if trouble.updateValue(reason, forKey: key) != reason {
                room.log.error(message, metadata: ["reason": "\(reason)"])
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
