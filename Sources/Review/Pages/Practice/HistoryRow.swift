// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// One line of the *Cronologia* (manual §3.2).
struct HistoryRow: Encodable, Hashable, Sendable {
    let at: String
    let actor: String
    /// Of an operator who has or had an account.
    let name: String?
    let role: String
    let state: String
    let noteBeneficiary: String
    let noteInternal: String

    /// Newest first, as the manual shows them; of lines of the same second the later one first.
    static func rows(_ dossier: PracticeDossier) -> [HistoryRow] {
        dossier.history.reversed().map { HistoryRow($0, dossier.operatorNames[$0.actor.identity]) }
    }

    private init(_ line: HistoryLine, _ name: String?) {
        self.name = name
        at = line.at.italian
        actor = line.actor.identity
        role = line.actor.role.rawValue
        state = line.state.label
        noteBeneficiary = line.noteBeneficiary
        noteInternal = line.noteInternal
    }
}

/// The page CRONOLOGIA, reached from the list.
struct HistoryModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.history

    let frame: PageFrame
    let back: String
    let number: String
    let address: String
    let history: [HistoryRow]
}
