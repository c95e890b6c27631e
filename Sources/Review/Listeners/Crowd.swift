// SPDX-License-Identifier: EUPL-1.2

internal import Synchronization

/// How many connections of a listener are open. As long as there is room each may take its time; once half of the places are
/// taken, one on which nothing comes has to make room soon, so that nobody keeps all others out by holding connections.
final class Crowd: Sendable {
    private let open = Atomic(0)
    private let many: Int

    /// - Parameter places: connections that the listener takes at most.
    init(places: Int) { many = places / 2 }

    var isLarge: Bool { open.load(ordering: .relaxed) > many }

    func enter() { open.add(1, ordering: .relaxed) }

    func leave() { open.subtract(1, ordering: .relaxed) }
}
