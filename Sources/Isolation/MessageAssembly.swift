// SPDX-License-Identifier: EUPL-1.2

/// Puts messages together from the pieces in which a channel delivers them.
struct MessageAssembly {
    /// An answer longer than this is taken for a child gone wild.
    private let limit: Int
    private var pieces: [UInt8] = []

    init(limit: Int) { self.limit = limit }

    enum Step: Hashable {
        case message(ReaderMessage)
        case needsMore
        case broken
    }

    mutating func append(_ piece: some Sequence<UInt8>) { pieces += piece }

    /// The next whole message, taken out.
    mutating func next() -> Step {
        guard pieces.count >= ReaderMessage.headerSize else { return .needsMore }
        guard let header = ReaderMessage.parse(header: pieces.prefix(ReaderMessage.headerSize)), header.count <= limit
        else { return .broken }
        let end = ReaderMessage.headerSize + header.count
        guard pieces.count >= end else { return .needsMore }
        let message = ReaderMessage(kind: header.kind, payload: Array(pieces[ReaderMessage.headerSize..<end]))
        pieces.removeFirst(end)
        return .message(message)
    }
}
