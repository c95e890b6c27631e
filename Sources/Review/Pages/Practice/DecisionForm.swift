// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain
internal import Storage

/// The notes, the doctor's entry and the buttons, as far as state and rights allow (manual chapters 4 to 6).
struct DecisionForm: Encodable, Hashable, Sendable {
    let action: String
    let stamp: FormStamp
    let canTakeCharge: Bool
    let canReject: Bool
    let canValidate: Bool
    let canCancel: Bool
    let entry: EntryForm?
    /// What *Valida* would decide; nothing where nothing can be validated here.
    let preview: String?
    /// Which of the codes that it would tell AURA are not surely read.
    let doubts: [DoubtfulCode]
    let noteBeneficiary: String
    let noteInternal: String
    /// When the draft was kept that the form shows; nothing where it shows none.
    let draftSaved: String?
    /// The reasons of a rejection, for the dialog on the page.
    let reasons: [FieldOption]
    let rejectQuestion: String
    /// A refusal that belongs to no field; nothing when there is none.
    let refusal: String?

    /// Nothing where the operator can decide nothing: a closed practice can at most be cancelled, from a page of its own.
    init?(
        _ dossier: PracticeDossier, _ setting: PracticeModel.Setting, draft: DecisionDraft?, errors: [FieldError]
    ) {
        let practice = dossier.practice
        let able = DecisionAction.allCases.filter { setting.viewer.can($0, practice) }
        guard practice.state.isOpen, !able.isEmpty else { return nil }
        action = practice.number.address
        stamp = FormStamp(dossier, showing: draft, formToken: setting.formToken)
        draftSaved = draft == nil ? nil : setting.draftSavedAt?.italian
        reasons = RejectionReason.options(chosen: draft?.reason ?? "")
        rejectQuestion = DecisionAction.reject.question(practice.number)
        canTakeCharge = able.contains(.takeCharge)
        canReject = able.contains(.reject)
        canValidate = able.contains(.validate)
        canCancel = able.contains(.cancel)
        entry = able.contains(.validate) ? EntryForm(dossier, setting, draft: draft, errors: errors) : nil
        preview = entry?.preview
        doubts = entry == nil ? [] : DoubtfulCode.all(dossier, typed: practice.codes.typed(draft))
        noteBeneficiary = draft?.noteBeneficiary ?? ""
        noteInternal = draft?.noteInternal ?? ""
        refusal = errors.first { $0.target == "decisione" }?.message
    }
}

extension RejectionReason {
    /// The list *Motivazione* (manual chapter 6).
    static func options(chosen: String) -> [FieldOption] {
        [FieldOption(value: "", label: "Selezione motivazione", isSelected: chosen.isEmpty)]
            + allCases.map { FieldOption(value: $0.rawValue, label: $0.label, isSelected: $0.rawValue == chosen) }
    }
}

extension Operator {
    /// Whether state and rights allow the action; scope was asked when the practice was found.
    func can(_ action: DecisionAction, _ practice: Practice) -> Bool {
        practice.state.states(after: action) != nil && may(action, in: practice.state)
    }
}
