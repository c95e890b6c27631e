// SPDX-License-Identifier: EUPL-1.2

internal import Synchronization

/// Whether drops are being taken, as the last round over the inbox found; read by `/readyz`.
package final class InboxStatus: Sendable {
    private let state = Mutex<String?>("the inbox has not been read yet")

    package init() {}

    /// Nothing while drops are being taken; otherwise what prevents it.
    package var problem: String? { state.withLock { $0 } }

    func succeeded() { state.withLock { $0 = nil } }

    func failed(_ reason: String) { state.withLock { $0 = reason } }
}
