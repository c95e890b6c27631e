// SPDX-License-Identifier: EUPL-1.2

import Domain
import GRDB
import TestSupport
import Testing

@testable import Storage

@Suite struct SortingTests {
    /// Practices of two ASLs in both tabs, with every column taking several values.
    private func archive() async throws -> TestHouse {
        let house = try TestHouse()
        try await house.store.database.write { database in
            for index in 0..<60 {
                let asl = index % 3 == 0 ? "010211" : "010203"
                let state = ["INVIATA", "IN_LAVORAZIONE", "VALIDATA", "ANNULLATA"][index % 4]
                let number = "2026\(asl)\(CalendarDay.padded(index * 7 % 60 + 1, 8))"
                try database.execute(
                    sql: """
                        INSERT INTO practice (number, state, version, asl, district, fiscalCode, familyName, givenName,
                            familyKey, givenKey, submitterKind, submitterCode, statedExemption, requestedAt, updatedAt,
                            validFrom, isOpen, exemption)
                        VALUES (?1, ?2, 1, ?3, ?4, ?5, 'N', 'N', ?6, ?7, ?8, ?9, ?10, ?11, 1, '2026-01-01',
                            ?2 IN ('INVIATA', 'IN_LAVORAZIONE'), ?10)
                        """,
                    arguments: [
                        number, state, asl, index % 5 == 0 ? nil : "D\(index % 4)", "RSSMRA48R11B111I",
                        "F\(index % 7)", "G\(index % 3)", index % 2 == 0 ? "MEDICO" : "CITTADINO",
                        index % 6 == 0 ? nil : "RSSMRA48R11B111I",
                        "0\(CalendarDay.padded(index, 2))", 1000 - index % 9,
                    ])
            }
        }
        return house
    }

    @Test func `who sent a request is sorted as the words of the column are`() async throws {
        let house = try await archive()
        try await house.store.database.write { database in
            try database.execute(
                sql:
                    "UPDATE practice SET submitterKind = 'DELEGATO' WHERE submitterKind = 'CITTADINO' AND number % 3 = 0"
            )
        }
        let found = try await house.reader.practices(
            PracticeFilter(), for: nil, page: 1, size: 500, order: PracticeOrder(.submitter))
        let words = found.practices.map { "\($0.submitter.label) \($0.submitter.fiscalCode?.value ?? "")" }
        #expect(Set(words).count == 3)
        #expect(words == words.sorted())
    }

    private static let everyASL = Operator(
        fiscalCode: TestHouse.doctor.fiscalCode, name: "", role: .districtOperator,
        asls: [TestHouse.asl("010203"), TestHouse.asl("010211")], districts: [], permissions: [.reserved])
    /// Each sees what is reserved: the order is asked here, and who sees what elsewhere.
    private static let ofOneASL = Operator(
        fiscalCode: TestHouse.doctor.fiscalCode, name: "", role: .districtOperator, asls: [TestHouse.asl("010203")],
        districts: [], permissions: [.reserved])

    private func pages(
        _ house: TestHouse, _ order: PracticeOrder, _ viewer: Operator?, _ tab: PracticeFilter.Tab?
    ) async throws -> [PracticeNumber] {
        var numbers: [PracticeNumber] = []
        for page in 1...20 {
            let found = try await house.reader.practices(
                PracticeFilter(tab: tab), for: viewer.map { Viewer($0, doing: .search) }, page: page, size: 7,
                order: order)
            numbers += found.practices.map(\.number)
            if numbers.count == found.total { break }
        }
        return numbers
    }

    @Test(arguments: PracticeOrder.Column.allCases, [false, true])
    func `pages of every order show each practice once, in that order`(
        column: PracticeOrder.Column, isDescending: Bool
    ) async throws {
        let house = try await archive()
        let order = PracticeOrder(column, isDescending: isDescending)
        for viewer in [nil, TestHouse.administrator, Self.ofOneASL, Self.everyASL] {
            for tab in [nil, PracticeFilter.Tab.open, .closed] {
                let expected = try await house.store.database.read { database in
                    try String.fetchAll(
                        database,
                        sql: """
                            SELECT number FROM practice WHERE (? IS NULL OR isOpen = ?) AND (? IS NULL OR asl = ?)
                            \(order.clause())
                            """,
                        arguments: [
                            tab == nil ? nil : tab == .open ? 1 : 0, tab == .open ? 1 : 0,
                            viewer == Self.ofOneASL ? "010203" : nil, "010203",
                        ])
                }
                #expect(try await pages(house, order, viewer, tab).map(\.value) == expected)
            }
        }
    }

    @Test(arguments: PracticeOrder.Column.allCases, [false, true])
    func `no order of a tab sorts more than it shows`(column: PracticeOrder.Column, isDescending: Bool) async throws {
        let house = try TestHouse()
        let query = PracticeQuery(PracticeFilter(tab: .closed), for: TestHouse.doctor)
        let list = SortedPractices(
            query, PracticeOrder(column, isDescending: isDescending), asls: ["010203", "010211"])
        let plan = try await house.store.database.read { database in
            try Row.fetchAll(
                database, sql: "EXPLAIN QUERY PLAN \(list.sql)",
                arguments: (list.values + [25.databaseValue, 0.databaseValue]).bound
            )
            .map { $0["detail"] as String }
        }
        // One look into an index for each ASL, one lookup of the rows shown, and those few put in order.
        #expect(plan.filter { $0.hasSuffix("(asl=? AND isOpen=?)") }.count == 2)
        #expect(plan.filter { $0.hasPrefix("SEARCH practice USING INDEX sqlite_autoindex") }.count == 1)
        #expect(plan.filter { $0.contains("TEMP B-TREE") }.count <= 1)
        #expect(!plan.contains { $0.hasPrefix("SCAN practice") })
    }

    /// By ASL the practices of one ASL are all alike but for their numbers, among which SQLite walks.
    @Test(arguments: PracticeOrder.Column.allCases.filter { $0 != .asl }, [false, true])
    func `what comes before and after a practice is found without walking there`(
        column: PracticeOrder.Column, isDescending: Bool
    ) async throws {
        let house = try TestHouse()
        let number = try await house.dropForPractice("a")
        let order = PracticeOrder(column, isDescending: isDescending)
        let query = PracticeQuery(PracticeFilter(tab: .closed), for: TestHouse.doctor)
        let plan = try await house.store.database.read { database in
            let place = try #require(try ListPlace(database, number, order))
            let search = FirstPractice(query, order, asls: ["010203"], beyond: place)
            return try Row.fetchAll(
                database, sql: "EXPLAIN QUERY PLAN \(search.sql)", arguments: search.values.bound(at: place).bound
            )
            .map { $0["detail"] as String }
        }
        // The first column of the order is a step in the index, unless it may be absent, which SQLite puts before all else.
        let column = try #require(order.terms.first)
        let isStep = !isDescending || !["district", "exemption"].contains(column)
        let step = isDescending ? "\(column)<?" : "\(column)>?"
        #expect(plan.contains { $0.hasPrefix("SEARCH practice") && (!isStep || $0.contains(step)) }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN practice") })
    }

    @Test func `a name is looked for among its own, whatever the order`() async throws {
        let house = try TestHouse()
        for column in PracticeOrder.Column.allCases {
            let query = PracticeQuery(PracticeFilter(tab: .closed, familyName: "GRE"), for: TestHouse.doctor)
            let order = PracticeOrder(column)
            let list = SortedPractices(query, order, asls: ["010203"])
            let number = try #require(PracticeNumber("202601020300000001"))
            let first = FirstPractice(query, order, asls: ["010203"], leavingOut: number)
            let page = list.values + [25.databaseValue, 0.databaseValue]
            for (sql, arguments) in [(list.sql, page.bound), (first.sql, first.values.bound(at: nil).bound)] {
                let plan = try await house.store.database.read { database in
                    try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: arguments)
                        .map { $0["detail"] as String }
                }
                #expect(
                    plan.contains { $0.contains("INDEX practiceFamily (asl=? AND isOpen=? AND familyKey>?") },
                    "\(column) \(plan)")
            }
        }
    }

    @Test func `what is near of a common name is found in indexes alone`() async throws {
        let house = try TestHouse()
        let number = try #require(PracticeNumber("202601020300000001"))
        let filter = PracticeFilter(
            tab: .closed, state: .validated, exemptions: [TestHouse.code("013")], familyName: "GRE")
        let query = PracticeQuery(filter, for: TestHouse.doctor)
        let plan = try await house.store.database.read { database in
            let place = try #require(try ListPlace(database, number, .byNumber))
            let near = try #require(NearStatement(query, .byNumber, asls: ["010203"]))
            return try Row.fetchAll(
                database, sql: "EXPLAIN QUERY PLAN \(near.sql)", arguments: near.values.bound(at: place).bound
            )
            .map { $0["detail"] as String }
        }
        let searches = plan.filter { $0.hasPrefix("SEARCH practice") }
        #expect(searches.count == 3 && searches.allSatisfy { $0.contains("USING COVERING INDEX") }, "\(plan)")
        #expect(searches.count { $0.contains("practiceQueue (asl=? AND isOpen=? AND number") } == 2)
    }
}
