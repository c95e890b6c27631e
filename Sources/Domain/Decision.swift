// SPDX-License-Identifier: EUPL-1.2

/// What an operator asks to be done to a practice.
package struct DecisionRequest: Hashable, Sendable, Codable {
    package let number: PracticeNumber
    package let action: DecisionAction
    /// The version that the operator saw; nothing where the caller accepts whatever there is (the command line).
    package let seenVersion: Int?
    package let actor: Operator
    package let reason: RejectionReason?
    package let noteBeneficiary: String
    package let noteInternal: String
    package let entry: DoctorEntry
    /// The red findings that the operator says to have looked into.
    package let acknowledged: Set<Finding>
    /// The first day of validity that the operator says to mean although it is far from today.
    package let confirmedStart: CalendarDay?
    /// The last day of validity that the operator says to mean although it is over or far away.
    package let confirmedEnd: CalendarDay?
    /// The name of the form that was sent, by which the same one sent twice is known again; nothing where there was none.
    package let ticket: String?

    package init(
        number: PracticeNumber, action: DecisionAction, seenVersion: Int?, actor: Operator,
        reason: RejectionReason? = nil, noteBeneficiary: String = "", noteInternal: String = "",
        entry: DoctorEntry = DoctorEntry(), acknowledged: Set<Finding> = [],
        confirmedStart: CalendarDay? = nil, confirmedEnd: CalendarDay? = nil, ticket: String? = nil
    ) {
        self.number = number
        self.action = action
        self.seenVersion = seenVersion
        self.actor = actor
        self.reason = reason
        self.noteBeneficiary = noteBeneficiary.trimmed
        self.noteInternal = noteInternal.trimmed
        self.entry = entry
        self.acknowledged = acknowledged
        self.confirmedStart = confirmedStart
        self.confirmedEnd = confirmedEnd
        self.ticket = ticket
    }
}

extension DecisionRequest {
    /// Checks that each red finding was looked into before the practice is validated.
    ///
    /// - Parameter findings: all that stand at the practice now, those included that came after the operator looked.
    package func checkAcknowledged(_ findings: [Finding]) throws(DecisionRefusal) {
        guard action == .validate else { return }
        let open = findings.filter { $0.mustBeAcknowledged && !acknowledged.contains($0) }
        guard open.isEmpty else { throw .findingsOpen(open) }
    }
}

extension DecisionRequest {
    /// Checks that a first day more than a year from today is meant: most often it is a slip of the keys.
    func checkStart(_ from: CalendarDay, today: CalendarDay) throws(DecisionRefusal) {
        guard from.isFar(from: today) else { return }
        guard confirmedStart == from else { throw .startFarAway(from) }
    }

    /// The same of a last day that is over, and of one that the operator gives where it is later than any duration of the
    /// catalogue.
    func checkEnd(_ validity: Validity, today: CalendarDay) throws(DecisionRefusal) {
        guard let until = validity.oddUntil(isTyped: entry.lastDay != nil, today: today) else { return }
        guard confirmedEnd == until else { throw .endFarAway(until) }
    }
}

/// What the doctor completes or corrects; absent values leave things as they are.
package struct DoctorEntry: Hashable, Sendable, Codable {
    /// The end of validity as a doctor states it.
    package enum End: Hashable, Sendable, Codable {
        case day(CalendarDay)
        case unlimited
    }

    package var exemption: ExemptionCode?
    package var diagnosis: DiagnosisCode?
    package var from: CalendarDay?
    package var until: End?

    package init(
        exemption: ExemptionCode? = nil, diagnosis: DiagnosisCode? = nil, from: CalendarDay? = nil, until: End? = nil
    ) {
        self.exemption = exemption
        self.diagnosis = diagnosis
        self.from = from
        self.until = until
    }

    /// The last day that is given; nothing where none is, or where there is to be no end.
    package var lastDay: CalendarDay? {
        guard case .day(let day) = until else { return nil }
        return day
    }
}

/// What a decision changes: the practice as it will stand, the lines of its history, and what AURA is told.
package struct Decision: Hashable, Sendable {
    package let practice: Practice
    package let history: [HistoryLine]
    package let notice: NoticeContent?

    package init(practice: Practice, history: [HistoryLine], notice: NoticeContent?) {
        self.practice = practice
        self.history = history
        self.notice = notice
    }
}
