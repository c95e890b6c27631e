// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// A day as a person types it: `gg/mm/aaaa`, one digit being enough for day and month and two for a year of this century
/// (`3/2/26`), with the month in letters (`8 marzo 2027`), in eight digits, or as a browser's own field sends it.
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
        let written = Self.withFullYear(Self.withSigns(text))
        guard let day = CalendarDay(italian: written) ?? CalendarDay(iso: written), (1900...2199).contains(day.year)
        else {
            self = .unreadable
            return
        }
        self = .day(day)
    }

    private static let months = [
        "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
        "novembre", "dicembre",
    ]

    /// `27112026`, `8 marzo 2027` and `1° gen. 27` with a stroke between day, month and year; what is otherwise, as it is.
    private static func withSigns(_ text: String) -> String {
        if text.utf8.count == 8, text.utf8.allSatisfy(\.isASCIIDigit) {
            return "\(text.prefix(2))/\(text.dropFirst(2).prefix(2))/\(text.suffix(4))"
        }
        let words = text.lowercased().split { $0 == " " || $0 == "." || $0 == "°" || $0 == "º" }
        guard words.count == 3, words[1].count >= 3,
            let month = months.firstIndex(where: { $0.hasPrefix(words[1]) })
        else { return text }
        return "\(words[0])/\(month + 1)/\(words[2])"
    }

    /// `3/2/26` as `3/2/2026`: no date of this desk, a request or a validity, is of another century.
    private static func withFullYear(_ text: String) -> String {
        let parts = text.split(omittingEmptySubsequences: false) { "/-.".contains($0) }
        guard parts.count == 3, (1...2).contains(parts[0].count), parts[2].count == 2 else { return text }
        return text.dropLast(2) + "20" + parts[2]
    }

    var day: CalendarDay? {
        guard case .day(let day) = self else { return nil }
        return day
    }

    static let placeholder = "gg/mm/aaaa"
    static let problem = "Data non valida: scrivere giorno, mese e anno, per esempio 16/03/2026"
}
