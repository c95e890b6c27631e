// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// How long something waits for a decision, in words and in a colour that only repeats them.
struct Waiting: Hashable, Sendable {
    let words: String
    /// The class of the stylesheet.
    let style: String

    /// Days after which a practice is no longer fresh.
    private static let fresh = 7
    /// Days in which a public body ends a proceeding where no rule says otherwise (L. 241/1990, art. 2, c. 2).
    private static let term = 30

    init(since day: CalendarDay, today: CalendarDay) {
        let days = max(0, today.daysSinceEpoch - day.daysSinceEpoch)
        style = days <= Self.fresh ? "fresh" : days <= Self.term ? "slow" : "late"
        switch days {
        case 0: words = "da oggi"
        case 1: words = "da ieri"
        case ...Self.term: words = "da \(days) giorni"
        default: words = "da \(days) giorni, oltre il termine"
        }
    }
}
