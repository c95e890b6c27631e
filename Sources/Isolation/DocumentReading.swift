// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// What came of reading a document.
package enum DocumentReading: Hashable, Sendable {
    case read(Extract)
    /// It must be recognised from its picture, by a reader whose children can.
    case needsRecognition

    /// A document that no child lived to tell of.
    static func unread(_ code: FindingCode) -> DocumentReading { .read(.unreadable(Finding(code))) }
}

extension ReaderMessage {
    init(_ reading: DocumentReading) throws {
        switch reading {
        case .read(let extract):
            var writer = CompactWriter()
            try writer.write(extract)
            self.init(kind: .document, payload: writer.bytes)
        case .needsRecognition:
            self.init(kind: .needsRecognition)
        }
    }

    /// What a child says of a document; nothing when it is not what a reader says.
    var reading: DocumentReading? {
        switch kind {
        case .document: do { return .read(try CompactReader.extract(payload)) } catch { return nil }
        case .needsRecognition: return payload.isEmpty ? .needsRecognition : nil
        case .reply, .picture, .confinement, .words, .envelope: return nil
        }
    }
}
