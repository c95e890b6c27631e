// SPDX-License-Identifier: EUPL-1.2

import Domain

extension Timestamp {
    /// A PDF date, `D:YYYYMMDDHHmmSSOHH'mm'` (ISO 32000-1, 7.9.4); nothing where it is none.
    ///
    /// Parts may be missing from the right. Without an offset the clock is taken for UTC, since the writer's zone is not known.
    init?(pdfDate text: String) {
        let all = Array(text.utf8)
        let characters = all.starts(with: "D:".utf8) ? all.dropFirst(2) : all[...]
        let digits = characters.prefix(while: \.isASCIIDigit)
        // An offset stands after a time of day only.
        guard digits.count >= 4, digits.count % 2 == 0, digits.count <= 14,
            digits.count >= 10 || digits.count == characters.count
        else { return nil }
        func part(_ place: Int, _ count: Int, _ usual: Int) -> Int {
            place < digits.count ? Self.number(digits.dropFirst(place).prefix(count)) : usual
        }
        let clock = (hour: part(8, 2, 0), minute: part(10, 2, 0), second: part(12, 2, 0))
        guard let day = CalendarDay(year: part(0, 4, 0), month: part(4, 2, 1), day: part(6, 2, 1)),
            clock.hour < 24, clock.minute < 60, clock.second <= 60,
            let offset = Self.offset(characters.dropFirst(digits.count))
        else { return nil }
        let local = day.daysSinceEpoch * 86_400 + clock.hour * 3600 + clock.minute * 60 + clock.second
        self.init(seconds: Int64(local - offset))
    }

    /// Seconds that the clock is ahead of UTC.
    private static func offset(_ characters: ArraySlice<UInt8>) -> Int? {
        guard let sign = characters.first, sign != UInt8(ascii: "Z") else { return 0 }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        let digits = characters.filter(\.isASCIIDigit)
        guard digits.count == 2 || digits.count == 4 else { return nil }
        let seconds = number(digits.prefix(2)) * 3600 + number(digits.dropFirst(2)) * 60
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
}
