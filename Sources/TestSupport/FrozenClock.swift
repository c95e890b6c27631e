// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import Synchronization

/// A clock that stands still until it is told to move.
package final class FrozenClock: Sendable {
    private let moment: Mutex<Timestamp>

    /// Starts at 10:00 of a winter Monday in Italy.
    package init(_ start: Timestamp = Timestamp(seconds: 1_768_813_200)) { moment = Mutex(start) }

    /// The moment at which it stands.
    package var now: Timestamp { moment.withLock { $0 } }

    /// Moves it on.
    package func advance(seconds: Int64) {
        moment.withLock { $0 = Timestamp(seconds: $0.seconds + seconds) }
    }
}
