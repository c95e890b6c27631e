// SPDX-License-Identifier: EUPL-1.2

internal import Synchronization

/// Remembers the fault after which nothing more may be written, and tells the one who ends the daemon.
///
/// After a failed sync the kernel may have dropped what was to be written, and a later sync that succeeds proves nothing
/// about it. So the store writes no more, whoever asks, and the process ends; at the next start what the disk really holds
/// is read anew.
package final class StoreFaults: Sendable {
    private let first = Mutex<StoreError?>(nil)
    private let stream: AsyncStream<StoreError>
    private let continuation: AsyncStream<StoreError>.Continuation

    package init() {
        (stream, continuation) = AsyncStream.makeStream(of: StoreError.self, bufferingPolicy: .bufferingOldest(1))
    }

    /// Fatal faults, for the one who ends the daemon; one is enough.
    package var fatal: AsyncStream<StoreError> { stream }

    /// Notes a fault that may be fatal.
    package func note(_ error: StoreError) {
        guard error.isFatal else { return }
        first.withLock { $0 = $0 ?? error }
        continuation.yield(error)
    }

    /// - Throws: the fatal fault, if there was one.
    func refuseAfterFault() throws(StoreError) {
        if let fault = first.withLock(\.self) { throw fault }
    }
}
