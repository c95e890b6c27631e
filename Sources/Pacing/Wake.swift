// SPDX-License-Identifier: EUPL-1.2

/// A bell between two rooms: however often it is rung while nobody listens, the listener wakes once.
package struct Wake: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    /// A bell that nobody has rung.
    package init() {
        (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Wakes the listener, now or when it listens next.
    package func ring() { continuation.yield() }

    /// Ends the rings: the listener's loop is over.
    package func silence() { continuation.finish() }

    /// The rings, for the one listener.
    package var rings: AsyncStream<Void> { stream }
}
