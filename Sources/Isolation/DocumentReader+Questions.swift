// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import Foundation

extension DocumentReader {
    /// Reads AURA's answer; nothing when the bytes are none.
    package func readReply(_ bytes: [UInt8]) async throws -> Reply? {
        guard let answer = try await ask(ReaderMessage(kind: .reply, payload: bytes)) else { return nil }
        return try JSONDecoder().decode(Reply?.self, from: Data(answer.payload))
    }

    /// How the children are confined, asked of one of them.
    ///
    /// - Throws: `ReaderError` where none can be had, or none that is confined as it must be.
    package func confinement() async throws -> Confinement {
        guard let answer = try await ask(ReaderMessage(kind: .confinement)), let level = answer.payload.first else {
            return []
        }
        return Confinement(rawValue: UInt32(level))
    }

    /// Draws a page of a document; nothing where there is no such page, or none that can be drawn in time.
    ///
    /// - Parameters:
    ///   - page: from 1.
    ///   - dotsPerInch: within `PictureRequest.resolutions`.
    /// - Throws: `ReaderError`, `CancellationError`; never because of the document.
    package func picture(of bytes: [UInt8], page: Int, dotsPerInch: Int) async throws -> PagePicture? {
        guard let request = PictureRequest(page: page, dotsPerInch: dotsPerInch) else { return nil }
        var writer = CompactWriter()
        writer.write(request)
        writer.write(bytes)
        guard let answer = try await ask(ReaderMessage(kind: .picture, payload: writer.bytes)) else { return nil }
        do { return try CompactReader.picture(answer.payload) } catch { return nil }
    }

    /// What lies in the signed envelopes of a document.
    package enum Unwrapped: Hashable, Sendable {
        /// Nothing, or nothing that could be opened and hence be read.
        case none
        case content([UInt8])
        /// No child lived to tell.
        case unknown
    }

    /// Takes the envelopes off a document. Of bytes whose beginning is that of none no child is asked.
    ///
    /// - Throws: `ReaderError`, `CancellationError`; never because of the document.
    package func unwrapped(_ bytes: [UInt8]) async throws -> Unwrapped {
        guard !Self.isBare(bytes) else { return .none }
        guard let answer = try await ask(ReaderMessage(kind: .envelope, payload: bytes)) else { return .unknown }
        return answer.payload.isEmpty ? .none : .content(Array(answer.payload.dropFirst()))
    }

    /// Markup and PDF, which are never taken for an envelope; text that only resembles them may hold one.
    private static func isBare(_ bytes: [UInt8]) -> Bool {
        if bytes.isEmpty || bytes.starts(with: "%PDF-".utf8) { return true }
        let blank: Set<UInt8> = [0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF]
        let head = bytes.prefix(64).drop { blank.contains($0) }.prefix(2)
        guard head.count == 2, head.first == UInt8(ascii: "<"), let next = head.last else { return false }
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        return letters.contains(next | 0x20) || next == UInt8(ascii: "?") || next == UInt8(ascii: "!")
    }

    /// The words of a document; nothing where no child lived to tell them.
    ///
    /// - Throws: `ReaderError`, `CancellationError`; never because of the document.
    package func words(of bytes: [UInt8]) async throws -> DocumentWords? {
        guard let answer = try await ask(ReaderMessage(kind: .words, payload: bytes)) else { return nil }
        do { return try CompactReader.words(answer.payload) } catch { return nil }
    }
}
