// SPDX-License-Identifier: EUPL-1.2

import GRDB
import TestSupport

@testable import Storage

extension TestHouse {
    /// From now on the database takes everything but entries of the access log.
    func refuseAccessEntries() async throws {
        try await store.transaction { database in
            try database.execute(
                sql: """
                    CREATE TRIGGER accessEntryRefused BEFORE INSERT ON accessEntry
                    BEGIN SELECT RAISE(ABORT, 'prova'); END
                    """)
        }
    }
}
