// SPDX-License-Identifier: EUPL-1.2

/// The rules of a decision (contract §6): pure, given the practice, the catalogue and the time.
package struct DecisionRules: Sendable {
    package let catalogue: CatalogueLookup

    package init(catalogue: CatalogueLookup) { self.catalogue = catalogue }

    /// What `request` makes of `practice`.
    ///
    /// - Parameter last: the newest line of its history, told to whoever acts on a stale view.
    /// - Throws: `DecisionRefusal`, in the order in which a person would want to know: reach, version, state, right, content.
    package func decide(
        _ request: DecisionRequest, on practice: Practice, last: HistoryLine, at now: Timestamp
    ) throws(DecisionRefusal) -> Decision {
        try checkReach(request, practice)
        try checkVersion(request, practice, last)
        guard let states = practice.state.states(after: request.action) else {
            throw .wrongState(practice.state, request.action)
        }
        guard request.actor.may(request.action, in: practice.state) else { throw .notPermitted }

        var changed = practice
        changed.version += 1
        changed.updatedAt = now
        changed.state = states.last ?? practice.state
        switch request.action {
        case .takeCharge: changed.charge = Charge(by: request.actor.fiscalCode, since: now)
        case .validate: try validate(&changed, request, now)
        case .reject: try reject(&changed, request)
        case .cancel: break
        }
        return Decision(
            practice: changed,
            history: history(request, states, now),
            notice: NoticeContent(request, before: practice, after: changed, at: now))
    }

    private func checkReach(_ request: DecisionRequest, _ practice: Practice) throws(DecisionRefusal) {
        guard request.actor.reaches(practice) else { throw .notFound }
    }

    private func checkVersion(
        _ request: DecisionRequest, _ practice: Practice, _ last: HistoryLine
    ) throws(DecisionRefusal) {
        guard let seen = request.seenVersion, seen != practice.version else { return }
        throw .stale(.init(actor: last.actor, at: last.at, state: practice.state))
    }

    private func reject(_ practice: inout Practice, _ request: DecisionRequest) throws(DecisionRefusal) {
        guard let reason = request.reason else { throw .reasonMissing }
        practice.rejectionReason = reason
    }

    private func validate(
        _ practice: inout Practice, _ request: DecisionRequest, _ now: Timestamp
    ) throws(DecisionRefusal) {
        practice = practice.corrected(by: request.entry)
        let exemption = try exemption(practice, request)
        let diagnosis = try pairedDiagnosis(practice, with: exemption, request)
        let validity = try validity(request.entry, exemption, diagnosis, now)
        practice.validity = validity
        try checkStart(request, practice, now)
        try request.checkEnd(validity, today: now.romeDay)
        if practice.charge == nil { practice.charge = Charge(by: request.actor.fiscalCode, since: now) }
    }

    /// The exemption that is granted.
    private func exemption(
        _ practice: Practice, _ request: DecisionRequest
    ) throws(DecisionRefusal) -> ExemptionEntry {
        guard let code = practice.codes.exemption else { throw .exemptionMissing }
        guard request.actor.mayGrant(code) else { throw .exemptionReserved(code) }
        guard let exemption = catalogue.exemption(code) else { throw .exemptionUnknown(code) }
        guard exemption.isCurrent else { throw .exemptionSuperseded(code, by: catalogue.replacements(code)) }
        return exemption
    }

    private func checkStart(
        _ request: DecisionRequest, _ practice: Practice, _ now: Timestamp
    ) throws(DecisionRefusal) {
        let today = now.romeDay
        let from = request.entry.from ?? today
        if let birth = practice.beneficiary.fiscalCode.earliestBirth(at: today), from < birth {
            throw .startBeforeBirth(from)
        }
        try request.checkStart(from, today: today)
    }

    /// Everything in the content of a validation that keeps it from being carried out, so that nobody has to mend one thing after
    /// the other; empty where there is nothing.
    package func contentRefusals(
        _ request: DecisionRequest, on practice: Practice, findings: [Finding], at now: Timestamp
    ) -> [DecisionRefusal] {
        guard request.action == .validate else { return [] }
        var refusals: [DecisionRefusal] = []
        func note(_ check: () throws(DecisionRefusal) -> Void) {
            do { try check() } catch { refusals.append(error) }
        }
        let practice = practice.corrected(by: request.entry)
        var exemption: ExemptionEntry?
        note { () throws(DecisionRefusal) in exemption = try self.exemption(practice, request) }
        if let exemption {
            var diagnosis: DiagnosisEntry?
            note { () throws(DecisionRefusal) in
                diagnosis = try pairedDiagnosis(practice, with: exemption, request)
            }
            note { () throws(DecisionRefusal) in
                try request.checkEnd(try validity(request.entry, exemption, diagnosis, now), today: now.romeDay)
            }
        }
        note { () throws(DecisionRefusal) in try checkStart(request, practice, now) }
        note { () throws(DecisionRefusal) in try request.checkAcknowledged(findings) }
        return refusals
    }

    /// The catalogue's entry of the diagnosis. A diagnosis that a document states may lie outside the catalogue, which is
    /// a finding to look into; one that the doctor enters must be of the exemption.
    private func pairedDiagnosis(
        _ practice: Practice, with exemption: ExemptionEntry, _ request: DecisionRequest
    ) throws(DecisionRefusal) -> DiagnosisEntry? {
        guard let code = practice.codes.diagnosis, !code.isPlaceholder else { return nil }
        let isDoctors = request.entry.diagnosis == code
        if isDoctors, catalogue.contradicts(code, under: exemption.code) {
            throw .diagnosisNotOfExemption(code, exemption.code)
        }
        return catalogue.diagnosis(code, exemption.code)
    }

    private func validity(
        _ entry: DoctorEntry, _ exemption: ExemptionEntry, _ diagnosis: DiagnosisEntry?, _ now: Timestamp
    ) throws(DecisionRefusal) -> Validity {
        let from = entry.from ?? now.romeDay
        let until: CalendarDay?
        switch entry.until {
        case .day(let day): until = day
        case .unlimited: until = nil
        case .none:
            switch ValidityEnd(from: from, exemption: exemption, diagnosis: diagnosis) {
            case .day(let day): until = day
            case .unlimited: until = nil
            case .open: throw .endMissing
            }
        }
        for day in [from, until].compactMap(\.self) {
            guard (1900...2999).contains(day.year) else { throw .dayOutOfRange }
        }
        guard let validity = Validity(from: from, until: until) else { throw .endBeforeStart }
        return validity
    }

    /// One line a state; the notes belong to the line of the action itself, which is the last.
    private func history(_ request: DecisionRequest, _ states: [PracticeState], _ now: Timestamp) -> [HistoryLine] {
        states.enumerated().map { index, state in
            let isLast = index == states.count - 1
            return HistoryLine(
                at: now, actor: request.actor.actor, state: state,
                noteBeneficiary: isLast ? request.noteBeneficiary : "",
                noteInternal: isLast ? request.noteInternal : "")
        }
    }
}
