// SPDX-License-Identifier: EUPL-1.2

import Domain
import GRDB
import TestSupport
import Testing

@testable import Storage

/// From one practice of a name to the next, among many of other names.
struct NeighbourTests {
    /// Nine thousand practices of one ASL: a common name in every other, of which every fifth is open, but none in the three
    /// thousand in the middle; and a rare one in the first and in the last.
    private func archive() async throws -> TestHouse {
        let house = try TestHouse()
        try await house.store.database.write { database in
            try database.execute(
                sql: """
                    WITH RECURSIVE each (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM each WHERE n < 9000),
                        named (n, name, state) AS (
                            SELECT n, CASE WHEN n IN (1, 8999) THEN 'RARO'
                                WHEN n % 2 = 0 AND n NOT BETWEEN 3000 AND 6000 THEN 'COMUNE' ELSE 'ALTRO' END,
                                CASE WHEN n % 10 = 0 THEN 'INVIATA' ELSE 'ANNULLATA' END
                            FROM each)
                    INSERT INTO practice (number, state, version, asl, district, fiscalCode, familyName, givenName,
                        familyKey, givenKey, submitterKind, requestedAt, updatedAt, isOpen)
                    SELECT '2026010203' || printf('%08d', n), state, 1, '010203', CASE WHEN n % 3 = 0 THEN 'D1' END,
                        'RSSMRA48R11B111I', name, 'N', name, 'N', 'MEDICO', 1, 1, state = 'INVIATA'
                    FROM named
                    """)
        }
        return house
    }

    private static func number(_ sequence: Int) throws -> PracticeNumber {
        try #require(PracticeNumber("2026010203\(CalendarDay.padded(sequence, 8))"))
    }

    private static func viewer(_ asls: [String], districts: [String] = []) -> Operator {
        Operator(
            fiscalCode: TestHouse.doctor.fiscalCode, name: "", role: .districtOperator, asls: asls.map(TestHouse.asl),
            districts: districts, permissions: [.reserved])
    }

    @Test(
        arguments: ["COM", "RARO", "ALT", "NESSUNO"],
        [viewer(["010203"]), viewer(["010203"], districts: ["D2"]), viewer(["010203", "010211"])])
    func `the nearest of a name is found, near or far`(name: String, viewer: Operator) async throws {
        let house = try await archive()
        let found = try await house.reader.practices(
            PracticeFilter(tab: .closed, familyName: name), for: nil, page: 1, size: 10_000, order: .byNumber)
        let ofName = found.practices.filter(viewer.reaches).map(\.number)
        #expect(ofName.isEmpty == (name == "NESSUNO"))
        for sequence in [1, 2, 10, 1023, 2000, 2998, 3000, 4022, 4500, 5000, 6000, 6002, 8997, 8999, 9000] {
            let place = try Self.number(sequence)
            for isDescending in [false, true] {
                let around = try await house.reader.surroundings(
                    of: place, in: PracticeFilter(tab: .closed, familyName: name), for: viewer,
                    order: PracticeOrder(.number, isDescending: isDescending)
                ).neighbours
                let list = (isDescending ? ofName.reversed() : ofName).filter { $0 != place }
                let place = list.firstIndex { ($0.value > place.value) != isDescending } ?? list.endIndex
                let previous = list[..<place].last
                let next = list[place...].first ?? list.first
                #expect(around == Neighbours(previous: previous, next: next), "\(sequence) \(isDescending)")
            }
        }
    }
}
