// SPDX-License-Identifier: EUPL-1.2

/// What goes over the channel between the daemon and a reader: one kind byte, four bytes of length, the payload.
struct ReaderMessage: Hashable {
    enum Kind: UInt8 {
        /// To the child: the bytes of a document. Back: its extract.
        case document = 1
        /// To the child: the bytes of a reply from AURA. Back: the reply as JSON, or `null` when it is none.
        case reply = 2
        /// To the child: a request for a picture, then the bytes of the document. Back: the picture, or that there is none.
        case picture = 3
        /// Back only, for a document: it takes a child that recognises pictures.
        case needsRecognition = 4
        /// To the child: nothing. Back: how it is confined.
        case confinement = 5
        /// To the child: the bytes of a document. Back: its words.
        case words = 6
        /// To the child: the bytes of a document. Back: nothing where it lies in no envelope, else a byte and what lies inside.
        case envelope = 7
    }

    let kind: Kind
    var payload: [UInt8] = []

    static let headerSize = 5

    var header: [UInt8] {
        let count = UInt32(clamping: payload.count)
        return [
            kind.rawValue, UInt8(truncatingIfNeeded: count >> 24), UInt8(truncatingIfNeeded: count >> 16),
            UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count),
        ]
    }

    /// Kind and length of the payload that follows; nothing when the five bytes are no header.
    static func parse(header: some Collection<UInt8>) -> (kind: Kind, count: Int)? {
        guard header.count == headerSize, let first = header.first, let kind = Kind(rawValue: first) else { return nil }
        return (kind, header.dropFirst().reduce(0) { $0 << 8 | Int($1) })
    }
}
