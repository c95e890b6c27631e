// SPDX-License-Identifier: EUPL-1.2

extension Timestamp {
    /// `yyyy-MM-ddTHH:mm:ss` with `Z` or an offset, as the schemas of requests and replies have it (`DataOra`); nothing for
    /// any other text.
    package init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20 || bytes.count == 25, bytes[10] == UInt8(ascii: "T"),
            let day = CalendarDay(iso: String(decoding: bytes[..<10], as: UTF8.self)),
            let clock = Self.seconds(bytes[11..<19]), let offset = Self.offset(bytes[19...])
        else { return nil }
        self.init(seconds: Int64(day.daysSinceEpoch) * 86_400 + clock - offset)
    }

    /// Seconds since midnight of `HH:mm:ss`.
    private static func seconds(_ bytes: ArraySlice<UInt8>) -> Int64? {
        let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(number)
        guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
            hour < 24, minute < 60, second < 60
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// Seconds east of Greenwich of `Z` or `+HH:mm`.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int64? {
        guard let sign = bytes.first else { return nil }
        if bytes.count == 1 { return sign == UInt8(ascii: "Z") ? 0 : nil }
        let parts = bytes.dropFirst().split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(number)
        guard parts.count == 2, let hour = parts[0], let minute = parts[1], hour <= 14, minute < 60 else { return nil }
        switch sign {
        case UInt8(ascii: "+"): return hour * 3600 + minute * 60
        case UInt8(ascii: "-"): return -(hour * 3600 + minute * 60)
        default: return nil
        }
    }

    /// Two digits.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int64? {
        guard bytes.count == 2, bytes.allSatisfy(\.isASCIIDigit) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }
}
