// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain

/// The notes, the doctor's entry and the buttons, as far as state and rights allow (manual chapters 4 to 6).
struct DecisionForm: Hashable, Sendable {
    let action: String
    let formToken: String
    let version: Int
    let canTakeCharge: Bool
    let canReject: Bool
    let canValidate: Bool
    let canCancel: Bool
    let entry: EntryForm?
    let noteBeneficiary: String
    let noteInternal: String
    /// A refusal that belongs to no field; nothing when there is none.
    let refusal: String?

    /// Nothing where the operator can decide nothing: a closed practice can at most be cancelled, from a page of its own.
    init?(_ practice: Practice, _ setting: PracticeModel.Setting, draft: DecisionDraft?, errors: [FieldError]) {
        let able = DecisionAction.allCases.filter { setting.viewer.can($0, practice) }
        guard practice.state.isOpen, !able.isEmpty else { return nil }
        action = practice.number.address
        formToken = setting.formToken
        version = practice.version
        canTakeCharge = able.contains(.takeCharge)
        canReject = able.contains(.reject)
        canValidate = able.contains(.validate)
        canCancel = able.contains(.cancel)
        entry = able.contains(.validate) ? EntryForm(practice, setting, draft: draft, errors: errors) : nil
        noteBeneficiary = draft?.noteBeneficiary ?? ""
        noteInternal = draft?.noteInternal ?? ""
        refusal = errors.first { $0.target == "decisione" }?.message
    }
}

extension Operator {
    /// Whether state and rights allow the action; scope was asked when the practice was found.
    func can(_ action: DecisionAction, _ practice: Practice) -> Bool {
        practice.state.states(after: action) != nil && may(action, in: practice.state)
    }
}
