// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// Looks through the newest entries for what the rules call an alarm. The database counts; nothing is kept between scans but
/// the alarms themselves, so that scanning the same hour twice raises nothing twice. It only reads, since counting a busy
/// hour takes longer than the writer can be spared.
///
/// Entries are asked for by their number and in its order, so that SQLite walks both tables once instead of looking each row up.
struct AlarmScan {
    let rules: AlarmRules
    /// The first entry that was not looked at before.
    let first: Int64
    /// The first entry of the hours that are counted: an hour that an earlier scan cut in two is counted whole.
    let firstOfHours: Int64

    /// What an alarm is raised for.
    struct Sighting: Hashable, Sendable {
        let kind: AccessAlarm.Kind
        let actor: String
        let period: String
        let entry: Int64
        let count: Int
    }

    /// Acts that open one person's data, as a list of SQL.
    private static let opening = AccessAct.allCases.filter(\.opensOnePerson).map { "'\($0.rawValue)'" }
        .joined(separator: ", ")

    private static let source = """
        accessEntry CROSS JOIN accessSubject ON accessSubject.entry = accessEntry.id
        WHERE accessEntry.id >= ? AND act IN (\(opening)) AND person IS NOT NULL
        """

    func run(_ database: Database) throws -> [Sighting] {
        var found = try nights(database)
        if rules.peopleAnHour > 0 { found += try manyPeople(database) }
        if rules.ownRecord { found += try ownRecords(database) }
        if rules.sameFamilyName { found += try sameFamilyNames(database) }
        return found
    }

    /// Hours that begin on the hour and hours that begin on the half, so that half a crowd on either side of one is seen.
    private func manyPeople(_ database: Database) throws -> [Sighting] {
        try [0, 1800].flatMap { offset in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT actor, (at + ?) / 3600 AS hour, count(DISTINCT person) AS people, max(id) AS entry
                    FROM \(Self.source) GROUP BY actor, hour HAVING people >= ?
                    """,
                arguments: [offset, firstOfHours, rules.peopleAnHour])
            return rows.map { row in
                let hour = RomeTime(Timestamp(seconds: (row["hour"] as Int64) * 3600 - Int64(offset)))
                return sighting(.manyPeople, row, period: "\(hour.day.iso) \(hour.clock.prefix(5))")
            }
        }
    }

    private func nights(_ database: Database) throws -> [Sighting] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT actor, at / 900 * 900 AS moment, count(DISTINCT person) AS people, max(id) AS entry
                FROM \(Self.source) GROUP BY actor, moment
                """,
            arguments: [first])
        return rows.compactMap { row in
            rules.night(of: Timestamp(seconds: row["moment"])).map { sighting(.night, row, period: $0.iso) }
        }
    }

    private func ownRecords(_ database: Database) throws -> [Sighting] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT actor, min(at) AS moment, 1 AS people, max(id) AS entry
                FROM \(Self.source) AND person = actor GROUP BY actor
                """,
            arguments: [first])
        return rows.map { row in
            sighting(.ownRecord, row, period: Timestamp(seconds: row["moment"]).romeDay.iso)
        }
    }

    private func sameFamilyNames(_ database: Database) throws -> [Sighting] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT actor, operator.name AS name, practice.familyKey AS family, min(at) AS moment,
                    count(DISTINCT person) AS people, max(accessEntry.id) AS entry
                FROM accessEntry CROSS JOIN accessSubject ON accessSubject.entry = accessEntry.id
                    JOIN practice ON practice.number = accessSubject.practice
                    JOIN operator ON operator.fiscalCode = actor
                WHERE accessEntry.id >= ? AND act IN (\(Self.opening)) AND practice.familyKey <> '' AND person <> actor
                GROUP BY actor, family
                """,
            arguments: [first])
        return rows.compactMap { row in
            let family: String = row["family"]
            // The whole name is none: a given name must be left.
            guard (row["name"] as String).leadingKeys.dropLast().contains(family) else { return nil }
            return sighting(.sameFamilyName, row, period: Timestamp(seconds: row["moment"]).romeDay.iso)
        }
    }

    private func sighting(_ kind: AccessAlarm.Kind, _ row: Row, period: String) -> Sighting {
        Sighting(kind: kind, actor: row["actor"], period: period, entry: row["entry"], count: row["people"])
    }
}

/// The table `accessAlarm`.
enum AlarmRow {
    static func insert(_ database: Database, _ found: AlarmScan.Sighting, at now: Timestamp) throws {
        try database.execute(
            kept: """
                INSERT INTO accessAlarm (kind, actor, period, entry, at, count) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (kind, actor, period) DO UPDATE SET
                    entry = max(entry, excluded.entry), count = max(count, excluded.count)
                """,
            arguments: [
                found.kind.rawValue, found.actor, found.period, found.entry, now.seconds, found.count,
            ])
    }

    /// How many there are of each kind.
    static func counts(_ database: Database) throws -> [AccessAlarm.Kind: Int] {
        let rows = try Row.fetchAll(
            database, sql: "SELECT kind, count(*) AS number FROM accessAlarm GROUP BY kind")
        return Dictionary(
            rows.compactMap { row in AccessAlarm.Kind(rawValue: row["kind"]).map { ($0, row["number"]) } },
            uniquingKeysWith: +)
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

/// The table `accessScan`: how far the log was looked through, if ever.
private struct AlarmProgress {
    /// The newest entry there was.
    let entry: Int64

    /// How far behind the first new entry hours are counted: the hour that it is in may have begun so long before.
    private static let hour: Int64 = 3600
    /// How far back the very first scan looks.
    private static let day: Int64 = 86_400

    /// What is to be looked through now; nothing where nothing came since.
    static func next(_ database: Database, _ rules: AlarmRules, at now: Timestamp) throws -> (AlarmScan, AlarmProgress)?
    {
        let newest = try Int64.fetchOne(database, kept: "SELECT last FROM accessHead", arguments: []) ?? 0
        // A number beyond the log's end is no progress in it: nothing may keep alarms from being looked for.
        let before = try fetch(database).flatMap { $0.entry <= newest ? $0 : nil }
        guard newest > before?.entry ?? 0 else { return nil }
        let first = try before.map { $0.entry + 1 } ?? entry(database, since: now.seconds - day)
        let moment = try Int64.fetchOne(
            database, kept: "SELECT at FROM accessEntry WHERE id >= ? ORDER BY id LIMIT 1", arguments: [first])
        let firstOfHours = try entry(database, since: (moment ?? now.seconds) - hour)
        return (
            AlarmScan(rules: rules, first: first, firstOfHours: min(first, firstOfHours)),
            AlarmProgress(entry: newest)
        )
    }

    private static func entry(_ database: Database, since seconds: Int64) throws -> Int64 {
        try Int64.fetchOne(
            database, kept: "SELECT id FROM accessEntry WHERE at >= ? ORDER BY at LIMIT 1", arguments: [seconds])
            ?? .max
    }

    static func fetch(_ database: Database) throws -> AlarmProgress? {
        try Int64.fetchOne(database, kept: "SELECT entry FROM accessScan", arguments: []).map {
            AlarmProgress(entry: $0)
        }
    }

    func save(_ database: Database) throws {
        try database.execute(
            kept: "INSERT INTO accessScan VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET entry = excluded.entry",
            arguments: [entry])
    }
}

extension PracticeStore {
    /// Looks for alarms among what came since the last time; crowds also in the hour before it.
    ///
    /// - Returns: those that were not raised before.
    package func raiseAlarms(_ rules: AlarmRules) async throws -> [AccessAlarm] {
        let now = clock()
        let found = try await database.read { database in
            try AlarmProgress.next(database, rules, at: now).map { scan, progress in
                (progress: progress, sightings: try scan.run(database))
            }
        }
        guard let found else { return [] }
        return try await transaction { database in
            let last = try Int64.fetchOne(database, sql: "SELECT max(id) FROM accessAlarm") ?? 0
            for sighting in found.sightings { try AlarmRow.insert(database, sighting, at: now) }
            try found.progress.save(database)
            return try AlarmRow.fetchAll(database, after: last)
        }
    }
}

extension PracticeReader {
    /// All alarms, oldest first.
    package func alarms() async throws -> [AccessAlarm] { try await database.read { try AlarmRow.fetchAll($0) } }
}
