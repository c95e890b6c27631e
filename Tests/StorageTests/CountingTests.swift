// SPDX-License-Identifier: EUPL-1.2

import Domain
import GRDB
import TestSupport
import Testing

@testable import Storage

/// *Risultati trovati* is exact, and costs little however many practices there are.
struct CountingTests {
    /// Practices of several states, districts and ASLs, some of them reserved; changed after they came.
    private func archive() async throws -> TestHouse {
        let house = try TestHouse()
        for index in 0..<12 {
            let number = try await house.dropForPractice(
                "\(index)", person: Self.persons[index / 4], exemption: index % 3 == 0 ? "048" : "013")
            if index % 4 == 1 { _ = try await house.store.decide(.of(number, .validate)) }
        }
        try await house.store.database.write { database in
            try database.execute(
                sql: """
                    UPDATE practice SET district = CASE rowid % 3 WHEN 0 THEN NULL WHEN 1 THEN 'A' ELSE 'B' END;
                    UPDATE practice SET asl = '010211' WHERE rowid % 5 = 0;
                    UPDATE practice SET reserved = 1 WHERE rowid % 7 = 0;
                    DELETE FROM practiceDocument WHERE practice = (SELECT max(number) FROM practice);
                    """)
        }
        return house
    }

    private static let persons = ["RSSMRA48R11B111I", "VNTRLA92B26C688M", "AAAAAA00B77B000F"]

    private static let viewers = [[], ["A"], ["A", "B"]].flatMap { (districts: [String]) in
        [Set<OperatorPermission>(), [.reserved]].flatMap { permissions in
            [["010203"], ["010203", "010211"], ["010299"], []].map { asls in
                Operator(
                    fiscalCode: TestHouse.doctor.fiscalCode, name: "", role: .districtOperator,
                    asls: asls.map(TestHouse.asl), districts: districts, permissions: permissions)
            }
        }
    }

    private static let filters = [
        PracticeFilter(), PracticeFilter(tab: .open), PracticeFilter(tab: .closed), PracticeFilter(state: .validated),
        PracticeFilter(tab: .open, state: .received), PracticeFilter(tab: .closed, state: .rejected),
    ]

    @Test func `what is noted is what a count would find, for everybody`() async throws {
        let house = try await archive()
        for viewer in Self.viewers + [TestHouse.administrator] {
            for filter in Self.filters {
                let query = PracticeQuery(filter, for: viewer)
                #expect(query.count.contains("practiceCount"))
                let (noted, there) = try await house.store.database.read { database in
                    (
                        try Int.fetchOne(database, sql: query.count, arguments: query.values.bound),
                        try Int.fetchOne(
                            database, sql: "SELECT count(*) FROM practice \(query.condition)",
                            arguments: query.values.bound)
                    )
                }
                #expect(noted == there, "\(filter) \(viewer)")
            }
        }
    }

    @Test func `a search for what is not noted is counted`() {
        let specialist = Operator(
            fiscalCode: TestHouse.doctor.fiscalCode, name: "", role: .hospitalSpecialist,
            asls: [TestHouse.asl("010203")],
            districts: [])
        let day = CalendarDay(iso: "2024-01-01")
        for filter in [
            PracticeFilter(exemptions: [TestHouse.code("013")]), PracticeFilter(familyName: "x"),
            PracticeFilter(givenName: "x"), PracticeFilter(fiscalCode: "x"), PracticeFilter(from: day),
            PracticeFilter(until: day),
        ] {
            #expect(!PracticeQuery(filter, for: TestHouse.doctor).count.contains("practiceCount"))
        }
        #expect(!PracticeQuery(PracticeFilter(tab: .open), for: specialist).count.contains("practiceCount"))
    }

    @Test(arguments: [
        PracticeFilter(tab: .closed, state: .validated, exemptions: [TestHouse.code("013")]),
        PracticeFilter(tab: .closed, exemptions: [TestHouse.code("013"), TestHouse.code("048")]),
        PracticeFilter(tab: .closed, exemptions: [TestHouse.code("013")], from: CalendarDay(iso: "2024-01-01")),
        PracticeFilter(tab: .closed, exemptions: [TestHouse.code("013")], familyName: "RO"),
        PracticeFilter(tab: .closed, state: .validated, familyName: "RO", givenName: "MA"),
        PracticeFilter(tab: .closed, until: CalendarDay(iso: "2024-01-01"), familyName: "RO"),
    ])
    func `counting an exemption or a name stays within one index`(_ filter: PracticeFilter) async throws {
        let house = try TestHouse()
        let query = PracticeQuery(filter, for: TestHouse.doctor)
        let index = filter.familyName.isEmpty ? "practiceExemption" : "practiceFamily"
        try await house.store.database.read { database in
            let plan = try Row.fetchAll(
                database, sql: "EXPLAIN QUERY PLAN \(query.count)", arguments: query.values.bound
            )
            .map { $0["detail"] as String }
            #expect(plan.count == 1)
            #expect(
                plan.first?.hasPrefix("SEARCH practice USING COVERING INDEX \(index) (asl=? AND isOpen=? AND") == true)
        }
    }
}
