// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

extension PracticeReader {
    /// When the newest entries were made, of the ledger and of the histories; nothing in a new archive. A clock that is before it
    /// was set back, and decisions would get times before those they follow.
    package func lastEntry() async throws -> Timestamp? {
        try await database.read { database in
            try Int64.fetchOne(
                database,
                kept: """
                    SELECT max(at) FROM (SELECT receivedAt AS at FROM (SELECT receivedAt FROM delivery ORDER BY id DESC LIMIT 1)
                        UNION ALL SELECT at FROM (SELECT at FROM historyLine ORDER BY id DESC LIMIT 1))
                    """,
                arguments: []
            ).map { Timestamp(seconds: $0) }
        }
    }
}
