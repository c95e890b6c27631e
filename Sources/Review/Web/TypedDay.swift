// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// A day as a person types it: `gg/mm/aaaa`, one digit being enough for day and month, or as a browser's own field sends it.
enum TypedDay: Hashable, Sendable {
    case none
    case day(CalendarDay)
    case unreadable

    init(_ text: String) {
        guard !text.isEmpty else {
            self = .none
            return
        }
        // A year of another century is a slip of the finger, not a date of this desk.
        guard let day = CalendarDay(italian: text) ?? CalendarDay(iso: text), (1900...2199).contains(day.year) else {
            self = .unreadable
            return
        }
        self = .day(day)
    }

    var day: CalendarDay? {
        guard case .day(let day) = self else { return nil }
        return day
    }

    static let placeholder = "gg/mm/aaaa"
    static let problem = "Data non valida: scrivere giorno, mese e anno, per esempio 16/03/2026"
}
