// SPDX-License-Identifier: EUPL-1.2

import COpenSSL
import Domain

/// What a signer signed beside the digest of the content (CAdES, ETSI EN 319 122).
struct SignedAttributes {
    let signer: OpaquePointer

    /// Whether the signature is over the content alone.
    var isEmpty: Bool { CMS_signed_get_attr_count(signer) < 0 }

    /// When the signer says that it was done.
    var signingTime: Timestamp? {
        guard let value = value(of: NID_pkcs9_signingTime),
            value.pointee.type == V_ASN1_UTCTIME || value.pointee.type == V_ASN1_GENERALIZEDTIME
        else { return nil }
        return Timestamp(value.pointee.value.asn1_string)
    }

    /// Whether the attribute for it names the kind of content that the message has: a signature over other bytes could else
    /// be passed off as one over a document.
    func nameContentType(of message: SignedMessage) -> Bool {
        guard let value = value(of: NID_pkcs9_contentType), value.pointee.type == V_ASN1_OBJECT else { return false }
        return OBJ_cmp(value.pointee.value.object, CMS_get0_eContentType(message.handle)) == 0
    }

    /// Whether the certificate is the one that the signer meant, where the attributes say it.
    func certificateProblem(with owner: SignerCertificate) -> SignatureProblem? {
        let reference: SigningCertificateReference?
        if let bytes = sequence(of: NID_id_smime_aa_signingCertificateV2) {
            reference = SigningCertificateReference(version2: bytes)
        } else if let bytes = sequence(of: NID_id_smime_aa_signingCertificate) {
            reference = SigningCertificateReference(version1: bytes)
        } else {
            return nil
        }
        guard let reference else { return .algorithmUnknown }
        return owner.digest(reference.algorithm) == reference.hash ? nil : .certificateExchanged
    }

    private func sequence(of attribute: Int32) -> [UInt8]? {
        guard let value = value(of: attribute), value.pointee.type == V_ASN1_SEQUENCE else { return nil }
        return value.pointee.value.sequence.bytes
    }

    /// The single value of an attribute.
    private func value(of attribute: Int32) -> UnsafeMutablePointer<ASN1_TYPE>? {
        let place = CMS_signed_get_attr_by_NID(signer, attribute, -1)
        guard place >= 0, let attribute = CMS_signed_get_attr(signer, place), X509_ATTRIBUTE_count(attribute) == 1
        else { return nil }
        return X509_ATTRIBUTE_get0_type(attribute, 0)
    }
}

extension Timestamp {
    /// A time of a certificate or signature; nothing where it is malformed.
    init?(_ time: UnsafePointer<ASN1_TIME>?) {
        var parts = tm()
        guard let time, ASN1_TIME_to_tm(time, &parts) == 1,
            let day = CalendarDay(
                year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
        else { return nil }
        let clock = Int(parts.tm_hour) * 3600 + Int(parts.tm_min) * 60 + Int(parts.tm_sec)
        self.init(seconds: Int64(day.daysSinceEpoch * 86_400 + clock))
    }
}
