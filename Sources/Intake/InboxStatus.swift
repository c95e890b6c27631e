// SPDX-License-Identifier: EUPL-1.2

internal import Pacing
internal import Synchronization

/// Whether drops are being taken, as the last round over the inbox found, and how they are noticed; read by `/readyz`.
package final class InboxStatus: Sendable {
    private struct State {
        var problem: String? = "the inbox has not been read yet"
        var isFirstRound = true
        var scanningReason: String?
        var remarks = InboxRemarks()
    }

    private let state = Mutex(State())
    /// Of the rounds over the inbox.
    let progress = RoundWatch()

    package init() {}

    /// Nothing while drops are being taken; otherwise what prevents it. A share may hang so that no round ends that could say so.
    package var problem: String? { problem(at: .now) }

    func problem(at now: ContinuousClock.Instant) -> String? {
        progress.stall(at: now).map { "the inbox has not answered for \($0) s" } ?? state.withLock(\.problem)
    }

    /// Why files are noticed by scanning alone; nothing where events make it sooner.
    package var scanningReason: String? { state.withLock(\.scanningReason) }

    /// What needs somebody's hand though drops are being taken, as the last round found.
    package var remarks: InboxRemarks { state.withLock(\.remarks) }

    func noticed(_ remarks: InboxRemarks) { state.withLock { $0.remarks = remarks } }

    func succeeded() { finish(nil) }

    func failed(_ reason: String) { finish(reason) }

    /// Files have been taken in by a round that is not over. The first may last for minutes where many wait at the start, and
    /// it need not end to show that drops are being taken.
    func tookFiles() {
        state.withLock { if $0.isFirstRound { $0.problem = nil } }
    }

    private func finish(_ problem: String?) {
        progress.end()
        state.withLock { state in
            state.problem = problem
            state.isFirstRound = false
        }
    }

    func scansOnly(because reason: String) { state.withLock { $0.scanningReason = reason } }
}
