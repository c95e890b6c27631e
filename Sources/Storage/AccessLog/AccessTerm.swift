// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// When the term of the access log may be applied. What it removes is gone for ever, and a clock that was set wrong for a
/// moment must not be enough: after a leap of the clock daemons must first have run for some days, by a clock that nobody sets.
package struct AccessTerm: Hashable, Sendable {
    /// When the leap was noticed, by the clock of then.
    package let heldSince: Timestamp
    /// How long daemons have run since, in seconds.
    package let ran: Int64

    /// A longer time without any entry, or a longer leap, is no holiday.
    package static let longestPause: Int64 = 62 * 86_400
    /// How long daemons run before a leap is believed, in seconds.
    package static let trial: Int64 = 3 * 86_400

    /// Holds the term where the newest entry is far older than the present moment, as the clock has it.
    static func check(_ database: Database, at now: Timestamp) throws {
        let newest = try Int64.fetchOne(database, sql: "SELECT at FROM accessEntry ORDER BY id DESC LIMIT 1")
        guard let newest, now.seconds - newest > longestPause else { return }
        try hold(database, at: now)
    }

    static func hold(_ database: Database, at now: Timestamp) throws {
        try database.execute(
            sql: "INSERT OR REPLACE INTO accessTermHeld (only, since, ran) VALUES (1, ?, 0)",
            arguments: [now.seconds])
    }

    static func fetch(_ database: Database) throws -> AccessTerm? {
        try Row.fetchOne(database, kept: "SELECT since, ran FROM accessTermHeld", arguments: []).map {
            AccessTerm(heldSince: Timestamp(seconds: $0["since"]), ran: $0["ran"])
        }
    }
}

extension PracticeStore {
    /// Holds the term of the access log, since the clock has leapt.
    package func holdAccessTerm() async throws {
        let now = clock()
        try await transaction { try AccessTerm.hold($0, at: now) }
    }

    /// Notes that the daemon has run for so long; after enough of that the clock is believed.
    ///
    /// - Returns: what still holds the term.
    package func countRunning(seconds: Int64) async throws -> AccessTerm? {
        guard try reader.heldAccessTerm() != nil else { return nil }
        return try await transaction { database in
            try database.execute(sql: "UPDATE accessTermHeld SET ran = ran + ?", arguments: [seconds])
            try database.execute(sql: "DELETE FROM accessTermHeld WHERE ran >= ?", arguments: [AccessTerm.trial])
            return try AccessTerm.fetch(database)
        }
    }
}

extension PracticeReader {
    /// What holds the term of the access log; nothing where it is applied.
    package func heldAccessTerm() throws -> AccessTerm? { try readAtOnce { try AccessTerm.fetch($0) } }
}
