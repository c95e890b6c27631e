// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// What came in and went out on one day, by the clock of Italy.
package struct DayTraffic: Hashable, Sendable {
    package let day: CalendarDay
    /// Files taken in that have their outcome; an outcome without files has no entry.
    package let received: [ReceiptOutcome: Int]
    /// Files taken in that are still to be read or wait for the rest of their request.
    package let unsettled: Int
    /// Decisions that AURA is told of.
    package let notices: [NoticeKind: Int]
    /// Receipts prepared for the senders.
    package let receipts: Int

    package init(
        day: CalendarDay, received: [ReceiptOutcome: Int], unsettled: Int, notices: [NoticeKind: Int], receipts: Int
    ) {
        self.day = day
        self.received = received
        self.unsettled = unsettled
        self.notices = notices
        self.receipts = receipts
    }
}

extension DayTraffic {
    /// All files taken in on that day.
    package var files: Int { received.values.reduce(unsettled, +) }

    /// All notices prepared on that day.
    package var decisions: Int { notices.values.reduce(0, +) }
}

extension PracticeReader {
    /// The traffic of the last days, oldest first, `today` included.
    ///
    /// The three tables grow in the order of time and need no index for it: the first row of a day is found from the end.
    package func traffic(until today: CalendarDay, days: Int) async throws -> [DayTraffic] {
        try await database.read { database in
            var ends = TableEnds.none
            return try (0..<days).map { age in
                let day = today.adding(days: -age)
                let starts = try TableEnds(database, before: day.romeStart, below: ends)
                defer { ends = starts }
                return try traffic(database, of: day, after: starts, through: ends)
            }.reversed()
        }
    }

    private func traffic(
        _ database: Database, of day: CalendarDay, after starts: TableEnds, through ends: TableEnds
    ) throws -> DayTraffic {
        func counts(_ column: String, _ table: String, _ range: KeyPath<TableEnds, Int64>) throws -> [String: Int] {
            let rows = try Row.fetchAll(
                database,
                kept: "SELECT \(column) AS kind, count(*) AS number FROM \(table) WHERE id > ? AND id <= ? GROUP BY 1",
                arguments: [starts[keyPath: range], ends[keyPath: range]])
            return Dictionary(
                rows.map { ($0["kind"] as String? ?? "", $0["number"] as Int) }, uniquingKeysWith: +)
        }
        let files = try counts("outcome", "delivery", \.delivery)
        let notices = try counts("kind", "notice", \.notice)
        return DayTraffic(
            day: day, received: files.keyed(), unsettled: files[""] ?? 0, notices: notices.keyed(),
            receipts: try counts("''", "receipt", \.receipt).values.reduce(0, +))
    }
}

/// The last row of each table before a moment.
private struct TableEnds {
    let delivery: Int64
    let notice: Int64
    let receipt: Int64

    static let none = TableEnds(delivery: .max, notice: .max, receipt: .max)

    private init(delivery: Int64, notice: Int64, receipt: Int64) {
        self.delivery = delivery
        self.notice = notice
        self.receipt = receipt
    }

    /// - Parameter ends: where to start looking back from.
    init(_ database: Database, before moment: Timestamp, below ends: TableEnds) throws {
        func last(_ table: String, _ column: String, _ end: Int64) throws -> Int64 {
            try Int64.fetchOne(
                database, kept: "SELECT id FROM \(table) WHERE id <= ? AND \(column) < ? ORDER BY id DESC LIMIT 1",
                arguments: [end, moment.seconds]) ?? 0
        }
        delivery = try last("delivery", "receivedAt", ends.delivery)
        notice = try last("notice", "createdAt", ends.notice)
        receipt = try last("receipt", "createdAt", ends.receipt)
    }
}

extension [String: Int] {
    /// By the cases that the raw values name.
    fileprivate func keyed<Name: RawRepresentable<String> & Hashable>() -> [Name: Int] {
        [Name: Int](
            uniqueKeysWithValues: compactMap { raw, count in Name(rawValue: raw).map { ($0, count) } })
    }
}
