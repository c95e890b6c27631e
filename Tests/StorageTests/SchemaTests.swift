// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import GRDB
import Storage
import SystemPackage
import TestSupport
import Testing

struct SchemaTests {
    @Test func `a database of a newer version is refused`() async throws {
        let house = try TestHouse()
        let path = house.folder.path.appending(PracticeStore.fileName).string
        try await DatabaseQueue(path: path).write { database in
            try database.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('999-future')")
        }
        #expect(throws: StoreError.newerSchema) {
            try PracticeStore(
                folder: house.folder.path, catalogue: TestHouse.catalogue.lookup, papers: .plain,
                clock: { Timestamp(seconds: 0) })
        }
    }

    @Test func `the database itself refuses what the rules refuse`() async throws {
        let house = try TestHouse()
        let number = try await house.dropForPractice("a")
        let database = try DatabaseQueue(path: house.folder.path.appending(PracticeStore.fileName).string)
        let wrongs = [
            "UPDATE practice SET state = 'VALIDATA' WHERE number = '\(number)'",
            "UPDATE practice SET state = 'RESPINTA' WHERE number = '\(number)'",
            "UPDATE practice SET state = 'ALTRO' WHERE number = '\(number)'",
            "UPDATE practice SET version = 0 WHERE number = '\(number)'",
            "DELETE FROM practice WHERE number = '\(number)'",
        ]
        for wrong in wrongs {
            await #expect(throws: DatabaseError.self) { try await database.write { try $0.execute(sql: wrong) } }
        }
    }

    @Test func `a search of the queue is served by an index`() async throws {
        let house = try TestHouse()
        let database = try DatabaseQueue(path: house.folder.path.appending(PracticeStore.fileName).string)
        let plans = try await database.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    EXPLAIN QUERY PLAN SELECT number FROM practice
                    WHERE asl IN ('010203') AND isOpen = 1 ORDER BY number LIMIT 25
                    """
            ).map { $0["detail"] as String }
        }
        #expect(plans.contains { $0.contains("USING INDEX practice") || $0.contains("USING COVERING INDEX practice") })
        #expect(!plans.contains { $0.contains("SCAN practice") })
    }

    @Test func `what is open read-only shows the same practice`() async throws {
        let house = try TestHouse()
        let number = try await house.dropForPractice("a")
        let reader = try PracticeReader(folder: house.folder.path)
        #expect(try await reader.dossier(number, for: nil)?.practice.number == number)
        #expect(try await reader.integrityProblems().isEmpty)
    }
}
