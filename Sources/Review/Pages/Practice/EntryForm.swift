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
    let startCheck: StartCheck?
    let ends: [EndOption]
    /// That a duration has to be chosen; nothing when one is.
    let endProblem: String?
    let until: TextField
    /// The rule behind the proposal, or that the catalogue knows none.
    let rule: String

    /// One way to end the exemption.
    struct EndOption: Encodable, Hashable, Sendable {
        let value: String
        let label: String
        let isChosen: Bool
        /// The key that chooses it; nothing where it has none.
        let key: String?
    }

    /// *Confermo l'inizio*.
    struct StartCheck: Encodable, Hashable, Sendable {
        let startDay: String
        let isConfirmed: Bool
        let startProblem: String?
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
            name: Name.exemption, label: "Esenzione", typed: typedExemption, problem: problem(Name.exemption),
            placeholder: "Codice o parole, per esempio 044 o psicosi")
        let chosen = ExemptionCode(typed: typedExemption)
        exemptionName = setting.catalogue.name(of: chosen)
        exemptionOffers = CodeOffer.exemptions(dossier, setting.catalogue, typed: chosen)
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
        rule = proposal.rule
    }

    private static func startCheck(
        _ draft: DecisionDraft?, _ start: CalendarDay, _ today: CalendarDay, _ problem: String?
    ) -> StartCheck? {
        guard start.isFar(from: today) else { return nil }
        let confirmed = draft?.confirmedStart.flatMap { TypedDay($0).day }
        return StartCheck(startDay: start.italian, isConfirmed: confirmed == start, startProblem: problem)
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
    fileprivate func typed(_ draft: DecisionDraft?) -> CodePair {
        CodePair(
            exemption: draft?.exemption.map { ExemptionCode(typed: $0) } ?? exemption,
            diagnosis: draft?.diagnosis.map { DiagnosisCode(typed: $0) } ?? diagnosis)
    }
}
