// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import Synchronization

/// One act of somebody while it happens: reads note here whom they disclose, verbs write it with what they change, and the
/// one who shows the result writes the rest before anything is shown.
///
/// Until it is said what the act is, nothing can be noted: a page that forgets to declare itself shows nothing.
package final class Access: Sendable {
    /// A fiscal code, an account of the system, or `servizio`.
    package let actor: String
    /// A role of the table of roles, or what the actor is instead.
    package let role: String
    package let origin: AccessOrigin
    private let state: Mutex<State>

    private struct State {
        var act: AccessAct?
        var detail: String
        var outcome = AccessOutcome.done
        var subjects: [AccessSubject] = []
        /// Grows with everything that an entry would say otherwise.
        var revision = 1
        var writtenRevision = 0
        var underway: CommitUnderway<Int>?
    }

    /// - Parameters:
    ///   - act: nothing where the route says it later.
    ///   - detail: what exactly, such as the address of the page; no secrets.
    package init(
        actor: String, role: String, origin: AccessOrigin, act: AccessAct? = nil, detail: String = ""
    ) {
        self.actor = actor
        self.role = role
        self.origin = origin
        state = Mutex(State(act: act, detail: detail))
    }

    package convenience init(
        of person: Operator, origin: AccessOrigin, act: AccessAct? = nil, detail: String = ""
    ) {
        self.init(
            actor: person.fiscalCode.value, role: person.role.rawValue, origin: origin, act: act, detail: detail)
    }

    /// Says what the act is.
    ///
    /// - Parameter detail: nothing where what was said of it before still holds.
    package func declare(_ act: AccessAct, detail: String? = nil) {
        state.withLock { state in
            state.act = act
            state.detail = detail ?? state.detail
            state.revision += 1
        }
    }

    /// Notes whom a read disclosed.
    ///
    /// - Throws: `StoreError.unrecorded` where nobody said what the act is.
    package func note(_ subjects: some Sequence<AccessSubject>) throws(StoreError) {
        let isDeclared = state.withLock { state in
            guard state.act != nil else { return false }
            for subject in subjects where !state.subjects.contains(subject) {
                state.subjects.append(subject)
                state.revision += 1
            }
            return true
        }
        guard isDeclared else { throw .unrecorded }
    }

    /// Says how it ended, where it did not simply succeed.
    package func conclude(_ outcome: AccessOutcome) {
        state.withLock { state in
            guard state.outcome != outcome else { return }
            state.outcome = outcome
            state.revision += 1
        }
    }

    /// Whether the log holds all that this act has become so far.
    package var isWritten: Bool { state.withLock { $0.revision == $0.writtenRevision } }

    /// What the log is to hold, as of one moment.
    struct Draft {
        let act: AccessAct
        let detail: String
        let outcome: AccessOutcome
        let subjects: [AccessSubject]
        let revision: Int
    }

    /// - Throws: `StoreError.unrecorded` where nobody said what the act is.
    func draft() throws(StoreError) -> Draft {
        let draft = state.withLock { state in
            state.act.map {
                Draft(
                    act: $0, detail: state.detail, outcome: state.outcome, subjects: state.subjects,
                    revision: state.revision)
            }
        }
        guard let draft else { throw .unrecorded }
        return draft
    }

    /// The entry that was begun ahead and that nobody asked for yet.
    func takeEntryUnderway() -> CommitUnderway<Int>? {
        state.withLock { state in
            defer { state.underway = nil }
            return state.underway
        }
    }

    func keepEntryUnderway(_ entry: CommitUnderway<Int>) { state.withLock { $0.underway = entry } }

    /// Remembers that the entry is on the disk.
    func confirm(_ revision: Int) { state.withLock { $0.writtenRevision = max($0.writtenRevision, revision) } }
}
