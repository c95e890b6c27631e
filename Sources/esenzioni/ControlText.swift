// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import NIOCore

/// What goes over the control socket: JSON values, each with a line end, taken from the pieces of a stream.
struct ControlText {
    private var collected = ByteBuffer()
    /// How many of the collected bytes hold no line end.
    private var searched = 0

    /// The longest line, in bytes: a request, or a piece of an answer. An answer may have any number of pieces.
    private static let lineLimit = 64 << 20

    static func encode(_ value: some Encodable) throws -> ByteBuffer {
        ByteBuffer(bytes: try JSONEncoder().encode(value) + [UInt8(ascii: "\n")])
    }

    mutating func append(_ piece: ByteBuffer) { collected.writeImmutableBuffer(piece) }

    /// The next value, once its line is whole.
    ///
    /// - Throws: `POSIXError` where the line is too long, `DecodingError`.
    mutating func next<Value: Decodable>(_ type: Value.Type) throws -> Value? {
        let bytes = collected.readableBytesView
        guard let end = bytes.dropFirst(searched).firstIndex(of: UInt8(ascii: "\n")) else {
            guard bytes.count <= Self.lineLimit else { throw POSIXError(.EMSGSIZE) }
            searched = bytes.count
            return nil
        }
        let line = Data(bytes[..<end])
        collected.moveReaderIndex(forwardBy: line.count + 1)
        collected.discardReadBytes()
        searched = 0
        return try JSONDecoder().decode(type, from: line)
    }
}
