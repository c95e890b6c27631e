// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
internal import Synchronization
internal import SystemPackage

/// What a command yields. Unlike the library's own printing it knows whether it got where it was to go: a list that a full disk cut
/// off must not pass for a whole one.
enum StandardOutput {
    private struct State {
        var waiting: [UInt8] = []
        var fault: Errno?
    }

    private static let state = Mutex(State())
    /// Somebody who looks on sees each line at once.
    private static let isWatched = isatty(STDOUT_FILENO) == 1
    private static let pieceSize = 1 << 16

    static func write(_ text: String) {
        state.withLock { state in
            state.waiting += Array(text.utf8)
            if isWatched || state.waiting.count >= pieceSize { flush(&state) }
        }
    }

    /// Writes what waits.
    ///
    /// - Returns: the first fault there was, since the beginning.
    @discardableResult
    static func flush() -> Errno? {
        state.withLock { state in
            flush(&state)
            return state.fault
        }
    }

    private static func flush(_ state: inout State) {
        defer { state.waiting = [] }
        guard state.fault == nil, !state.waiting.isEmpty else { return }
        do { try FileDescriptor.standardOutput.writeAll(state.waiting) } catch {
            state.fault = error as? Errno ?? .ioError
        }
    }
}

/// Writes a line to standard output, in place of the library's function, which forgets its faults.
func print(_ item: some CustomStringConvertible) { StandardOutput.write("\(item)\n") }
