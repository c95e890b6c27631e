// SPDX-License-Identifier: EUPL-1.2

extension PracticeRecord {
    /// The practice that the record states, when every value is sound and they agree with each other (contract §6).
    ///
    /// - Parameters:
    ///   - catalogue: must know the exemption, superseded ones included: the practice may be old. One that it does not know is
    ///     taken with the finding that says so, in a practice that was never valid.
    ///   - now: nothing in the record lies after it.
    package func checked(
        catalogue: CatalogueLookup, now: Timestamp
    ) throws(ImportProblem) -> ImportedPractice {
        let lines = try checkedHistory()
        let practice = try practice(lines, catalogue, year: now.romeDay.year)
        try checkTimes(practice, lines, now)
        return ImportedPractice(
            practice: practice, history: lines, findings: try checkedFindings(),
            elsewhere: .init(documents: documents ?? [], notices: notices ?? []))
    }

    /// New practices go on behind the highest number that is imported, and must have numbers left for a year.
    private static let highestProgressive = 90_000_000

    /// Each decision adds one.
    private static let highestVersion = 1_000_000_000

    private func practice(
        _ lines: [HistoryLine], _ catalogue: CatalogueLookup, year: Int
    ) throws(ImportProblem) -> Practice {
        let place = try exact(ASLCode(asl), asl, "asl")
        let number = try exact(PracticeNumber(number), number, "number")
        guard number.asl == place else { throw .numberOfAnotherASL }
        guard number.progressive > 0, number.progressive <= Self.highestProgressive, number.year <= year else {
            throw .invalid("number")
        }
        guard (1...Self.highestVersion).contains(version) else { throw .invalid("version") }
        let state = try known(PracticeState(rawValue: state), "state")
        guard lines.last?.state == state else { throw .historyState }
        let codes = try checkedCodes(catalogue)
        return Practice(
            number: number, state: state, version: version, asl: place, district: district,
            beneficiary: Beneficiary(
                fiscalCode: try person(beneficiary.fiscalCode, "beneficiary.fiscalCode"),
                familyName: try name(beneficiary.familyName, "beneficiary.familyName"),
                givenName: try name(beneficiary.givenName, "beneficiary.givenName")),
            submitter: try submitter(), stated: codes,
            requestedAt: try moment(requestedAt, "requestedAt"), updatedAt: try moment(updatedAt, "updatedAt"),
            validity: try checkedValidity(state, lines, codes), rejectionReason: try checkedReason(state),
            charge: lines.charge)
    }

    private func submitter() throws(ImportProblem) -> Submitter {
        let kind = try known(Submitter.Kind(rawValue: compiler.kind), "compiler.kind")
        guard let code = compiler.fiscalCode else { return Submitter(kind: kind, fiscalCode: nil) }
        return Submitter(kind: kind, fiscalCode: try person(code, "compiler.fiscalCode"))
    }

    private func checkedCodes(_ catalogue: CatalogueLookup) throws(ImportProblem) -> CodePair {
        var codes = CodePair.none
        if let text = exemption?.code {
            let code = try exact(ExemptionCode(text), text, "exemption.code")
            guard catalogue.exemption(code) != nil || isMarkedUnknown else { throw .exemptionUnknown }
            codes.exemption = code
        }
        if let text = diagnosis?.code {
            codes.diagnosis = try exact(DiagnosisCode(text), text, "diagnosis.code")
        }
        return codes
    }

    /// A practice that was never valid may state a code that nobody knows, where a finding says so: as this product's own do.
    private var isMarkedUnknown: Bool {
        findings?.contains { $0.code == FindingCode.exemptionUnknown.rawValue } == true
            && !history.contains { $0.state == PracticeState.validated.rawValue }
    }

    private func checkedValidity(
        _ state: PracticeState, _ lines: [HistoryLine], _ codes: CodePair
    ) throws(ImportProblem) -> Validity? {
        guard lines.contains(where: { $0.state == .validated }) else {
            guard validFrom == nil, validUntil == nil else { throw .validity }
            return nil
        }
        guard let validFrom, codes.exemption != nil else { throw .validity }
        let from = try known(CalendarDay(iso: validFrom), "validFrom")
        var until: CalendarDay?
        if let validUntil { until = try known(CalendarDay(iso: validUntil), "validUntil") }
        guard let validity = Validity(from: from, until: until) else { throw .validity }
        return validity
    }

    private func checkedReason(_ state: PracticeState) throws(ImportProblem) -> RejectionReason? {
        guard (state == .rejected) == (rejectionReason != nil) else { throw .reason }
        guard let rejectionReason else { return nil }
        return try known(RejectionReason(rawValue: rejectionReason), "rejectionReason")
    }

    private func checkedHistory() throws(ImportProblem) -> [HistoryLine] {
        var lines: [HistoryLine] = []
        for line in history {
            let role = try known(Actor.Role(rawValue: line.role), "history.role")
            // Only a sender is named by something else.
            let identity =
                role == .sender
                ? try name(line.actor, "history.actor") : try person(line.actor, "history.actor").value
            guard !identity.isEmpty else { throw .invalid("history.actor") }
            lines.append(
                HistoryLine(
                    at: try moment(line.at, "history.at"), actor: Actor(identity: identity, role: role),
                    state: try known(PracticeState(rawValue: line.state), "history.state"),
                    noteBeneficiary: line.noteBeneficiary, noteInternal: line.noteInternal))
        }
        guard lines.map(\.state).isCourse else { throw .historyBroken }
        return lines
    }

    private func checkTimes(
        _ practice: Practice, _ lines: [HistoryLine], _ now: Timestamp
    ) throws(ImportProblem) {
        let times = [practice.requestedAt] + lines.map(\.at) + [practice.updatedAt]
        guard zip(times, times.dropFirst()).allSatisfy({ $0 <= $1 }) else { throw .timesOutOfOrder }
        guard practice.updatedAt <= now else { throw .timeInFuture }
    }

    /// That a practice was imported is said anew by whoever imports it.
    private func checkedFindings() throws(ImportProblem) -> [Finding] {
        var found: [Finding] = []
        for remark in findings ?? [] {
            let code = try known(FindingCode(rawValue: remark.code), "findings.code")
            if code == .practiceImported { continue }
            found.append(
                Finding(
                    code, field: remark.field.flatMap(FieldName.init), detail: code.detail(ofMessage: remark.message)))
        }
        return found
    }
}

extension PracticeRecord {
    private func known<Value>(_ value: Value?, _ path: String) throws(ImportProblem) -> Value {
        guard let value else { throw .invalid(path) }
        return value
    }

    /// The value, written exactly as it will be told again.
    private func exact<Code: CheckedText>(
        _ code: Code?, _ text: String, _ path: String
    ) throws(ImportProblem) -> Code {
        guard let code, code.value == text else { throw .invalid(path) }
        return code
    }

    private func person(_ text: String, _ path: String) throws(ImportProblem) -> FiscalCode {
        guard let code = FiscalCode(text), code.value == text else { throw .fiscalCode(path) }
        return code
    }

    /// A name as people have it: of one line, and no longer than one.
    private func name(_ text: String, _ path: String) throws(ImportProblem) -> String {
        guard text.utf8.count <= 400, text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
            throw .invalid(path)
        }
        return text
    }

    private func moment(_ text: String, _ path: String) throws(ImportProblem) -> Timestamp {
        try known(Timestamp(iso: text), path)
    }
}

extension [HistoryLine] {
    /// Who last took the practice in charge; nothing where that line names no person.
    fileprivate var charge: Charge? {
        guard let line = last(where: { $0.state == .inProgress }), let by = FiscalCode(line.actor.identity) else {
            return nil
        }
        return Charge(by: by, since: line.at)
    }
}

extension [PracticeState] {
    /// Whether a practice may have gone through these states (contract §6).
    package var isCourse: Bool {
        guard first == .received else { return false }
        return zip(self, dropFirst()).allSatisfy { before, after in
            DecisionAction.allCases.contains { before.states(after: $0)?.first == after }
        }
    }
}

extension FindingCode {
    /// What stands behind the sentence in brackets, the way back of `Finding.message`.
    fileprivate func detail(ofMessage text: String) -> String? {
        guard text.hasPrefix("\(message) ("), text.hasSuffix(")") else { return nil }
        return String(text.dropFirst(message.count + 2).dropLast())
    }
}
