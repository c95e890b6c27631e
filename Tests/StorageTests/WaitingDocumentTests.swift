// SPDX-License-Identifier: EUPL-1.2

import Domain
import GRDB
import TestSupport
import Testing

@testable import Storage

/// Documents that wait are read a page at a time, and those that do not wait any more not at all.
struct WaitingDocumentTests {
    private func house(_ count: Int) async throws -> (TestHouse, [Delivery.ID]) {
        let house = try TestHouse()
        var ids: [Delivery.ID] = []
        for index in 0..<count { ids.append(try await house.drop("\(index)", person: nil).id) }
        return (house, ids)
    }

    @Test func `pages follow each other, and a document leads to its own`() async throws {
        let (house, ids) = try await house(7)
        let viewer = Viewer(TestHouse.doctor, doing: .unmatchedList)
        func page(_ number: Int, with id: Delivery.ID? = nil) async throws -> UnmatchedPage {
            try await house.reader.unmatchedDocuments(for: viewer, page: number, size: 3, with: id)
        }
        #expect(try await page(2).documents.map(\.delivery.id) == Array(ids[3..<6]))
        #expect(try await page(1, with: ids[6]).page == 3)
        #expect(try await page(1, with: Delivery.ID(99)).page == 1)
        for number in [4, Int.max] { #expect(try await page(number).documents.map(\.delivery.id) == [ids[6]]) }
        try await house.store.setAsNotPertinent(ids[0], by: TestHouse.doctor)
        #expect(try await page(1).documents.map(\.delivery.id) == Array(ids[1..<4]))
        #expect(try await page(1).total == 6)
        #expect(try await house.reader.unmatchedDocument(ids[0], for: viewer) == nil)
        #expect(try await house.reader.unmatchedDocument(ids[1], for: viewer)?.delivery.id == ids[1])
        #expect(try await house.reader.unmatchedDocuments(for: TestHouse.stranger).isEmpty)
    }

    @Test func `a page reads what it shows, and notes no other person`() async throws {
        let (house, ids) = try await house(7)
        let viewer = Viewer(TestHouse.doctor, doing: .unmatchedList)
        _ = try await house.reader.unmatchedDocuments(for: viewer, page: 3, size: 3)
        try await house.store.record(viewer.access)
        let subjects = try await house.store.database.read {
            try String.fetchAll($0, sql: "SELECT document FROM accessSubject")
        }
        #expect(subjects == ["\(ids[6].value)"])
    }

    @Test func `neither a page nor one document looks through those that are settled`() async throws {
        let (house, ids) = try await house(2)
        let plans = try await house.store.database.read { database in
            let waiting = WaitingDocuments(for: TestHouse.doctor)
            var plans: [String] = []
            for (sql, arguments) in waiting.statements(ListPart(page: 1, size: 1, of: 2), ids[0]) {
                plans += try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: arguments)
                    .map { $0["detail"] }
            }
            return plans
        }
        #expect(plans.contains { $0.contains("unmatchedWaiting") })
        let scans = plans.filter { $0.hasPrefix("SCAN") }
        #expect(scans.allSatisfy { $0.contains("unmatchedWaiting") }, "\(plans)")
    }
}
