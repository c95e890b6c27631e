// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain
internal import Storage

/// The practice is no longer as the doctor saw it: what has changed, by whom and when, and everything that was typed, which
/// waits on the practice's own page.
struct StaleModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.stale

    let frame: PageFrame
    let number: String
    let address: String
    /// What was asked for and not done: "Validare".
    let wanted: String
    let state: String
    let stateKind: String
    let changes: [Change]
    /// Nothing of what the page showed is different, which is so where another page of the doctor's own was quicker.
    let hasChanges: Bool
    let hasTyped: Bool
    let typed: [TypedValue]
    /// Whether the practice can still be decided, so that what was typed can go on from there.
    let isOpen: Bool

    /// One thing that happened since the page was made.
    struct Change: Encodable, Hashable, Sendable {
        let title: String
        /// Who and when; nothing for what a file brought.
        let author: String?
        let changedAt: String?
        let details: [TypedValue]
    }

    /// One thing that was typed.
    struct TypedValue: Encodable, Hashable, Sendable {
        let label: String
        let text: String
    }

    init(
        _ dossier: PracticeDossier, _ draft: DecisionDraft, action: DecisionAction, viewer: Operator,
        catalogue: ExemptionCatalogue, frame: PageFrame
    ) {
        let practice = dossier.practice
        self.frame = frame
        number = practice.number.value
        address = practice.number.address
        wanted = action.infinitive
        state = practice.state.label
        stateKind = practice.state.styleName
        changes =
            Self.lines(dossier.history.dropFirst(draft.seen.lines), dossier.operatorNames, viewer)
            + Self.entries(practice, draft.seen, catalogue)
            + Self.documents(dossier.documents.dropFirst(draft.seen.documents), dossier)
        hasChanges = !changes.isEmpty
        typed = draft.told
        hasTyped = !typed.isEmpty
        isOpen = practice.state.isOpen
    }

    private static func lines(
        _ lines: some Sequence<HistoryLine>, _ names: [String: String], _ viewer: Operator
    ) -> [Change] {
        lines.map { line in
            let isOwn = line.actor == viewer.actor
            let code = line.actor.identity
            let who = names[code].map { "\($0) (\(code))" } ?? code
            return Change(
                title: "La pratica è passata a «\(line.state.label)»",
                author: isOwn ? "tu, in un'altra finestra o con un comando" : "\(who), \(line.actor.role.rawValue)",
                changedAt: line.at.italian,
                details: [("Nota Beneficiario", line.noteBeneficiary), ("Nota Interna", line.noteInternal)].told)
        }
    }

    private static func entries(
        _ practice: Practice, _ seen: SeenPractice, _ catalogue: ExemptionCatalogue
    ) -> [Change] {
        let codes = practice.codes
        let exemption = ExemptionCode(seen.exemption)
        let diagnosis = DiagnosisCode(seen.diagnosis)
        var details: [(String, String)] = []
        if codes.exemption != exemption {
            let before = catalogue.words(for: exemption)
            details.append(("Esenzione", "\(before) → \(catalogue.words(for: codes.exemption))"))
        }
        if codes.diagnosis != diagnosis {
            let before = catalogue.words(for: diagnosis, of: exemption)
            details.append(("Diagnosi", "\(before) → \(catalogue.words(for: codes.diagnosis, of: codes.exemption))"))
        }
        guard !details.isEmpty else { return [] }
        return [Change(title: "Sono cambiati i codici", author: nil, changedAt: nil, details: details.told)]
    }

    private static func documents(_ documents: some Sequence<PracticeDocument>, _ dossier: PracticeDossier) -> [Change]
    {
        documents.map { document in
            Change(
                title: "È arrivato un altro documento", author: nil, changedAt: nil,
                details: [
                    (
                        document.heading(dossier.declared(document)),
                        "\(document.name.lastComponent), da \(document.sender)"
                    )
                ]
                .told)
        }
    }
}

extension DecisionDraft {
    /// What was typed, in words, where it can no longer be typed on.
    var told: [StaleModel.TypedValue] {
        [
            ("Nota Beneficiario", noteBeneficiary), ("Nota Interna", noteInternal), ("Esenzione", exemption ?? ""),
            ("Diagnosi", diagnosis ?? ""), ("Valida dal", from ?? ""), ("Data di fine", until),
            ("Motivazione", RejectionReason(rawValue: reason)?.label ?? ""),
        ].told
    }
}

extension [(String, String)] {
    /// Those with a text.
    fileprivate var told: [StaleModel.TypedValue] {
        filter { !$0.1.isEmpty }.map { StaleModel.TypedValue(label: $0.0, text: $0.1) }
    }
}
