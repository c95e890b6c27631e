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

    /// The words of a document; nothing where no child lived to tell them.
    ///
    /// - Throws: `ReaderError`, `CancellationError`; never because of the document.
    package func words(of bytes: [UInt8]) async throws -> DocumentWords? {
        guard let answer = try await ask(ReaderMessage(kind: .words, payload: bytes)) else { return nil }
        do { return try CompactReader.words(answer.payload) } catch { return nil }
    }
}
