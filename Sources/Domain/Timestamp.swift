// SPDX-License-Identifier: EUPL-1.2

/// A moment to the second, kept in UTC and shown in the legal time of Italy.
package struct Timestamp: Hashable, Comparable, Codable, Sendable {
    /// Seconds since 1 January 1970, 00:00 UTC.
    package let seconds: Int64

    package init(seconds: Int64) { self.seconds = seconds }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }

    package init(from decoder: any Decoder) throws {
        seconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(seconds)
    }
}

/// Date and time of day as an Italian clock shows them.
///
/// Summer time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October (Directive
/// 2000/84/EC, in force since 1996). It is computed here rather than asked of the system: every page and every notice needs
/// it, and a machine without a time-zone database must not shift the day on which an exemption begins.
package struct RomeTime: Hashable, Sendable {
    package let day: CalendarDay
    package let hour: Int
    package let minute: Int
    package let second: Int
    /// One hour in winter, two in summer.
    package let offsetHours: Int

    package init(_ timestamp: Timestamp) {
        offsetHours = Self.isSummer(timestamp.seconds) ? 2 : 1
        let local = timestamp.seconds + Int64(offsetHours) * 3600
        let days = local.flooredDivision(by: 86_400)
        let rest = Int(local - days * 86_400)
        day = CalendarDay(daysSinceEpoch: Int(days))
        hour = rest / 3600
        minute = rest % 3600 / 60
        second = rest % 60
    }

    private static func isSummer(_ seconds: Int64) -> Bool {
        let year = CalendarDay(daysSinceEpoch: Int(seconds.flooredDivision(by: 86_400))).year
        return seconds >= changeover(year: year, month: 3) && seconds < changeover(year: year, month: 10)
    }

    /// 01:00 UTC on the last Sunday of a month of 31 days.
    private static func changeover(year: Int, month: Int) -> Int64 {
        guard let last = CalendarDay(year: year, month: month, day: 31) else { return .max }
        // 1 January 1970 was a Thursday, hence the four.
        let weekday = ((last.daysSinceEpoch + 4) % 7 + 7) % 7
        return Int64(last.daysSinceEpoch - weekday) * 86_400 + 3600
    }
}

extension RomeTime {
    /// `HH:mm:ss`.
    package var clock: String {
        "\(CalendarDay.padded(hour, 2)):\(CalendarDay.padded(minute, 2)):\(CalendarDay.padded(second, 2))"
    }
}

extension Timestamp {
    /// Today in Italy.
    package var romeDay: CalendarDay { RomeTime(self).day }

    /// `dd/MM/yyyy HH:mm:ss`, the form of the *Cronologia* (manual §3.2).
    package var italian: String {
        let time = RomeTime(self)
        return "\(time.day.italian) \(time.clock)"
    }

    /// ISO 8601 with the Italian offset: `2026-03-16T09:56:52+01:00`.
    package var iso: String {
        let time = RomeTime(self)
        return "\(time.day.iso)T\(time.clock)+0\(time.offsetHours):00"
    }
}

extension Int64 {
    fileprivate func flooredDivision(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

extension CalendarDay {
    /// The first second of the day in Italy. No changeover happens at midnight, so the offset there is one.
    package var romeStart: Timestamp {
        let midnight = Int64(daysSinceEpoch) * 86_400
        let offset = RomeTime(Timestamp(seconds: midnight - 3600)).offsetHours
        return Timestamp(seconds: midnight - Int64(offset) * 3600)
    }
}
