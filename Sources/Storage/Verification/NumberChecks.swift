// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// Counts what numbers were given against what has them: a row that vanished is missed even where nothing points to it.
struct NumberChecks {
    let report: (ArchiveFault) throws -> Void

    func run(_ database: Database) throws {
        try checkPractices(database)
        try checkNotices(database)
        try checkCounts(database)
        try checkReceipts(database)
    }

    /// The sequence of each year and ASL has no gap but those that were left on purpose. Imported practices brought numbers
    /// of their own.
    private func checkPractices(_ database: Database) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT sequence, sum(given) - sum(kept) AS missing FROM (
                    SELECT replace(substr(scope, 10), '/', '') AS sequence, last - skipped AS given, 0 AS kept,
                        last, 0 AS highest
                    FROM counter WHERE scope LIKE 'practice/%'
                    UNION ALL
                    SELECT substr(number, 1, 10), 0,
                        NOT EXISTS (SELECT 1 FROM importedPractice WHERE practice = number), 0,
                        CAST(substr(number, 11) AS INTEGER)
                    FROM practice)
                GROUP BY sequence HAVING missing <> 0 OR max(highest) > max(last)
                """)
        while let row = try rows.next() {
            try report(ArchiveFault(.numbersMissing, .sequence(row["sequence"], missing: row["missing"])))
        }
    }

    /// Notices sent again took further numbers; none takes fewer than one.
    private func checkNotices(_ database: Database) throws {
        let missing = try Int.fetchOne(
            database,
            sql: """
                SELECT (SELECT count(*) FROM notice)
                    - coalesce((SELECT last - skipped FROM counter WHERE scope = 'notice'), 0)
                """)
        if let missing, missing > 0 { try report(ArchiveFault(.numbersMissing, .table("notice"))) }
    }

    /// The counts that the triggers of 012-counting and 024-counts-at-hand keep.
    private func checkCounts(_ database: Database) throws {
        let counted = "SELECT asl, isOpen, state, coalesce(district, ''), reserved, count"
        let isWrong = try Bool.fetchOne(
            database,
            sql: """
                WITH noted AS (\(counted) FROM practiceCount WHERE count <> 0),
                    there AS (\(counted)(*) FROM practice GROUP BY 1, 2, 3, 4, 5)
                SELECT EXISTS (SELECT * FROM noted EXCEPT SELECT * FROM there)
                    OR EXISTS (SELECT * FROM there EXCEPT SELECT * FROM noted)
                """)
        if isWrong != false { try report(ArchiveFault(.countsWrong, .table("practiceCount"))) }
        let areNoticesWrong = try Bool.fetchOne(
            database,
            sql: """
                WITH noted AS (SELECT state, count FROM noticeCount WHERE count <> 0),
                    there AS (SELECT state, count(*) FROM notice GROUP BY state)
                SELECT EXISTS (SELECT * FROM noted EXCEPT SELECT * FROM there)
                    OR EXISTS (SELECT * FROM there EXCEPT SELECT * FROM noted)
                """)
        if areNoticesWrong != false { try report(ArchiveFault(.countsWrong, .table("noticeCount"))) }
    }

    /// Receipts carry the name of their file and a number: each number given is a receipt kept, and a settled file has at
    /// least one.
    private func checkReceipts(_ database: Database) throws {
        database.add(function: Schema022.ofDelivery)
        database.add(function: Schema022.ofReceipt)
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT max(delivery) AS delivery FROM (
                    SELECT sender, deliveryBase(name) AS base, 0 AS given, 0 AS kept, outcome IS NOT NULL AS settled,
                        id AS delivery
                    FROM delivery
                    UNION ALL
                    SELECT sender, receiptBase(fileName), 0, 1, 0, 0 FROM receipt
                    UNION ALL
                    SELECT substr(rest, 1, instr(rest, '/') - 1), substr(rest, instr(rest, '/') + 1), given, 0, 0, 0
                    FROM (SELECT substr(scope, 9) AS rest, last - skipped AS given FROM counter
                        WHERE scope LIKE 'receipt/%'))
                GROUP BY sender, base HAVING sum(kept) <> sum(given) OR sum(kept) < sum(settled)
                """)
        while let row = try rows.next() {
            let delivery: Int64 = row["delivery"]
            try report(ArchiveFault(.receiptMissing, delivery == 0 ? .table("receipt") : .delivery(delivery)))
        }
    }
}

extension String {
    /// The last part of a name below a sender's folder.
    var baseName: String { split(separator: "/").last.map(String.init) ?? self }
}
