// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// Looks through the newest entries for what the rules call an alarm. The database counts; nothing is kept between scans but
/// the alarms themselves, so that scanning the same hour twice raises nothing twice.
struct AlarmScan {
    let rules: AlarmRules
    /// Entries from here on.
    let since: Timestamp
    let now: Timestamp

    /// Acts that open one person's data, as a list of SQL.
    private static let opening = AccessAct.allCases.filter(\.opensOnePerson).map { "'\($0.rawValue)'" }
        .joined(separator: ", ")

    private static let source = """
        accessEntry JOIN accessSubject ON accessSubject.entry = accessEntry.id
        WHERE at >= ? AND act IN (\(opening)) AND person IS NOT NULL
        """

    /// - Returns: the alarms that were not there before.
    func run(_ database: Database) throws -> [AccessAlarm] {
        let last = try Int64.fetchOne(database, sql: "SELECT max(id) FROM accessAlarm") ?? 0
        if rules.peopleAnHour > 0 { try manyPeople(database) }
        try nights(database)
        if rules.ownRecord { try ownRecords(database) }
        if rules.sameFamilyName { try sameFamilyNames(database) }
        return try AlarmRow.fetchAll(database, after: last)
    }

    /// Hours that begin on the hour and hours that begin on the half, so that half a crowd on either side of one is seen.
    private func manyPeople(_ database: Database) throws {
        for offset in [0, 1800] {
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT actor, (at + ?) / 3600 AS hour, count(DISTINCT person) AS people, max(id) AS entry
                    FROM \(Self.source) GROUP BY actor, hour HAVING people >= ?
                    """,
                arguments: [offset, since.seconds, rules.peopleAnHour])
            for row in rows {
                let hour = RomeTime(Timestamp(seconds: (row["hour"] as Int64) * 3600 - Int64(offset)))
                try raise(.manyPeople, row, period: "\(hour.day.iso) \(hour.clock.prefix(5))", database)
            }
        }
    }

    private func nights(_ database: Database) throws {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT actor, at / 900 * 900 AS moment, count(DISTINCT person) AS people, max(id) AS entry
                FROM \(Self.source) GROUP BY actor, moment
                """,
            arguments: [since.seconds])
        for row in rows {
            guard let night = rules.night(of: Timestamp(seconds: row["moment"])) else { continue }
            try raise(.night, row, period: night.iso, database)
        }
    }

    private func ownRecords(_ database: Database) throws {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT actor, min(at) AS moment, 1 AS people, max(id) AS entry
                FROM \(Self.source) AND person = actor GROUP BY actor
                """,
            arguments: [since.seconds])
        for row in rows {
            try raise(.ownRecord, row, period: Timestamp(seconds: row["moment"]).romeDay.iso, database)
        }
    }

    private func sameFamilyNames(_ database: Database) throws {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT actor, operator.name AS name, practice.familyKey AS family, min(at) AS moment,
                    count(DISTINCT person) AS people, max(accessEntry.id) AS entry
                FROM accessEntry JOIN accessSubject ON accessSubject.entry = accessEntry.id
                    JOIN practice ON practice.number = accessSubject.practice
                    JOIN operator ON operator.fiscalCode = actor
                WHERE at >= ? AND act IN (\(Self.opening)) AND practice.familyKey <> '' AND person <> actor
                GROUP BY actor, family
                """,
            arguments: [since.seconds])
        for row in rows {
            let family: String = row["family"]
            guard (row["name"] as String).searchKey.hasPrefix(family + " ") else { continue }
            try raise(.sameFamilyName, row, period: Timestamp(seconds: row["moment"]).romeDay.iso, database)
        }
    }

    private func raise(_ kind: AccessAlarm.Kind, _ row: Row, period: String, _ database: Database) throws {
        try AlarmRow.insert(
            database, kind, actor: row["actor"], period: period, entry: row["entry"], count: row["people"], at: now)
    }
}

/// The table `accessAlarm`.
enum AlarmRow {
    static func insert(
        _ database: Database, _ kind: AccessAlarm.Kind, actor: String, period: String, entry: Int64, count: Int,
        at now: Timestamp
    ) throws {
        try database.execute(
            kept: """
                INSERT INTO accessAlarm (kind, actor, period, entry, at, count) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (kind, actor, period) DO UPDATE SET
                    entry = max(entry, excluded.entry), count = max(count, excluded.count)
                """,
            arguments: [kind.rawValue, actor, period, entry, now.seconds, count])
    }

    static func fetchAll(_ database: Database, after id: Int64 = 0) throws -> [AccessAlarm] {
        try Row.fetchAll(database, sql: "SELECT * FROM accessAlarm WHERE id > ? ORDER BY id", arguments: [id])
            .map { row in
                guard let kind = AccessAlarm.Kind(rawValue: row["kind"]) else {
                    throw StoreError.damagedRow("accessAlarm")
                }
                return AccessAlarm(
                    id: row["id"], kind: kind, actor: row["actor"], period: row["period"], entry: row["entry"],
                    raisedAt: Timestamp(seconds: row["at"]), count: row["count"])
            }
    }
}

extension PracticeStore {
    /// Looks for alarms among the entries from `moment` on.
    ///
    /// - Returns: those that were not raised before.
    package func raiseAlarms(_ rules: AlarmRules, since moment: Timestamp) async throws -> [AccessAlarm] {
        let scan = AlarmScan(rules: rules, since: moment, now: clock())
        return try await transaction { try scan.run($0) }
    }
}

extension PracticeReader {
    /// All alarms, oldest first.
    package func alarms() async throws -> [AccessAlarm] { try await read { try AlarmRow.fetchAll($0) } }
}
