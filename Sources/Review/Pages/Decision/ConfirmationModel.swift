// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// The dialog RESPINGI as a page of its own, so that it works without script (manual chapter 6); likewise ANNULLA.
struct ConfirmationModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.confirmation

    /// The field and the value that tell an answer from a question.
    static let confirmed = "conferma"
    static let yes = "si"

    let frame: PageFrame
    let title: String
    let question: String
    let action: String
    let back: String
    let formToken: String
    let version: Int
    /// The reasons of a rejection; nothing for a cancellation.
    let reasons: Reasons?
    let hasErrors: Bool
    let errors: [FieldError]
    let noteBeneficiary: String
    let noteInternal: String
    /// Whether the notes are written here: a closed practice has no other place for them.
    let writesNotes: Bool
    let showsNotes: Bool
    let tellsAURA: Bool

    /// The list *Motivazione*.
    struct Reasons: Hashable, Sendable {
        let options: [FieldOption]
        let reasonProblem: String?
    }

    init(
        _ action: DecisionAction, _ practice: Practice, _ draft: DecisionDraft?, errors: [FieldError],
        formToken: String, frame: PageFrame
    ) {
        self.frame = frame
        title = action.title
        question = "Sei sicuro di voler \(action.infinitive) la pratica \(practice.number)?"
        self.action = "\(practice.number.address)/\(action.path)"
        back = practice.number.address
        self.formToken = formToken
        version = draft?.seenVersion ?? practice.version
        reasons = action == .reject ? Self.reasons(draft, errors) : nil
        self.errors = errors
        hasErrors = !errors.isEmpty
        noteBeneficiary = draft?.noteBeneficiary ?? ""
        noteInternal = draft?.noteInternal ?? ""
        writesNotes = action == .cancel
        showsNotes = action != .cancel
        tellsAURA = action == .cancel && practice.state == .validated
    }

    private static func reasons(_ draft: DecisionDraft?, _ errors: [FieldError]) -> Reasons {
        let chosen = draft?.reason ?? ""
        return Reasons(
            options: [FieldOption(value: "", label: "Selezione motivazione", isSelected: chosen.isEmpty)]
                + RejectionReason.allCases.map {
                    FieldOption(value: $0.rawValue, label: $0.label, isSelected: $0.rawValue == chosen)
                },
            reasonProblem: errors.first { $0.target == DecisionDraft.Name.reason }?.message)
    }
}
