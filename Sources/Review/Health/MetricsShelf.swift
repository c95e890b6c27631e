// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Synchronization

/// The text of `/metrics`, made at most once in some seconds however often it is asked for: the address is open to everybody.
final class MetricsShelf: Sendable {
    private struct State {
        var text: String?
        var madeAt = Timestamp(seconds: .min)
        var isBeingMade = false
    }

    private let state = Mutex(State())

    /// Seconds; less than any machine that watches lets pass between two looks.
    private static let life: Int64 = 2

    /// - Parameter make: reads the counts.
    /// - Returns: the text as it is, or was some seconds ago; while one asks for a newer one, others get the one before.
    func text(at now: Timestamp, _ make: () async throws -> String) async throws -> String {
        let known: String? = state.withLock { state in
            let isFresh = now >= state.madeAt && now.seconds - state.madeAt.seconds < Self.life
            if let text = state.text, isFresh || state.isBeingMade { return text }
            state.isBeingMade = true
            return nil
        }
        if let known { return known }
        do {
            let text = try await make()
            state.withLock { $0 = State(text: text, madeAt: now) }
            return text
        } catch {
            state.withLock { $0.isBeingMade = false }
            throw error
        }
    }
}
