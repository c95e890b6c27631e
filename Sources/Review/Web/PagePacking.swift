// SPDX-License-Identifier: EUPL-1.2

internal import Compressing
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore
internal import Synchronization

/// Packs pages for browsers that unpack them.
///
/// A page holds a secret, the token of its forms, beside words of its own address, and the size of what is packed together
/// tells something about both (BREACH, CVE-2013-3587). Measuring it takes pages that another site asks for in the name of a
/// doctor. Such a request carries no session, whose cookie is `SameSite=Strict`; and where the browser says that another
/// site asks, the answer is not packed.
struct PagePacking: RouterMiddleware {
    typealias Context = DeskContext

    /// Bytes below which packing is not worth its while.
    private static let least = 1000

    @concurrent
    func handle(
        _ request: Request, context: DeskContext, next: @concurrent (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard response.headers[.contentType]?.hasPrefix("text/html") == true else { return response }
        response.headers[.vary] = "Accept-Encoding"
        guard request.method != .head, request.acceptsGzip, !request.isFromElsewhere,
            response.body.contentLength ?? 0 >= Self.least
        else { return response }
        let page = CollectedBody()
        try await response.body.write(page.writer)
        guard let packed = Gzip.packed(page.bytes, .page) else {
            response.body = .init(byteBuffer: ByteBuffer(bytes: page.bytes))
            return response
        }
        response.body = .init(byteBuffer: ByteBuffer(bytes: packed))
        response.headers[.contentEncoding] = "gzip"
        response.headers[.contentLength] = "\(packed.count)"
        return response
    }
}

extension Request {
    /// Whether the browser says that another site makes the request.
    var isFromElsewhere: Bool {
        guard let name = HTTPField.Name("Sec-Fetch-Site"), let site = headers[name] else { return false }
        return site != "same-origin" && site != "none"
    }
}

/// The bytes of a page, taken up instead of sent.
private final class CollectedBody: Sendable {
    private let collected = Mutex<[UInt8]>([])

    var bytes: [UInt8] { collected.withLock { $0 } }
    var writer: any ResponseBodyWriter { Writer(body: self) }

    private struct Writer: ResponseBodyWriter {
        let body: CollectedBody

        func write(_ buffer: ByteBuffer) async throws {
            body.collected.withLock { $0.append(contentsOf: buffer.readableBytesView) }
        }

        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
