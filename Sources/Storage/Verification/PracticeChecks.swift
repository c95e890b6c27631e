// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// Looks at each practice: can it be read, does its history lead to its state, and was AURA told what is owed.
struct PracticeChecks {
    let report: (ArchiveFault) throws -> Void

    func run(_ database: Database) throws {
        try checkRows(database)
        try checkHistories(database)
    }

    private func checkRows(_ database: Database) throws {
        try database.forEach(kept: "SELECT \(PracticeRow.columns) FROM practice", arguments: []) { row in
            do {
                _ = try PracticeRow.practice(row)
            } catch is StoreError {
                try report(ArchiveFault(.rowUnreadable, .practice(row[0])))
            }
        }
    }

    private func checkHistories(_ database: Database) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT number, practice.state, historyLine.state AS line, historyLine.at AS at,
                    (SELECT group_concat(kind) FROM notice WHERE notice.practice = number) AS notices,
                    coalesce(importedPractice.lines, 0) AS imported
                FROM practice LEFT JOIN importedPractice ON importedPractice.practice = number
                    LEFT JOIN historyLine ON historyLine.practice = number
                ORDER BY number, historyLine.id
                """)
        var course: PracticeCourse?
        while let row = try rows.next() {
            let number: String = row["number"]
            if course?.number != number {
                try course?.faults.forEach(report)
                course = PracticeCourse(
                    number: number, state: row["state"], notices: row["notices"] ?? "", imported: row["imported"])
            }
            if let line = row["line"] as String? { course?.add(line, at: row["at"]) }
        }
        try course?.faults.forEach(report)
    }
}

/// The way that a practice came, and the notices that it has.
private struct PracticeCourse {
    let number: String
    let state: String
    /// Kinds, with commas between.
    let notices: String
    /// How many lines came from another system, which sent the notices that they owe.
    let imported: Int
    private var lines: [String] = []
    private var last = Int64.min
    private var runsBackward = false

    init(number: String, state: String, notices: String, imported: Int) {
        self.number = number
        self.state = state
        self.notices = notices
        self.imported = imported
    }

    mutating func add(_ line: String, at moment: Int64) {
        lines.append(line)
        runsBackward = runsBackward || moment < last
        last = moment
    }

    var faults: [ArchiveFault] {
        var codes: [ArchiveFault.Code] = []
        let states = lines.compactMap(PracticeState.init)
        if states.count != lines.count || !states.isCourse { codes.append(.historyBroken) }
        if lines.last != state { codes.append(.historyState) }
        if runsBackward { codes.append(.timesBackward) }
        let sent = notices.split(separator: ",").map(String.init).sorted()
        let owed = states.owedNotices(after: imported).map(\.rawValue).sorted()
        if sent != owed { codes.append(sent.count < owed.count ? .noticeMissing : .noticeUnowed) }
        return codes.map { ArchiveFault($0, .practice(number)) }
    }
}

extension [PracticeState] {
    /// What AURA is owed by a practice that went through these states, the first ones aside (contract §7).
    fileprivate func owedNotices(after first: Int) -> [NoticeKind] {
        enumerated().dropFirst(first).compactMap { place, state in
            switch state {
            case .validated: .validation
            case .rejected: .rejection
            case .cancelled: place > 0 && self[place - 1] == .validated ? .cancellation : nil
            case .received, .inProgress: nil
            }
        }
    }
}
