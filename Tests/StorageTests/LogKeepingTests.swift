// SPDX-License-Identifier: EUPL-1.2

import Foundation
import GRDB
import SystemPackage
import TestSupport
import Testing

@testable import Storage

/// The database's log, which is made longer than what is written to it.
struct LogKeepingTests {
    private func size(_ house: TestHouse, _ suffix: String) throws -> Int {
        let path = house.folder.path.appending(PracticeStore.fileName + suffix).string
        return try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }

    private func insert(_ house: TestHouse, _ value: Int) async throws {
        try await house.store.transaction { database in
            try database.execute(
                sql: "INSERT INTO counter (scope, last) VALUES (?, ?)", arguments: ["t\(value)", value])
        }
    }

    private func count(_ database: Database) throws -> Int? {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM counter WHERE scope LIKE 't%'")
    }

    @Test func `hardly any commit makes the log longer`() async throws {
        let house = try TestHouse()
        var sizes: Set<Int> = []
        for value in 1...300 {
            try await insert(house, value)
            sizes.insert(try size(house, "-wal"))
        }
        #expect(sizes.count <= 5)
    }

    @Test func `zeros behind the newest commit are no part of the database`() async throws {
        let house = try TestHouse()
        for value in 1...20 { try await insert(house, value) }
        let elsewhere = try TemporaryFolder()
        for suffix in ["", "-wal"] {
            let name = PracticeStore.fileName + suffix
            try FileManager.default.copyItem(
                atPath: house.folder.path.appending(name).string, toPath: elsewhere.path.appending(name).string)
        }
        let log = try #require(
            FileManager.default.contents(atPath: elsewhere.path.appending("\(PracticeStore.fileName)-wal").string))
        #expect(log.suffix(4_096).allSatisfy { $0 == 0 })
        let database = try DatabaseQueue(path: elsewhere.path.appending(PracticeStore.fileName).string)
        #expect(try await database.read(count) == 20)
        #expect(try await database.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
    }

    @Test func `a log that is full is brought to its place and begun anew`() async throws {
        let house = try TestHouse()
        try await house.store.transaction { database in
            try database.execute(sql: "CREATE TABLE heavy (bytes BLOB)")
            for _ in 1...20 { try database.execute(sql: "INSERT INTO heavy VALUES (zeroblob(4000000))") }
        }
        #expect(try size(house, "") > 80_000_000)
        let full = try size(house, "-wal")
        for value in 1...50 { try await insert(house, value) }
        #expect(try size(house, "-wal") == full)
        #expect(try house.store.prompt.read(count) == 50)
    }
}
