// SPDX-License-Identifier: EUPL-1.2

internal import Dispatch
internal import SystemPackage

/// Has files scanned by the clamd that listens on a socket of this machine. Bytes are sent to it, so that it needs no right
/// to the archive.
package struct VirusScanner: Sendable {
    private let socket: String
    private let timeout: Duration
    /// Asking blocks: not on the threads that all tasks share.
    private let queue = DispatchQueue(label: "esenzioni.scanner", attributes: .concurrent)

    /// - Parameters:
    ///   - socket: the path of clamd's `LocalSocket`.
    ///   - timeout: for each step of the exchange.
    package init(socket: String, timeout: Duration) {
        self.socket = socket
        self.timeout = timeout
    }

    /// What clamd says of `bytes`; never an error, since what could not be scanned is a verdict too.
    package func verdict(of bytes: [UInt8]) async -> VirusVerdict {
        await onQueue {
            do {
                return VirusVerdict(reply: try ask("zINSTREAM", sending: bytes))
            } catch {
                return .unavailable(reason: "\(error)")
            }
        }
    }

    /// The version of clamd and of its signatures.
    ///
    /// - Throws: `Errno` where it cannot be asked.
    package func version() async throws -> String {
        try await onQueue { Result { try ask("zVERSION", sending: nil) } }.get()
    }

    private func onQueue<Answer: Sendable>(_ work: @escaping @Sendable () -> Answer) async -> Answer {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
    }

    private func ask(_ command: String, sending bytes: [UInt8]?) throws -> String {
        let connection = try LocalConnection(path: socket, timeout: timeout)
        try connection.send(Array(command.utf8) + [0])
        if let bytes {
            // clamd hangs up over a file that is too large for it: its answer says so, and is there to be read.
            do { try connection.send(pieces: bytes) } catch Errno.brokenPipe {} catch Errno.connectionReset {}
        }
        let answer = try connection.receive(upTo: 4096)
        // clamd ends what it says with a zero. Without one something is missing; with more behind it, it is not clamd's.
        guard answer.firstIndex(of: 0) == answer.indices.last || answer.isEmpty else { throw Errno.badMessage }
        return String(decoding: answer.dropLast(), as: UTF8.self)
    }
}

extension LocalConnection {
    private static let pieceSize = 1 << 16

    /// Pieces with their lengths before them in four bytes, the highest first, and a piece of no length at the end.
    fileprivate func send(pieces bytes: [UInt8]) throws {
        for start in stride(from: 0, to: bytes.count, by: Self.pieceSize) {
            let piece = bytes[start..<min(start + Self.pieceSize, bytes.count)]
            try send(UInt32(piece.count).bigEndianBytes + piece)
        }
        try send(UInt32(0).bigEndianBytes)
    }
}

extension UInt32 {
    fileprivate var bigEndianBytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: self >> (24 - 8 * $0)) } }
}
