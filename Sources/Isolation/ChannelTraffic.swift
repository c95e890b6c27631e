// SPDX-License-Identifier: EUPL-1.2

internal import SystemPackage

/// What is under way on the channel to a child, in both directions at once: a child that is still writing a long answer
/// reads nothing, and must not be waited for with a long document in hand.
struct ChannelTraffic {
    private let channel: FileDescriptor
    /// Bytes that the channel has not taken yet.
    private var outgoing: ArraySlice<UInt8> = []
    private var assembly = MessageAssembly(limit: Self.answerLimit)

    /// The longest answer that is believed, in bytes.
    private static let answerLimit = 32 << 20
    private static let pieceSize = 1 << 16

    /// - Parameter channel: a non-blocking socket.
    init(_ channel: FileDescriptor) { self.channel = channel }

    mutating func post(_ message: ReaderMessage) {
        outgoing += message.header + message.payload
        send()
    }

    /// Waits for the next message of the child.
    mutating func answer(until deadline: ContinuousClock.Instant) -> ReaderChild.Outcome {
        while true {
            switch assembly.next() {
            case .message(let message): return .answer(message)
            case .broken: return .died
            case .needsMore: break
            }
            let patience = (deadline - ContinuousClock.now) / .milliseconds(1)
            guard patience > 0 else { return .timedOut }
            let ready = Readiness.of(
                channel.rawValue, for: outgoing.isEmpty ? .reading : [.reading, .writing],
                within: Int32(clamping: Int(patience.rounded(.up))))
            if ready.contains(.writing) { send() }
            if !ready.isDisjoint(with: [.reading, .hangup]), !receive() { return .died }
        }
    }

    /// The next message of the child, if it has come already.
    mutating func earlyAnswer() -> ReaderChild.Outcome? {
        _ = receive()
        guard case .message(let message) = assembly.next() else { return nil }
        return .answer(message)
    }

    /// Writes as much as the channel takes. To a child that is gone nothing can be sent, but its last answer may still be
    /// there to be read.
    private mutating func send() {
        do {
            while !outgoing.isEmpty {
                let sent = try unsafe outgoing.withUnsafeBytes { try unsafe channel.write($0) }
                outgoing = outgoing.dropFirst(sent)
            }
        } catch Errno.wouldBlock {
            return
        } catch {
            outgoing = []
        }
    }

    /// Takes in what has come.
    ///
    /// - Returns: false when nothing more will come.
    private mutating func receive() -> Bool {
        do {
            let piece = try unsafe [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
                count = try unsafe channel.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            assembly.append(piece)
            return !piece.isEmpty
        } catch Errno.wouldBlock {
            return true
        } catch {
            return false
        }
    }
}
