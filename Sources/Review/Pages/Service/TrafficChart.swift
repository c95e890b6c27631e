// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// The traffic of the last days as bars, drawn on the server, and the same figures in words.
struct TrafficChart: Encodable, Hashable, Sendable {
    /// In the units of the drawing: see `height` and `pitch`.
    let chartWidth: Int
    let chartHeight: Int
    let baseline: Int
    let highest: String
    let bars: [Bar]
    let figures: [Figures]

    /// Two bars side by side, for one day.
    struct Bar: Encodable, Hashable, Sendable {
        let filesLeft: Int
        let filesTop: Int
        let filesHeight: Int
        let decisionsLeft: Int
        let decisionsTop: Int
        let decisionsHeight: Int
        let nameLeft: Int
        let nameTop: Int
        /// Day and month; empty where the names would touch.
        let dayName: String
    }

    /// The figures of one day, a row of the table.
    struct Figures: Encodable, Hashable, Sendable {
        let dayInFull: String
        let filesCount: String
        let refusedCount: String
        let decisionsCount: String
        let receiptsCount: String
    }

    private static let height = 120
    private static let top = 18
    private static let pitch = 44
    private static let width = 14

    init(_ days: [DayTraffic]) {
        let most = max(1, days.map { max($0.files, $0.decisions) }.max() ?? 1)
        func length(_ count: Int) -> Int { (count * Self.height + most - 1) / most }
        let baseline = Self.top + Self.height
        self.baseline = baseline
        chartWidth = days.count * Self.pitch
        chartHeight = baseline + 26
        highest = most.grouped
        bars = days.enumerated().map { index, day in
            let left = index * Self.pitch + (Self.pitch - 2 * Self.width - 2) / 2
            return Bar(
                filesLeft: left, filesTop: baseline - length(day.files), filesHeight: length(day.files),
                decisionsLeft: left + Self.width + 2, decisionsTop: baseline - length(day.decisions),
                decisionsHeight: length(day.decisions), nameLeft: index * Self.pitch + Self.pitch / 2,
                nameTop: baseline + 18, dayName: String(day.day.italian.prefix(5)))
        }
        figures = days.reversed().map(Figures.init)
    }
}

extension TrafficChart.Figures {
    init(_ day: DayTraffic) {
        dayInFull = day.day.italian
        filesCount = day.files.grouped
        refusedCount = (day.received[.refused] ?? 0).grouped
        decisionsCount = day.decisions.grouped
        receiptsCount = day.receipts.grouped
    }
}

extension Int {
    /// As Italians write it, with a point at the thousands.
    var grouped: String {
        let digits = Array(String(magnitude))
        var result = self < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(".") }
            result.append(digit)
        }
        return result
    }
}

extension Int64 {
    /// Bytes in words, with the unit that leaves one to three digits before the comma (powers of ten, as disks are sold).
    var bytesInWords: String {
        let units = ["byte", "kB", "MB", "GB", "TB"]
        // A share may call itself larger than ten of these fit.
        var tenths = Swift.min(self, .max / 10) * 10
        var unit = 0
        while tenths >= 10_000, unit < units.count - 1 {
            tenths /= 1000
            unit += 1
        }
        let isWhole = tenths % 10 == 0 || tenths >= 1000
        return "\(tenths / 10)" + (isWhole ? "" : ",\(tenths % 10)") + " " + units[unit]
    }
}
