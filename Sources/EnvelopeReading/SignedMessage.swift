// SPDX-License-Identifier: EUPL-1.2

import COpenSSL
import Domain

/// A CMS signed message (RFC 5652), open.
final class SignedMessage {
    let handle: OpaquePointer
    /// Whether nothing but blanks and zeros follows the message: portals append such, and anything else is unsigned.
    let endsFile: Bool

    /// - Throws: `truncated` or `damaged`, where bytes that begin as a signed message are none.
    init(reading bytes: [UInt8]) throws(EnvelopeDamage) {
        var length = 0
        let handle = bytes.withUnsafeBufferPointer { buffer in
            var place = buffer.baseAddress
            let message = d2i_CMS_ContentInfo(nil, &place, buffer.count)
            length = place.flatMap { end in buffer.baseAddress.map { end - $0 } } ?? 0
            return message
        }
        ERR_clear_error()
        guard let handle else { throw Self.damage(of: bytes) }
        self.handle = handle
        endsFile = bytes[length...].allSatisfy { $0 == 0 || $0.isBlank }
    }

    deinit { CMS_ContentInfo_free(handle) }

    private static func damage(of bytes: [UInt8]) -> EnvelopeDamage {
        guard let head = DERHead(bytes, at: 0) else { return .damaged }
        if let end = head.contentEnd { return end > bytes.count ? .truncated : .damaged }
        // A message of indefinite length ends with two zeros for each of its open parts.
        let end = bytes.reversed().drop { $0.isBlank }
        return end.prefix(2).allSatisfy { $0 == 0 } ? .damaged : .truncated
    }

    /// The document inside.
    ///
    /// - Throws: `detached` where there is none.
    func content() throws(EnvelopeDamage) -> [UInt8] {
        guard let content = embedded else { throw .detached }
        return content
    }

    /// The content that the message carries; nothing where it signs bytes that stand elsewhere.
    var embedded: [UInt8]? { place?.bytes }

    private var place: UnsafeMutablePointer<ASN1_OCTET_STRING>? { CMS_get0_content(handle)?.pointee }

    /// One verdict a signer of a message around its document, in the message's order.
    func verdicts(trust: TrustStore) -> [SignatureVerdict] {
        guard place != nil else { return [] }
        return checks(over: nil, trust: trust).map { $0.verdict(kind: .envelope, coversWholeFile: endsFile) }
    }

    /// Signers that are checked; a hostile message may have thousands.
    private static let signerLimit = 16

    /// What each signer's check yielded; counter-signatures, which sign another signature, are not looked at.
    ///
    /// - Parameters:
    ///   - content: what is signed; nothing where it is inside the message.
    ///   - statedTime: a time that stands beside the signature, for signers that state none.
    func checks(over content: [UInt8]?, statedTime: Timestamp? = nil, trust: TrustStore) -> [SignerCheck] {
        defer { ERR_clear_error() }
        CMS_set1_signers_certs(handle, nil, 0)
        let digests = SignedDigests(of: self, over: content)
        let signers = CMS_get0_SignerInfos(handle)
        let count = Int(esenzioni_signer_count(signers))
        let certificates = CMS_get1_certs(handle)
        defer { esenzioni_certificates_free(certificates) }
        var checks: [SignerCheck] = (0..<max(0, min(count, Self.signerLimit))).compactMap { place in
            guard let signer = esenzioni_signer(signers, Int32(place)) else { return nil }
            let check = SignerReading(signer: signer, message: self, digests: digests, others: certificates)
            return check.outcome(statedTime: statedTime, trust: trust)
        }
        if count > Self.signerLimit {
            checks.append(SignerCheck(problem: .tooManySigners(count - Self.signerLimit)))
        }
        return checks.isEmpty ? [SignerCheck(problem: .noSigner)] : checks
    }
}

extension UnsafeMutablePointer<ASN1_STRING> {
    /// A copy of the octets.
    var bytes: [UInt8] {
        let length = Int(ASN1_STRING_length(self))
        guard length > 0, let start = ASN1_STRING_get0_data(self) else { return [] }
        return Array(UnsafeBufferPointer(start: start, count: length))
    }
}
