// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import TestSupport
import Testing

struct SearchTests {
    private func numbers(
        _ house: TestHouse, _ filter: PracticeFilter, for viewer: Operator? = TestHouse.doctor
    ) async throws -> Int {
        try await house.reader.practices(filter, for: viewer.map { Viewer($0, doing: .search) }, page: 1, size: 50)
            .total
    }

    @Test func `filters ask for tab, state, exemption, person and days`() async throws {
        let house = try TestHouse()
        let number = try await house.dropForPractice("a", exemption: "044")
        _ = try await house.dropForPractice("b", exemption: "013")
        _ = try await house.store.decide(.of(number, .validate))
        let today = house.clock.now.romeDay
        #expect(try await numbers(house, PracticeFilter(tab: .open)) == 1)
        #expect(try await numbers(house, PracticeFilter(tab: .closed)) == 1)
        #expect(try await numbers(house, PracticeFilter(state: .validated)) == 1)
        #expect(try await numbers(house, PracticeFilter(exemptions: [TestHouse.code("013")])) == 1)
        #expect(try await numbers(house, PracticeFilter(from: today, until: today)) == 2)
        #expect(try await numbers(house, PracticeFilter(from: today.adding(days: 1))) == 0)
        #expect(try await numbers(house, PracticeFilter(until: today.adding(days: -1))) == 0)
        #expect(try await numbers(house, PracticeFilter(familyName: "ros", givenName: "Màrio")) == 2)
        #expect(try await numbers(house, PracticeFilter(familyName: "BIANCHI")) == 0)
        #expect(try await numbers(house, PracticeFilter(fiscalCode: "rssmra48")) == 2)
    }

    @Test func `each operator sees only what is in reach`() async throws {
        let house = try TestHouse()
        let number = try await house.dropForPractice("a")
        let elsewhere = Operator(
            fiscalCode: TestHouse.doctor.fiscalCode, name: "", role: .districtOperator,
            asls: [TestHouse.asl("010203")], districts: ["PINEROLESE"])
        let nowhere = Operator(
            fiscalCode: TestHouse.doctor.fiscalCode, name: "", role: .districtOperator, asls: [], districts: [])
        #expect(try await numbers(house, PracticeFilter()) == 1)
        #expect(try await numbers(house, PracticeFilter(), for: TestHouse.administrator) == 1)
        for viewer in [TestHouse.stranger, elsewhere, nowhere] {
            #expect(try await numbers(house, PracticeFilter(), for: viewer) == 0)
            #expect(try await house.reader.dossier(number, for: viewer) == nil)
            #expect(try await house.reader.history(number, for: viewer) == nil)
        }
    }

    @Test func `pages follow each other by number`() async throws {
        let house = try TestHouse()
        for index in 0..<7 { _ = try await house.dropForPractice("\(index)", exemption: nil) }
        var seen: [String] = []
        for page in 1...3 {
            let found = try await house.reader.practices(PracticeFilter(), for: TestHouse.doctor, page: page, size: 3)
            #expect(found.total == 7)
            seen += found.practices.map(\.number.value)
        }
        for page in [4, Int.max] {
            let last = try await house.reader.practices(PracticeFilter(), for: TestHouse.doctor, page: page, size: 3)
            #expect(last.practices.map(\.number.value) == [seen[6]])
        }
        #expect(seen.count == 7)
        #expect(seen == seen.sorted())
    }

    @Test(arguments: ["' OR 1=1 --", "%", "_", "\u{0}", "ROSSI'; DROP TABLE practice"])
    func `what is typed into a filter is only ever a value`(_ text: String) async throws {
        let house = try TestHouse()
        _ = try await house.dropForPractice("a")
        #expect(try await numbers(house, PracticeFilter(familyName: text)) == 0)
        #expect(try await numbers(house, PracticeFilter()) == 1)
    }
}
