// SPDX-License-Identifier: EUPL-1.2

internal import CPlatform
package import Domain
internal import Foundation
internal import SystemPackage

/// The child's half: confines itself, then answers one message after another until its input ends.
///
/// It is given what it needs before it is confined, and afterwards has only the three standard descriptors.
package struct ReaderProcess: Sendable {
    private let limits: ReaderLimits
    private let readDocument: @Sendable ([UInt8]) -> Extract
    private let readReply: @Sendable ([UInt8]) -> Reply?

    package init(
        limits: ReaderLimits,
        readDocument: @escaping @Sendable ([UInt8]) -> Extract,
        readReply: @escaping @Sendable ([UInt8]) -> Reply?
    ) {
        self.limits = limits
        self.readDocument = readDocument
        self.readReply = readReply
    }

    /// Runs until the input ends or the child has read its share.
    package func run() throws {
        let refusal = platform_confine(UInt64(limits.memory))
        guard refusal == 0 else { throw Errno(rawValue: refusal) }
        for _ in 0..<limits.documentsPerChild {
            guard let message = try nextMessage() else { return }
            let allowance = platform_allow_cpu(UInt32(limits.processorSeconds))
            guard allowance == 0 else { throw Errno(rawValue: allowance) }
            try send(answer(to: message))
        }
    }

    private func answer(to message: ReaderMessage) throws -> ReaderMessage {
        let encoder = JSONEncoder()
        switch message.kind {
        case .document:
            return ReaderMessage(kind: .document, payload: [UInt8](try encoder.encode(readDocument(message.payload))))
        case .reply:
            return ReaderMessage(kind: .reply, payload: [UInt8](try encoder.encode(readReply(message.payload))))
        }
    }

    private func send(_ message: ReaderMessage) throws {
        try FileDescriptor.standardOutput.writeAll(message.header + message.payload)
    }

    private func nextMessage() throws -> ReaderMessage? {
        guard let bytes = try read(exactly: ReaderMessage.headerSize),
            let header = ReaderMessage.parse(header: bytes), let payload = try read(exactly: header.count)
        else { return nil }
        return ReaderMessage(kind: header.kind, payload: payload)
    }

    /// Exactly `count` bytes of the input, or nothing when it ends before.
    private func read(exactly count: Int) throws -> [UInt8]? {
        let bytes = try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let rest = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let more = try unsafe FileDescriptor.standardInput.read(into: rest)
                if more == 0 { return }
                filled += more
            }
        }
        return bytes.count == count ? bytes : nil
    }
}
