// SPDX-License-Identifier: EUPL-1.2

/// The first and last day of an exemption; no last day means without end.
package struct Validity: Hashable, Sendable, Codable {
    package let from: CalendarDay
    package let until: CalendarDay?

    /// Nothing when the end lies before the start.
    package init?(from: CalendarDay, until: CalendarDay?) {
        if let until, until < from { return nil }
        self.from = from
        self.until = until
    }

    /// The last day of an exemption that is cancelled on `day`: one that has not begun, or that a clock set back puts before its
    /// start, cannot end before it.
    package func end(cancelledOn day: CalendarDay) -> CalendarDay { max(from, day) }
}

/// The end of validity: a day, none, or not known until a doctor says so.
package enum ValidityEnd: Hashable, Sendable {
    case day(CalendarDay)
    case unlimited
    /// The catalogue knows no duration: the doctor must choose.
    case open
}

extension ValidityEnd {
    /// The rule of the regional system: the same calendar day n units later, counted from the start (domain.md §2.2).
    ///
    /// The duration of the diagnosis counts before that of the exemption.
    package init(from start: CalendarDay, exemption: ExemptionEntry?, diagnosis: DiagnosisEntry?) {
        switch diagnosis?.duration ?? exemption?.duration {
        case .none: self = .open
        case .unlimited: self = .unlimited
        case .days(let count): self = .day(start.adding(days: count))
        case .months(let count): self = .day(start.adding(months: count))
        case .years(let count): self = .day(start.adding(months: count * 12))
        }
    }
}

extension Validity {
    /// The last day, where whoever looks at a page is to say that it is meant: it is over already, or, where it was typed, more
    /// than ten years after the first, the longest that the regional list counts in years.
    package func oddUntil(isTyped: Bool, today: CalendarDay) -> CalendarDay? {
        guard let until else { return nil }
        let isFar = isTyped && until > from.adding(months: 120)
        return until < today || isFar ? until : nil
    }
}

extension CalendarDay {
    /// Whether it is more than a year from `today`, before or after: as the start of an exemption most often a slip of the keys.
    package func isFar(from today: CalendarDay) -> Bool {
        self < today.adding(months: -12) || self > today.adding(months: 12)
    }
}
