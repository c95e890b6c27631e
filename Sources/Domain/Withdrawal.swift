// SPDX-License-Identifier: EUPL-1.2

/// The rule by which the sender of a practice may withdraw it (contract §4.3): the transition table's `cancel`, but only
/// while nobody has decided. What was validated is cancelled by an operator alone.
package struct Withdrawal: Hashable, Sendable {
    package let cancellation: StatedCancellation
    /// The declared name of the sender that delivered it.
    package let sender: String
    /// Whether the practice is that sender's: it delivered the request that opened it, or all of its documents.
    package let isOfSender: Bool

    package init(cancellation: StatedCancellation, sender: String, isOfSender: Bool) {
        self.cancellation = cancellation
        self.sender = sender
        self.isOfSender = isOfSender
    }

    /// The practice as it will stand and its new line; nothing when the withdrawal is refused. AURA is told nothing, since
    /// it knows nothing of a practice that was never validated.
    package func decision(on practice: Practice, at now: Timestamp) -> Decision? {
        guard isOfSender, practice.state.isOpen, let state = practice.state.states(after: .cancel)?.last,
            let actor = actor(for: practice)
        else { return nil }
        var changed = practice
        changed.version += 1
        changed.updatedAt = now
        changed.state = state
        return Decision(practice: changed, history: [HistoryLine(at: now, actor: actor, state: state)], notice: nil)
    }

    /// Who withdraws: the person named, who must be the compiler or the beneficiary, else the sender itself.
    private func actor(for practice: Practice) -> Actor? {
        guard let requester = cancellation.requester else { return Actor(identity: sender, role: .sender) }
        if requester == practice.submitter.fiscalCode {
            return Actor(identity: requester.value, role: practice.submitter.kind.actorRole)
        }
        guard requester == practice.beneficiary.fiscalCode else { return nil }
        return Actor(identity: requester.value, role: .citizen)
    }
}

extension Submitter.Kind {
    /// The role under which such a person stands in the history.
    package var actorRole: Actor.Role {
        switch self {
        case .physician: .hospitalSpecialist
        case .citizen: .citizen
        case .delegate: .delegate
        }
    }
}
