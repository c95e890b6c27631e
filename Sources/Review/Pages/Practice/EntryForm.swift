// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain
internal import Storage

/// What the doctor completes or corrects before validating: exemption, diagnosis and validity, each with its proposal.
struct EntryForm: Encodable, Hashable, Sendable {
    let exemption: TextField
    /// The name of the exemption that is typed; empty where there is none.
    let exemptionName: String
    /// What the page proposed, sent back with the form so that only a change counts as the doctor's own entry.
    let shownExemption: String
    /// Among which exemptions the documents leave the choice.
    let exemptionOffers: [CodeOffer]
    let diagnosis: TextField
    let shownDiagnosis: String
    let diagnosisName: String
    let diagnosisOffers: [CodeOffer]
    let from: TextField
    let shownFrom: String
    /// Where the first day is far from today: whether it is meant.
    let startCheck: DayCheck?
    let ends: [EndOption]
    /// That a duration has to be chosen; nothing when one is.
    let endProblem: String?
    let until: TextField
    /// Where the last day is over or far away: whether it is meant.
    let endCheck: DayCheck?
    /// What can be done about a pair of codes that is none of the catalogue; empty where it is one. There for the script, too.
    let pairDoubt: String
    /// The rule behind the proposal, or that the catalogue knows none.
    let rule: String
    /// What *Valida* would decide.
    let preview: String

    /// One way to end the exemption.
    struct EndOption: Encodable, Hashable, Sendable {
        let value: String
        let label: String
        let isChosen: Bool
        /// The key that chooses it; nothing where it has none.
        let key: String?
    }

    /// *Confermo l'inizio* and *Confermo la fine*: a box to tick for a day that is most often a slip of the keys.
    struct DayCheck: Encodable, Hashable, Sendable {
        let dayName: String
        let day: String
        let question: String
        let isConfirmed: Bool
        let dayProblem: String?
    }

    typealias Name = DecisionDraft.Name

    init(
        _ dossier: PracticeDossier, _ setting: PracticeModel.Setting, draft: DecisionDraft?, errors: [FieldError]
    ) {
        let codes = dossier.practice.codes
        let today = setting.now.romeDay.italian
        let start = draft?.from.flatMap { TypedDay($0).day } ?? setting.now.romeDay
        let proposal = ValidityProposal(codes.typed(draft), setting.catalogue, from: start)
        func problem(_ name: String) -> String? { errors.first { $0.target == name }?.message }

        shownExemption = codes.exemption?.value ?? ""
        let typedExemption = draft?.exemption ?? shownExemption
        exemption = TextField(
            name: Name.exemption, label: "Esenzione", typed: typedExemption,
            problem: problem(Name.exemption) ?? Self.reservedProblem(draft, setting.viewer),
            placeholder: "Codice o parole, per esempio 044 o psicosi")
        let chosen = ExemptionCode(typed: typedExemption)
        exemptionName = setting.catalogue.name(of: chosen)
        exemptionOffers = CodeOffer.exemptions(dossier, setting, typed: chosen)
        // The region's internal codes are shown nowhere (domain.md §2.4); left empty the field changes nothing.
        shownDiagnosis = codes.diagnosis.map { $0.value.hasPrefix("F") ? "" : $0.value } ?? ""
        let typedDiagnosis = draft?.diagnosis ?? shownDiagnosis
        diagnosis = TextField(
            name: Name.diagnosis, label: "Diagnosi (codice ICD-9-CM)", typed: typedDiagnosis,
            problem: problem(Name.diagnosis), placeholder: "Codice o parole")
        let diagnosed = DiagnosisCode(typed: typedDiagnosis)
        diagnosisName = setting.catalogue.name(of: diagnosed, under: chosen)
        diagnosisOffers = CodeOffer.diagnoses(dossier, setting.catalogue, typed: diagnosed, under: chosen)
        shownFrom = today
        from = TextField(
            name: Name.from, label: "Valida dal", typed: draft?.from ?? today, problem: problem(Name.from),
            placeholder: TypedDay.placeholder)
        startCheck = Self.startCheck(draft, start, setting.now.romeDay, problem(Name.startConfirmation))
        endProblem = problem(Name.firstEnd)
        ends = Self.ends(proposal, chosen: draft?.end)
        until = TextField(
            name: Name.until, label: "Data di fine", typed: draft?.until ?? "", problem: problem(Name.until),
            placeholder: TypedDay.placeholder)
        endCheck = Self.endCheck(draft, proposal, start, setting.now.romeDay, problem(Name.endConfirmation))
        pairDoubt =
            errors.contains { $0.target == Name.diagnosis }
            ? "" : setting.catalogue.doubtInWords(CodePair(exemption: chosen, diagnosis: diagnosed))
        rule = proposal.rule
        let isUnread = draft?.from.map { TypedDay($0).day == nil } ?? false
        preview =
            DecisionPreview(
                CodePair(exemption: chosen, diagnosis: diagnosed), from: isUnread ? nil : start, choice: draft?.end,
                until: draft?.until ?? "", proposal,
                setting.catalogue
            ).words
    }

    /// Told as soon as the draft is there, so that nobody finds out by *Valida*.
    private static func reservedProblem(_ draft: DecisionDraft?, _ viewer: Operator) -> String? {
        guard let code = draft?.exemption.flatMap({ ExemptionCode(typed: $0) }), !viewer.mayGrant(code) else {
            return nil
        }
        return DecisionRefusal.exemptionReserved(code).message
    }

    private static func startCheck(
        _ draft: DecisionDraft?, _ start: CalendarDay, _ today: CalendarDay, _ problem: String?
    ) -> DayCheck? {
        guard start.isFar(from: today) else { return nil }
        let confirmed = draft?.confirmedStart.flatMap { TypedDay($0).day }
        return DayCheck(
            dayName: Name.startConfirmation, day: start.italian,
            question: "Confermo l'inizio il \(start.italian), lontano più di un anno da oggi",
            isConfirmed: confirmed == start, dayProblem: problem)
    }

    private static func endCheck(
        _ draft: DecisionDraft?, _ proposal: ValidityProposal, _ start: CalendarDay, _ today: CalendarDay,
        _ problem: String?
    ) -> DayCheck? {
        let validity = lastDay(draft, proposal).flatMap { Validity(from: start, until: $0) }
        guard let until = validity?.oddUntil(isTyped: draft?.end == .day, today: today) else { return nil }
        let why = until < today ? "già passata" : "lontana più di dieci anni dall'inizio"
        let confirmed = draft?.confirmedEnd.flatMap { TypedDay($0).day }
        return DayCheck(
            dayName: Name.endConfirmation, day: until.italian,
            question: "Confermo la fine il \(until.italian), \(why)", isConfirmed: confirmed == until,
            dayProblem: problem)
    }

    /// As it is typed, or as the catalogue counts it where that is chosen.
    private static func lastDay(_ draft: DecisionDraft?, _ proposal: ValidityProposal) -> CalendarDay? {
        switch draft?.end ?? .catalogue {
        case .day: draft.flatMap { TypedDay($0.until).day }
        case .unlimited: nil
        case .catalogue:
            if case .day(let day) = proposal.end { day } else { nil }
        }
    }

    private static func ends(_ proposal: ValidityProposal, chosen: DecisionDraft.EndChoice?) -> [EndOption] {
        func option(_ choice: DecisionDraft.EndChoice, _ label: String) -> EndOption {
            let isChosen = (chosen ?? (proposal.label == nil ? nil : .catalogue)) == choice
            return EndOption(
                value: choice.rawValue, label: label, isChosen: isChosen, key: choice == .unlimited ? "i" : nil)
        }
        let known = proposal.label.map { [option(.catalogue, $0)] } ?? []
        return known + [
            option(.unlimited, "Senza scadenza"),
            option(.day, DecisionDraft.EndChoice.dayLabel),
        ]
    }
}

extension CodePair {
    /// With what a doctor has typed in their place, as far as it can be read.
    func typed(_ draft: DecisionDraft?) -> CodePair {
        CodePair(
            exemption: draft?.exemption.map { ExemptionCode(typed: $0) } ?? exemption,
            diagnosis: draft?.diagnosis.map { DiagnosisCode(typed: $0) } ?? diagnosis)
    }
}

extension ExemptionCatalogue {
    /// What a doctor can do about a pair of codes that is none of the catalogue; empty where it is one.
    func doubtInWords(_ codes: CodePair) -> String {
        lookup.doubt(about: codes).map { CodePair.doubtInWords($0.detail) } ?? ""
    }
}
