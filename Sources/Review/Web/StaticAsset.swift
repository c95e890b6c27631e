// SPDX-License-Identifier: EUPL-1.2

internal import Compressing
internal import Domain
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Storage

/// A file that pages link, under an address that changes with its bytes.
struct StaticAsset: Sendable {
    let address: String
    let bytes: [UInt8]
    /// Nothing where packing gains nothing, as with fonts and pictures.
    let packed: [UInt8]?
    let type: String
    private let tag: String

    /// What the desk serves, by suffix; any other file beside them, such as a licence, is left alone.
    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "json": "application/json",
        "svg": "image/svg+xml", "woff2": "font/woff2",
    ]

    /// Nothing for a kind of file that the desk does not serve.
    init?(name: String, bytes: [UInt8]) throws {
        guard let dot = name.lastIndex(of: "."), let type = Self.types[String(name[dot...].dropFirst())] else {
            return nil
        }
        self.bytes = bytes
        self.type = type
        tag = String(try ContentHash.of(bytes).value.prefix(16))
        address = "\(StaticAssets.root)/\(name[..<dot])-\(tag)\(name[dot...])"
        let packed = Gzip.packed(bytes, .asset)
        self.packed = packed.flatMap { $0.count < bytes.count * 9 / 10 ? $0 : nil }
    }

    /// The answer to a request for this very address: it never changes, so that a browser asks once.
    func response(to request: Request) -> Response {
        let isPacked = packed != nil && request.acceptsGzip
        var headers: HTTPFields = [
            .eTag: isPacked ? "\"\(tag)-gzip\"" : "\"\(tag)\"", .contentType: type,
            .cacheControl: "public, max-age=31536000, immutable",
        ]
        if packed != nil { headers[.vary] = "Accept-Encoding" }
        if request.headers[.ifNoneMatch] == headers[.eTag] { return Response(status: .notModified, headers: headers) }
        if isPacked { headers[.contentEncoding] = "gzip" }
        let body = ByteBuffer(bytes: isPacked ? packed ?? bytes : bytes)
        headers[.contentLength] = "\(body.readableBytes)"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: body))
    }
}

extension Request {
    /// Whether the client unpacks gzip: named, and not with a weight of nought (RFC 9110 §12.5.3).
    var acceptsGzip: Bool {
        (headers[.acceptEncoding] ?? "").split(separator: ",").contains { coding in
            let parts = coding.split(separator: ";").map { $0.trimmed.lowercased() }
            guard parts.first == "gzip" else { return false }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
            return weight ?? 1 > 0
        }
    }
}
