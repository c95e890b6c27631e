// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// Somebody was quicker: who, when and what, and everything that was typed meanwhile.
struct StaleModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.stale

    let frame: PageFrame
    let number: String
    let address: String
    let actor: String
    let role: String
    let at: String
    let state: String
    let hasTyped: Bool
    let typed: [TypedValue]

    /// One thing that was typed and not saved.
    struct TypedValue: Hashable, Sendable {
        let label: String
        let text: String
    }

    init(_ change: DecisionRefusal.LastChange, _ draft: DecisionDraft, frame: PageFrame) {
        self.frame = frame
        number = draft.number.value
        address = draft.number.address
        actor = change.actor.identity
        role = change.actor.role.rawValue
        at = change.at.italian
        state = change.state.label
        typed = Self.typed(draft)
        hasTyped = !typed.isEmpty
    }

    private static func typed(_ draft: DecisionDraft) -> [TypedValue] {
        [
            ("Nota Beneficiario", draft.noteBeneficiary), ("Nota Interna", draft.noteInternal),
            ("Esenzione", draft.exemption ?? ""), ("Diagnosi", draft.diagnosis ?? ""),
            ("Valida dal", draft.from ?? ""), ("Data di fine", draft.until),
            ("Motivazione", RejectionReason(rawValue: draft.reason)?.label ?? ""),
        ].filter { !$0.1.isEmpty }.map { TypedValue(label: $0.0, text: $0.1) }
    }
}
