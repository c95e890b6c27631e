// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import Testing
import TestSupport

@testable import Review

/// From one practice to the next of the list that the doctor came from.
@Suite struct NextPracticeTests {
    private static func practices(_ house: TestHouse) async throws -> [PracticeNumber] {
        var numbers: [PracticeNumber] = []
        for (exemption, diagnosis) in [("044", "2960"), ("048", "000"), ("013", "250")] {
            numbers.append(
                try await house.practice(SampleCertificate(exemption: exemption, diagnosis: diagnosis)))
        }
        return numbers
    }

    @Test func `after a decision comes the next of the same search`() async throws {
        let desk = try TestDesk()
        let numbers = try await Self.practices(desk.house)
        try await desk.run(as: TestHouse.doctor) { visitor in
            _ = try await visitor.get("/?scheda=da-fare")
            let page = "/pratiche/\(numbers[1])"
            let before = try await visitor.get(page).text
            #expect(before.contains("<a href=\"/pratiche/\(numbers[0])\" rel=\"prev\""))
            #expect(before.contains("<a href=\"/pratiche/\(numbers[2])\" rel=\"next\""))
            #expect(!before.contains("Vai alla prossima pratica"))
            _ = try await visitor.submit("\(page)/valida", from: page, ["durata": "catalogo"])
            let after = try await visitor.get(page).text
            #expect(
                after.contains("<a class=\"button\" href=\"/pratiche/\(numbers[2])\">Vai alla prossima pratica</a>"))
        }
    }

    @Test func `after the last decision of a list the page says so, and nobody is in charge any more`() async throws {
        let desk = try TestDesk()
        let page = "/pratiche/\(try await desk.house.practice())"
        try await desk.run(as: TestHouse.doctor) { visitor in
            _ = try await visitor.get("/?scheda=da-fare")
            _ = try await visitor.submit("\(page)/presa-in-carico", from: page)
            let before = try await visitor.get(page).text
            #expect(before.contains("In carico a") && !before.contains("Non ci sono altre pratiche"))
            _ = try await visitor.submit("\(page)/valida", from: page, ["durata": "illimitata"])
            let after = try await visitor.get(page).text
            #expect(after.contains("Non ci sono altre pratiche") && !after.contains("In carico a"))
        }
    }

    @Test func `the search's filters hold, and after the last comes the first`() async throws {
        let house = try TestHouse()
        let numbers = try await Self.practices(house)
        let all = PracticeFilter(tab: .open)
        let last = try await house.reader.surroundings(of: numbers[2], in: all, for: TestHouse.doctor).neighbours
        #expect(last == Neighbours(previous: numbers[1], next: numbers[0]))
        let one = PracticeFilter(tab: .open, exemptions: [TestHouse.code("044")])
        let outside = try await house.reader.surroundings(of: numbers[1], in: one, for: TestHouse.doctor).neighbours
        #expect(outside == Neighbours(previous: numbers[0], next: numbers[0]))
        #expect(
            try await house.reader.surroundings(of: numbers[0], in: one, for: TestHouse.doctor).neighbours
                == Neighbours())
        #expect(
            try await house.reader.surroundings(of: numbers[0], in: all, for: TestHouse.stranger).neighbours
                == Neighbours())
    }

    @Test(arguments: PracticeOrder.Column.allCases, [false, true])
    func `in every order of the list each practice leads to the next and back`(
        column: PracticeOrder.Column, isDescending: Bool
    ) async throws {
        let house = try TestHouse()
        _ = try await Self.practices(house)
        // Nobody knows the exemption of this one, and absent values have their place in an order too.
        try await house.practice(SampleCertificate(familyName: "ALFA", exemption: nil, diagnosis: nil))
        let order = PracticeOrder(column, isDescending: isDescending)
        let family = SampleCertificate().familyName
        for (filter, count) in [
            (PracticeFilter(tab: .open), 4), (PracticeFilter(tab: .open, familyName: String(family.prefix(2))), 3),
        ] {
            let list = try await house.reader.practices(filter, for: TestHouse.doctor, page: 1, size: 9, order: order)
                .practices.map(\.number)
            #expect(list.count == count)
            for (index, number) in list.enumerated() {
                let found = try await house.reader.surroundings(
                    of: number, in: filter, for: TestHouse.doctor, order: order
                ).neighbours
                #expect(found.previous == (index > 0 ? list[index - 1] : nil))
                #expect(found.next == list[(index + 1) % list.count])
            }
        }
    }

    @Test func `a search that finds nobody else leads nowhere, and to the only one it finds`() async throws {
        let house = try TestHouse()
        let numbers = try await Self.practices(house)
        let alone = try await house.practice(SampleCertificate(familyName: "ALFA", exemption: nil, diagnosis: nil))
        for order in [PracticeOrder.byNumber, PracticeOrder(.number, isDescending: true), PracticeOrder(.beneficiary)] {
            func around(_ number: PracticeNumber, _ family: String) async throws -> Neighbours {
                try await house.reader.surroundings(
                    of: number, in: PracticeFilter(tab: .open, familyName: family), for: TestHouse.doctor, order: order
                ).neighbours
            }
            #expect(try await around(alone, "ALFA") == Neighbours())
            #expect(try await around(numbers[0], "ZETA") == Neighbours())
            #expect(try await around(numbers[0], "ALFA").next == alone)
        }
    }
}
