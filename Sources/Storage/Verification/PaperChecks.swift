// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// What a notice says, by the names of its elements; nothing where its bytes are none.
package typealias NoticeTexts = @Sendable (_ bytes: [UInt8]) -> [String: String]?

/// Looks at each paper: is it what was made, and does it say what practice and history say? One row after the other.
struct PaperChecks {
    let report: (ArchiveFault) throws -> Void
    /// Nothing where the words of notices are not looked into.
    let texts: NoticeTexts?

    func run(_ database: Database) throws {
        try checkNotices(database)
        try checkReceipts(database)
    }

    private func checkReceipts(_ database: Database) throws {
        let rows = try Row.fetchCursor(database, sql: "SELECT id, bytes, sha256 FROM receipt")
        while let row = try rows.next() {
            if try !PaperHash.isSound(row) { try report(ArchiveFault(.paperAltered, .receipt(row["id"]))) }
        }
    }

    private func checkNotices(_ database: Database) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT notice.*, fiscalCode, exemption, coalesce(enteredDiagnosis, statedDiagnosis) AS diagnosis,
                    validFrom, validUntil, version, asl, historyLine.at AS decidedAt, historyLine.actor
                FROM notice JOIN practice ON practice.number = notice.practice
                    LEFT JOIN historyLine ON historyLine.practice = notice.practice AND historyLine.state =
                        CASE kind WHEN 'VALIDAZIONE' THEN 'VALIDATA' WHEN 'RESPINGIMENTO' THEN 'RESPINTA'
                            ELSE 'ANNULLATA' END
                WHERE NOT EXISTS (SELECT 1 FROM erasedPractice WHERE erasedPractice.practice = notice.practice)
                """)
        while let row = try rows.next() {
            let place = ArchiveFault.Place.practice(row["practice"])
            if try !PaperHash.isSound(row) { try report(ArchiveFault(.paperAltered, place)) }
            if !isAsDecided(row) { try report(ArchiveFault(.noticeDiffers, place)) }
        }
    }

    private func isAsDecided(_ row: Row) -> Bool {
        let notice: NoticeStatus
        do { notice = try NoticeRow.status(row) } catch { return false }
        let decidedAt: Int64? = row["decidedAt"]
        let version = notice.messageID.split(separator: "-").last.flatMap { Int($0) } ?? .max
        guard notice.messageID == "\(notice.practice)-\(notice.kind.rawValue)-\(version)", version <= row["version"],
            notice.fileName.hasPrefix("AURA_\(notice.practice)_\(notice.kind.rawValue)_"),
            decidedAt == nil || decidedAt == notice.createdAt.seconds, isAnswered(notice)
        else { return false }
        guard let texts else { return true }
        // What cannot be read is told as altered, or was never a notice.
        guard let said = texts(row.bytes("bytes")) else { return false }
        let expected = expected(of: notice, row)
        guard notice.kind == .cancellation, said != expected else { return said == expected }
        // Earlier versions told the day of a cancellation as the end also of what had not begun.
        return said == expected.merging(["dataFineValidita": notice.createdAt.romeDay.italian]) { $1 }
    }

    /// Whether the state is what the answer makes of it; that there is one is another question.
    private func isAnswered(_ notice: NoticeStatus) -> Bool {
        guard let reply = notice.reply else { return true }
        return switch notice.state {
        case .accepted: reply.isAccepted
        case .refused: !reply.isAccepted
        case .due, .sent: true
        }
    }

    private func expected(of notice: NoticeStatus, _ row: Row) -> [String: String] {
        let day = notice.createdAt.romeDay.italian
        var said: [String: String] = [
            "idMessaggio": notice.messageID, "tipo": notice.kind.rawValue, "numeroPratica": notice.practice.value,
            "dataOra": notice.createdAt.iso, "codiceAsl": row["asl"], "codiceFiscaleAssistito": row["fiscalCode"],
            "listaDiagnosi": ((row["diagnosis"] as String?).flatMap { DiagnosisCode($0)?.forAURA } ?? .noneStated)
                .value,
        ]
        said["codiceEsenzione"] = row["exemption"] as String?
        guard notice.kind != .rejection else {
            said["dataRespingimento"] = day
            return said
        }
        said["codiceFiscaleChiamante"] = row["actor"] as String?
        said["dataInizioValidita"] = italian(row["validFrom"])
        let start = (row["validFrom"] as String?).flatMap { CalendarDay(iso: $0) }
        let cancelled = start.map { max($0, notice.createdAt.romeDay).italian } ?? day
        said["dataFineValidita"] = notice.kind == .cancellation ? cancelled : italian(row["validUntil"])
        said["dataAnnullamento"] = notice.kind == .cancellation ? day : nil
        return said
    }

    private func italian(_ day: String?) -> String? { day.flatMap { CalendarDay(iso: $0)?.italian } }
}
