// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging

/// A page of a document as the browser shows it.
struct PictureDelivery: Sendable {
    let gallery: PageGallery

    /// The rest of a path behind a document's address, with its parameter.
    static let path = "pagine/{page}.png"

    /// Seconds for which a browser need not ask again: a practice's time at the desk, and no more, since the next person at
    /// the machine may be another.
    private static let lifetime = 3600

    /// The page that the address names, of a document that the caller has found within the operator's reach.
    ///
    /// - Throws: `PageRefusal.notFound` where there is no such page, or none that can be drawn; `.notNow` where nothing can.
    func response(_ sha256: ContentHash, _ extract: Extract, _ request: Request, _ context: SignedInContext)
        async throws
        -> Response
    {
        guard extract.form.hasPages, let text = context.parameters.get("page"), let number = Int(text), number > 0,
            "\(number)" == text
        else { throw PageRefusal.notFound }
        let key = PageKey(sha256: sha256, number: number)
        var headers: HTTPFields = [
            .eTag: key.tag, .cacheControl: "private, max-age=\(Self.lifetime), immutable", .contentType: "image/png",
            // What one session has seen is not shown from the browser's memory in the next, which may be another person's.
            .vary: "Cookie",
        ]
        if request.headers[.ifNoneMatch] == key.tag { return Response(status: .notModified, headers: headers) }
        guard let image = try await draw(key, context) else { throw PageRefusal.notFound }
        headers[.contentLength] = "\(image.png.count)"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: image.png)))
    }

    /// The values of a document and the places where they stand.
    ///
    /// - Throws: `PageRefusal.notNow` as for `response`.
    func values(_ sha256: ContentHash, _ extract: Extract, address: String, _ context: SignedInContext) async throws
        -> Response
    {
        var sizes: [PageKey: PageSize] = [:]
        for key in PageSheet.keys(sha256, extract) { sizes[key] = try await draw(key, context)?.size }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = try encoder.encode(DocumentValues(extract, sha256, address: address, sizes: sizes))
        return Response(
            status: .ok, headers: [.contentType: "application/json", .contentLength: "\(json.count)"],
            body: .init(byteBuffer: ByteBuffer(bytes: json)))
    }

    private func draw(_ key: PageKey, _ context: SignedInContext) async throws -> PageImage? {
        do { return try await gallery.image(key) } catch is CancellationError { throw CancellationError() } catch {
            context.logger.error("a page cannot be drawn", metadata: ["error": "\(type(of: error))"])
            throw PageRefusal.notNow
        }
    }
}

extension DocumentForm {
    /// Whether the document has pages to look at; XML has none.
    var hasPages: Bool {
        switch self {
        case .pdfCDA, .pdfText, .pdfForm, .pdfScan: true
        case .cdaXML, .requestXML, .cancellationXML, .other: false
        }
    }
}
