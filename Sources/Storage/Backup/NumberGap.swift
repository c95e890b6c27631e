// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// Behind which numbers a restored archive goes on, so that none is given again that was given after the backup: not by the
/// archive that was lost, and not by one that was restored before, from this backup or from another, and lost as well.
///
/// Nothing but the clock is known to all of them. Numbers therefore begin where no archive can be at that moment: a restored
/// one gives fewer than 180 a minute on average in one scope, which is a thousand times what an ASL has in a year. In the
/// scopes of a year that leaves room within the eight digits of a practice (contract §6).
struct NumberGap {
    /// When the archive is restored.
    let moment: Timestamp

    /// More than an ASL, or all of AURA's notices, use up between two backups: where the clock says less.
    static let least = 100_000
    private static let aSecond: Int64 = 3
    private static let firstYear = 2026

    /// Since the beginning of the first year in which the program ran.
    var floor: Int { Self.numbers(from: Self.start(of: Self.firstYear), to: moment) }

    /// Since the beginning of the present year.
    var floorOfYear: Int { Self.numbers(from: Self.start(of: moment.romeDay.year), to: moment) }

    private static func start(of year: Int) -> Timestamp {
        CalendarDay(year: year, month: 1, day: 1)?.romeStart ?? Timestamp(seconds: 0)
    }

    private static func numbers(from start: Timestamp, to moment: Timestamp) -> Int {
        Int(max(0, moment.seconds - start.seconds) * aSecond)
    }

    /// In scopes that exist, in those to come, and in the versions of all practices, which are part of `idMessaggio`.
    func leave(_ database: Database) throws {
        let year = "practice/\(moment.romeDay.year)"
        for kind in ["notice", "practice", "receipt", year] {
            try database.execute(
                kept: "INSERT INTO counter (scope, last) VALUES (?, 0) ON CONFLICT (scope) DO NOTHING",
                arguments: [kind])
        }
        let isOfYear = "(scope = ?1 OR scope LIKE ?1 || '/%')"
        try raise("\(isOfYear)", to: floorOfYear, of: year, database)
        try raise("NOT \(isOfYear) AND scope LIKE 'practice%'", to: 0, of: year, database)
        try raise("NOT \(isOfYear) AND scope NOT LIKE 'practice%'", to: floor, of: year, database)
        try database.execute(
            kept: "UPDATE practice SET version = max(version + ?, ?)", arguments: [Self.least, floor])
    }

    private func raise(_ scopes: String, to floor: Int, of year: String, _ database: Database) throws {
        try database.execute(
            kept: """
                UPDATE counter SET last = max(last + ?2, ?3), skipped = skipped + max(last + ?2, ?3) - last
                WHERE \(scopes)
                """,
            arguments: [year, Self.least, floor])
    }
}
