// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Synchronization

/// The text of `/metrics`, made at most once in some seconds however often it is asked for: the address is open to everybody.
final class MetricsShelf: Sendable {
    private struct Made {
        let text: String
        let at: Timestamp
    }

    private struct State {
        var last: Made?
        var isBeingMade = false
    }

    private let state = Mutex(State())

    /// Seconds; less than any machine that watches lets pass between two looks.
    private static let life: Int64 = 2

    /// - Parameter make: reads the counts.
    /// - Returns: the text as it is, or was some seconds ago; while one asks for a newer one, others get the one before.
    func text(at now: Timestamp, _ make: () async throws -> String) async throws -> String {
        let known: String? = state.withLock { state in
            if let last = state.last {
                let isFresh = last.at <= now && now.seconds - last.at.seconds < Self.life
                if isFresh || state.isBeingMade { return last.text }
            }
            state.isBeingMade = true
            return nil
        }
        if let known { return known }
        do {
            let text = try await make()
            state.withLock { $0 = State(last: Made(text: text, at: now)) }
            return text
        } catch {
            state.withLock { $0.isBeingMade = false }
            throw error
        }
    }
}
