// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

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
    let stamp: FormStamp
    /// The reasons of a rejection; nothing for a cancellation.
    let reasons: Reasons?
    let hasErrors: Bool
    let errors: [FieldError]
    let noteBeneficiary: String
    let noteInternal: String
    /// The last day of an exemption that the cancellation takes back, of which AURA is told; nothing where none was granted.
    let endsOn: String?

    /// The list *Motivazione*.
    struct Reasons: Encodable, Hashable, Sendable {
        let options: [FieldOption]
        let reasonProblem: String?
    }

    init(
        _ action: DecisionAction, _ dossier: PracticeDossier, _ draft: DecisionDraft?, errors: [FieldError],
        today: CalendarDay,
        formToken: String, frame: PageFrame
    ) {
        let practice = dossier.practice
        self.frame = frame
        title = action.title
        question = action.question(practice.number)
        self.action = "\(practice.number.address)/\(action.path)"
        back = practice.number.address
        // The version that the doctor saw before the question was asked.
        stamp = FormStamp(dossier, after: draft, formToken: formToken)
        reasons = action == .reject ? Self.reasons(draft, errors) : nil
        self.errors = errors
        hasErrors = !errors.isEmpty
        noteBeneficiary = draft?.noteBeneficiary ?? ""
        noteInternal = draft?.noteInternal ?? ""
        let isTakenBack = action == .cancel && practice.state == .validated
        endsOn = isTakenBack ? practice.validity?.end(cancelledOn: today).italian : nil
    }

    private static func reasons(_ draft: DecisionDraft?, _ errors: [FieldError]) -> Reasons {
        Reasons(
            options: RejectionReason.options(chosen: draft?.reason ?? ""),
            reasonProblem: errors.first { $0.target == DecisionDraft.Name.reason }?.message)
    }
}
