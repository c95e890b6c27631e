// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import NIOPosix

/// A document as it was received: to be saved, never to be shown by the browser as a page of this site.
struct DocumentDownload: Sendable {
    let document: @Sendable (ContentHash) throws -> [UInt8]

    func response(_ hash: ContentHash, name: String, extract: Extract) async throws -> Response {
        let bytes = try await NIOThreadPool.singleton.runIfActive { [document] in try document(hash) }
        return Response(
            status: .ok,
            headers: [
                .contentType: extract.mediaType,
                .contentLength: "\(bytes.count)",
                .contentDisposition: Self.disposition(name.lastComponent),
                .contentSecurityPolicy: "sandbox; default-src 'none'; frame-ancestors 'none'",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// RFC 6266: the name twice, once in plain ASCII for what does not know better.
    static func disposition(_ name: String) -> String {
        let plain = name.unicodeScalars.map { scalar in
            scalar.isASCII && scalar.value >= 0x20 && scalar.value != 0x7F && !"\"\\%".unicodeScalars.contains(scalar)
                ? Character(scalar) : "_"
        }
        return "attachment; filename=\"\(String(plain))\"; filename*=UTF-8''\(name.queryEncoded)"
    }
}

extension Extract {
    /// By what the reader found, not by the file's name.
    fileprivate var mediaType: String {
        guard envelopes.isEmpty else { return "application/pkcs7-mime" }
        return switch form {
        case .cdaXML, .requestXML, .cancellationXML: "application/xml"
        case .pdfCDA, .pdfText, .pdfForm, .pdfScan: "application/pdf"
        case .other: "application/octet-stream"
        }
    }
}
