// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// Questions to the records whose every answer is a fault, asked of one moment of the database.
struct RecordChecks {
    let report: (ArchiveFault) throws -> Void
    var texts: NoticeTexts?

    func run(_ database: Database) throws {
        try checkFile(database)
        try checkReferences(database)
        for check in Self.checks { try run(check, database) }
        try checkQuarantineCodes(database)
        try PracticeChecks(report: report).run(database)
        try PaperChecks(report: report, texts: texts).run(database)
        try NumberChecks(report: report).run(database)
    }

    private func checkFile(_ database: Database) throws {
        let answers = try String.fetchCursor(database, sql: "PRAGMA integrity_check")
        while let answer = try answers.next() {
            if answer != "ok" { try report(ArchiveFault(.databaseDamaged, .database(answer))) }
        }
    }

    private func checkReferences(_ database: Database) throws {
        let rows = try Row.fetchCursor(database, sql: "PRAGMA foreign_key_check")
        while let row = try rows.next() { try report(ArchiveFault(.referenceBroken, .table(row["table"]))) }
    }

    /// One question: each row's first column is the number of a practice or the id of a delivery.
    private struct Check {
        let code: ArchiveFault.Code
        var isOfPractice = false
        let sql: String
    }

    private static let checks = [
        Check(
            code: .practiceWithoutDocument, isOfPractice: true,
            sql: """
                SELECT number FROM practice
                WHERE NOT EXISTS (SELECT 1 FROM practiceDocument WHERE practice = number AND role <> 'cancellation')
                    AND NOT EXISTS (SELECT 1 FROM importedPractice WHERE practice = number)
                """),
        Check(
            code: .numberOfAnotherASL, isOfPractice: true,
            sql: "SELECT number FROM practice WHERE substr(number, 5, 6) <> asl"),
        Check(
            code: .deliveryNotInPractice,
            sql: """
                SELECT id FROM delivery WHERE outcome = 'ACQUISITO' AND NOT EXISTS
                    (SELECT 1 FROM practiceDocument
                    WHERE practiceDocument.practice = delivery.practice AND practiceDocument.sha256 = delivery.sha256)
                """),
        Check(
            code: .documentNotAnswered,
            sql: """
                SELECT DISTINCT id FROM practiceDocument JOIN delivery ON delivery.id = practiceDocument.delivery
                WHERE outcome IS NULL OR outcome NOT IN ('ACQUISITO', 'DUPLICATO')
                """),
        Check(
            code: .replyMissing, isOfPractice: true,
            sql: """
                SELECT DISTINCT practice FROM notice WHERE state IN ('ACCETTATO', 'SCARTATO') AND reply IS NULL
                    AND NOT EXISTS (SELECT 1 FROM erasedPractice WHERE erasedPractice.practice = notice.practice)
                """),
        Check(
            code: .quarantineInconsistent,
            sql: """
                SELECT id FROM quarantine JOIN delivery ON delivery.id = quarantine.delivery
                WHERE outcome IS NOT iif(code = 'filing-failed', NULL, 'SCARTATO')
                """),
        Check(
            code: .unmatchedInconsistent,
            sql: """
                SELECT id FROM unmatched JOIN delivery ON delivery.id = unmatched.delivery
                WHERE (settledAt IS NULL) <> (outcome IS 'DA_ABBINARE')
                """),
    ]

    private func run(_ check: Check, _ database: Database) throws {
        let rows = try Row.fetchCursor(database, sql: check.sql)
        while let row = try rows.next() {
            try report(ArchiveFault(check.code, check.isOfPractice ? .practice(row[0]) : .delivery(row[0])))
        }
    }

    private func checkQuarantineCodes(_ database: Database) throws {
        let rows = try Row.fetchCursor(database, sql: "SELECT delivery, code FROM quarantine")
        while let row = try rows.next() {
            guard FindingCode(rawValue: row["code"]) == nil else { continue }
            try report(ArchiveFault(.quarantineInconsistent, .delivery(row["delivery"])))
        }
    }
}
