// SPDX-License-Identifier: EUPL-1.2

import Domain
import Foundation
import Testing

struct CalendarTests {
    @Test func `Italian time agrees with the time-zone database from 1996 to 2037`() throws {
        let zone = try #require(TimeZone(identifier: "Europe/Rome"))
        let first: Int64 = 820_454_400
        let last: Int64 = 2_145_916_800
        for seconds in stride(from: first, to: last, by: 1801) {
            let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
            #expect(RomeTime(Timestamp(seconds: seconds)).offsetHours * 3600 == offset)
        }
    }

    @Test func `a moment is printed as the manual prints it`() {
        #expect(Timestamp(seconds: 1_757_411_983).italian == "09/09/2025 11:59:43")
        #expect(Timestamp(seconds: 1_757_411_983).iso == "2025-09-09T11:59:43+02:00")
    }

    @Test func `New Year in Italy comes an hour before UTC`() {
        #expect(Timestamp(seconds: 1_767_222_000).romeDay.year == 2026)
        #expect(Timestamp(seconds: 1_767_221_999).romeDay.year == 2025)
    }

    @Test func `every day survives the way to a number and back`() throws {
        var day = try #require(CalendarDay(year: 1899, month: 12, day: 28))
        for number in stride(from: day.daysSinceEpoch, to: day.daysSinceEpoch + 80_000, by: 1) {
            #expect(CalendarDay(daysSinceEpoch: number) == day)
            #expect(day.romeStart.romeDay == day)
            day = day.adding(days: 1)
        }
    }

    @Test(arguments: [
        ("31/01/2026", 1, "28/02/2026"), ("29/02/2024", 12, "28/02/2025"), ("30/11/2025", 3, "28/02/2026"),
    ])
    func `a month later is the same day or the last of the month`(_ start: String, _ months: Int, _ end: String) {
        #expect(CalendarDay(italian: start)?.adding(months: months).italian == end)
    }

    @Test(arguments: ["31/02/2026", "00/01/2026", "1/1/26", "aa/bb/cccc", "2026-02-30", ""])
    func `what is no day is refused`(_ text: String) {
        #expect(CalendarDay(italian: text) == nil)
        #expect(CalendarDay(iso: text) == nil)
    }
}
