// SPDX-License-Identifier: EUPL-1.2

internal import CPlatform
package import Domain
internal import Foundation
internal import Glibc
internal import SystemPackage

/// The nursery's half: prepares itself, then forks children that confine themselves and answer one message after another.
///
/// A child is given what it needs before it is confined. Afterwards it has its channel, two descriptors that lead nowhere,
/// and of the kernel only what `Confinement` leaves.
package struct ReaderProcess: Sendable {
    private let limits: ReaderLimits
    private let readable: [String]
    private let required: Confinement
    private let readDocument: @Sendable ([UInt8]) -> DocumentReading
    private let readReply: @Sendable ([UInt8]) -> Reply?
    private let renderPage: @Sendable ([UInt8], PictureRequest) -> PagePicture?
    private let readWords: @Sendable ([UInt8]) -> DocumentWords
    private let openEnvelopes: @Sendable ([UInt8]) -> [UInt8]?

    /// - Parameters:
    ///   - readable: folders of fonts and tables that readers may have to open.
    ///   - required: without this much confinement nothing is read.
    package init(
        limits: ReaderLimits, readable: [String] = [], required: Confinement = [],
        readDocument: @escaping @Sendable ([UInt8]) -> DocumentReading,
        readReply: @escaping @Sendable ([UInt8]) -> Reply?,
        renderPage: @escaping @Sendable ([UInt8], PictureRequest) -> PagePicture?,
        readWords: @escaping @Sendable ([UInt8]) -> DocumentWords,
        openEnvelopes: @escaping @Sendable ([UInt8]) -> [UInt8]? = { _ in nil }
    ) {
        self.limits = limits
        self.readable = readable
        self.required = required
        self.readDocument = readDocument
        self.readReply = readReply
        self.renderPage = renderPage
        self.readWords = readWords
        self.openEnvelopes = openEnvelopes
    }

    /// Runs until the daemon hangs up. Returns in the nursery only; a child ends here.
    ///
    /// - Parameter rehearsal: documents of our own, read beforehand so that no child begins with empty tables.
    package func run(rehearsal: [[UInt8]] = []) throws {
        rehearsal.forEach(rehearse)
        let confinement = try Confinement.enclose(readable: readable)
        guard confinement.isSuperset(of: required) else { throw Errno.notPermitted }
        let part = platform_run_nursery()
        guard part != 0 else { return }
        guard part == PLATFORM_CHILD else { throw Errno(rawValue: -part) }
        do { try serveAsChild(confinement, rehearsal) } catch { _exit(1) }
        // Nothing is worth tidying up in a process that ends.
        _exit(0)
    }

    /// Reads and draws, so that whatever is prepared on first use is there in every child, files included.
    private func rehearse(_ bytes: [UInt8]) {
        _ = readDocument(bytes)
        guard let firstPage = PictureRequest(page: 1, dotsPerInch: PictureRequest.resolutions.lowerBound) else {
            return
        }
        _ = renderPage(bytes, firstPage)
    }

    /// Answers until the channel closes or the child has read its share.
    ///
    /// - Parameter rehearsal: read first, most often before anybody has a document: whatever memory a child shares with its
    ///   nursery until it writes to it becomes its own then, and not while somebody waits.
    private func serveAsChild(_ confinement: Confinement, _ rehearsal: [[UInt8]]) throws {
        let refusal = platform_confine(UInt64(limits.memory))
        guard refusal == 0 else { throw Errno(rawValue: refusal) }
        for document in rehearsal { _ = readDocument(document) }
        for _ in 0..<limits.documentsPerChild {
            guard let message = try nextMessage() else { return }
            let allowance = platform_allow_cpu(UInt32(limits.processorSeconds))
            guard allowance == 0 else { throw Errno(rawValue: allowance) }
            let answer = try answer(to: message, confinement)
            try send(answer.header + answer.payload)
        }
    }

    /// The one descriptor of a child that leads anywhere.
    private static let channel = FileDescriptor.standardInput

    private func answer(to message: ReaderMessage, _ confinement: Confinement) throws -> ReaderMessage {
        switch message.kind {
        case .document:
            return try ReaderMessage(readDocument(message.payload))
        case .reply:
            return ReaderMessage(
                kind: .reply, payload: [UInt8](try JSONEncoder().encode(readReply(message.payload))))
        case .picture:
            let (request, document) = try CompactReader.pictureRequest(message.payload)
            var writer = CompactWriter()
            writer.write(optional: renderPage(document, request)) { $0.write($1) }
            return ReaderMessage(kind: .picture, payload: writer.bytes)
        case .words:
            var writer = CompactWriter()
            writer.write(readWords(message.payload))
            return ReaderMessage(kind: .words, payload: writer.bytes)
        case .envelope:
            return ReaderMessage(kind: .envelope, payload: openEnvelopes(message.payload).map { [1] + $0 } ?? [])
        case .confinement:
            return ReaderMessage(kind: .confinement, payload: [UInt8(truncatingIfNeeded: confinement.rawValue)])
        case .needsRecognition:
            // The daemon never asks so.
            throw CompactReader.Malformed()
        }
    }

    /// Writes all of `bytes`, waiting while the channel is full.
    private func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            sent += try unsafe bytes.withUnsafeBytes {
                try unsafe Self.channel.write(UnsafeRawBufferPointer(rebasing: $0[sent...]))
            }
        }
    }

    private func nextMessage() throws -> ReaderMessage? {
        guard let bytes = try read(exactly: ReaderMessage.headerSize),
            let header = ReaderMessage.parse(header: bytes), let payload = try read(exactly: header.count)
        else { return nil }
        return ReaderMessage(kind: header.kind, payload: payload)
    }

    /// Exactly `count` bytes of the channel, or nothing when it ends before.
    private func read(exactly count: Int) throws -> [UInt8]? {
        let bytes = try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let rest = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let more = try unsafe Self.channel.read(into: rest)
                if more == 0 { return }
                filled += more
            }
        }
        return bytes.count == count ? bytes : nil
    }
}
