// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// One line of the *Cronologia* (manual §3.2).
struct HistoryRow: Encodable, Hashable, Sendable {
    let at: String
    let actor: String
    let role: String
    let state: String
    let noteBeneficiary: String
    let noteInternal: String

    /// Newest first, as the manual shows them; of lines of the same second the later one first.
    static func rows(_ history: [HistoryLine]) -> [HistoryRow] { history.reversed().map(HistoryRow.init) }

    private init(_ line: HistoryLine) {
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
