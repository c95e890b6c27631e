// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// How long something waits for a decision, in words and in a colour that only repeats them.
struct Waiting: Encodable, Hashable, Sendable {
    let words: String
    /// The class of the stylesheet.
    let style: String

    /// Days after which a practice is no longer fresh.
    private static let fresh = 7
    /// Days in which a public body ends a proceeding where no rule says otherwise (L. 241/1990, art. 2, c. 2).
    private static let term = 30

    init(since day: CalendarDay, today: CalendarDay) {
        let days = Self.days(since: day, until: today)
        style = days <= Self.fresh ? "fresh" : days <= Self.term ? "slow" : "late"
        words = Self.words(since: day, until: today) + (days > Self.term ? ", oltre il termine" : "")
    }

    /// The span alone: "da oggi", "da ieri", "da 3 giorni".
    static func words(since day: CalendarDay, until today: CalendarDay) -> String {
        switch days(since: day, until: today) {
        case 0: "da oggi"
        case 1: "da ieri"
        case let days: "da \(days.grouped) giorni"
        }
    }

    private static func days(since day: CalendarDay, until today: CalendarDay) -> Int {
        max(0, today.daysSinceEpoch - day.daysSinceEpoch)
    }
}
