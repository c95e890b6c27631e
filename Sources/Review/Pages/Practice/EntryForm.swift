// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain

/// What the doctor completes or corrects before validating: exemption, diagnosis and validity, each with its proposal.
struct EntryForm: Hashable, Sendable {
    let exemptions: [FieldOption]
    /// What the page proposed, sent back with the form so that only a change counts as the doctor's own entry.
    let shownExemption: String
    let exemptionProblem: String?
    let diagnosis: TextField
    let shownDiagnosis: String
    let suggestions: [FieldOption]
    let from: TextField
    let shownFrom: String
    let ends: [EndOption]
    let until: TextField
    /// The rule behind the proposal, or that the catalogue knows none.
    let rule: String

    /// One way to end the exemption.
    struct EndOption: Hashable, Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    typealias Name = DecisionDraft.Name

    init(_ practice: Practice, _ setting: PracticeModel.Setting, draft: DecisionDraft?, errors: [FieldError]) {
        let codes = practice.codes
        let today = setting.now.romeDay.italian
        let proposal = ValidityProposal(codes, setting.catalogue, from: setting.now.romeDay)
        func problem(_ name: String) -> String? { errors.first { $0.target == name }?.message }

        shownExemption = codes.exemption?.value ?? ""
        exemptions = Self.exemptions(setting.catalogue, chosen: draft?.exemption ?? shownExemption)
        exemptionProblem = problem(Name.exemption)
        // The region's internal codes are shown nowhere (domain.md §2.4); left empty the field changes nothing.
        shownDiagnosis = codes.diagnosis.map { $0.value.hasPrefix("F") ? "" : $0.value } ?? ""
        diagnosis = TextField(
            name: Name.diagnosis, label: "Diagnosi (codice ICD-9-CM)", typed: draft?.diagnosis ?? shownDiagnosis,
            problem: problem(Name.diagnosis), placeholder: "")
        suggestions = codes.exemption.map { Self.suggestions(setting.catalogue, $0) } ?? []
        shownFrom = today
        from = TextField(
            name: Name.from, label: "Valida dal", typed: draft?.from ?? today, problem: problem(Name.from),
            placeholder: TypedDay.placeholder)
        ends = Self.ends(proposal, chosen: draft?.end)
        until = TextField(
            name: Name.until, label: "Data di fine", typed: draft?.until ?? "", problem: problem(Name.until),
            placeholder: TypedDay.placeholder)
        rule = proposal.rule
    }

    private static func exemptions(_ catalogue: ExemptionCatalogue, chosen: String) -> [FieldOption] {
        [FieldOption(value: "", label: "Scegli l'esenzione", isSelected: chosen.isEmpty)]
            + catalogue.exemptions.filter { $0.isCurrent || $0.code.value == chosen }.map {
                FieldOption(
                    value: $0.code.value, label: "\($0.code) \($0.description)" + ($0.isCurrent ? "" : " (non in uso)"),
                    isSelected: $0.code.value == chosen)
            }
    }

    private static func suggestions(_ catalogue: ExemptionCatalogue, _ exemption: ExemptionCode) -> [FieldOption] {
        catalogue.diagnoses(of: exemption).map {
            FieldOption(value: $0.code.value, label: $0.description, isSelected: false)
        }
    }

    private static func ends(_ proposal: ValidityProposal, chosen: DecisionDraft.EndChoice?) -> [EndOption] {
        func option(_ choice: DecisionDraft.EndChoice, _ label: String) -> EndOption {
            let isChosen = (chosen ?? (proposal.label == nil ? nil : .catalogue)) == choice
            return EndOption(value: choice.rawValue, label: label, isChosen: isChosen)
        }
        let known = proposal.label.map { [option(.catalogue, $0)] } ?? []
        return known + [
            option(.unlimited, "Senza scadenza"),
            option(.day, "Fino al giorno scritto qui sotto"),
        ]
    }
}
