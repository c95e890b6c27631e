// SPDX-License-Identifier: EUPL-1.2

internal import CZlib

/// Packs bytes as every browser unpacks them (RFC 1952).
package enum Gzip {
    /// How hard to try: a page is packed once for one reader, an asset once for all of them.
    package enum Effort: Int32, Sendable {
        case page = 4
        case asset = 9
    }

    /// The packed bytes; nothing when there is no memory to work with, so that the caller sends them as they are.
    package static func packed(_ bytes: [UInt8], _ effort: Effort) -> [UInt8]? {
        var stream = z_stream()
        guard esenzioni_gzip_begin(&stream, effort.rawValue) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))))
        let outcome = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = uInt(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = uInt(output.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        guard outcome == Z_STREAM_END else { return nil }
        output.removeLast(output.count - Int(stream.total_out))
        return output
    }
}
