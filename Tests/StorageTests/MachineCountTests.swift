// SPDX-License-Identifier: EUPL-1.2

import Domain
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import Storage

/// The figures for machines come from few rows, and are those that counting would give.
struct MachineCountTests {
    private func counted<State: RawRepresentable<String>>(_ store: PracticeStore, _ table: String) async throws
        -> [State:
        Int]
    {
        let counts = try await store.database.read { database in
            try Row.fetchAll(database, sql: "SELECT state, count(*) AS number FROM \(table) GROUP BY state")
                .map { ($0["state"] as String, $0["number"] as Int) }
        }
        return counts.reduce(into: [:]) { found, row in
            if let state = State(rawValue: row.0) { found[state] = row.1 }
        }
    }

    @Test func `practices and notices are as many as there are, in every state`() async throws {
        let safe = try SafeHouse()
        try await safe.furnish()
        let store = safe.house.store
        let rejected = TestHouse.known(try await safe.drop("g", person: "TRNNLL53H10I462M").practice)
        _ = try await store.decide(.of(rejected, .reject, reason: .other))
        let counts = try await store.reader.counts()
        #expect(counts.practices == (try await counted(store, "practice")) && counts.practices.count > 2)
        #expect(counts.notices == (try await counted(store, "notice")) && counts.notices.count > 1)
        #expect(try faults(in: safe.data).isEmpty)
        try await safe.damage("UPDATE noticeCount SET count = count + 1")
        #expect(try faults(in: safe.data).map(\.code) == [.countsWrong])
    }

    @Test func `no figure for machines walks through practices or notices`() async throws {
        let house = try TestHouse()
        let asked = Asked()
        try await house.store.database.read { database in
            database.trace { asked.note($0.expandedDescription) }
            _ = try PracticeReader.counts(database)
            database.trace(nil)
        }
        let plans = try await house.store.database.read { database in
            try asked.statements.flatMap { sql in
                try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)").map { $0["detail"] as String }
            }
        }
        #expect(asked.statements.count > 5)
        for table in ["practice", "notice", "delivery", "receipt"] {
            #expect(!plans.contains { $0 == "SCAN \(table)" }, "\(plans)")
        }
    }

    private final class Asked: Sendable {
        private let asked = Mutex<[String]>([])
        var statements: [String] { asked.withLock(\.self) }
        func note(_ sql: String) { asked.withLock { if sql.hasPrefix("SELECT") { $0.append(sql) } } }
    }
}
