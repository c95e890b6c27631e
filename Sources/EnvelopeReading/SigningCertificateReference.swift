// SPDX-License-Identifier: EUPL-1.2

import COpenSSL

/// The first entry of the attribute by which a signer names the certificate meant (ESS, RFC 2634 and RFC 5035).
struct SigningCertificateReference {
    /// A digest's number in OpenSSL.
    let algorithm: Int32
    /// The digest of the whole certificate.
    let hash: [UInt8]

    /// The first version knows SHA-1 only. Nothing where the attribute is malformed.
    init?(version1 bytes: [UInt8]) {
        guard let entry = Self.firstEntry(bytes), let hash = DERElement(bytes, in: entry), hash.tag == 0x04
        else { return nil }
        algorithm = NID_sha1
        self.hash = Array(bytes[hash.content])
    }

    /// The second version names the digest, SHA-256 where it does not. Nothing where the attribute is malformed.
    init?(version2 bytes: [UInt8]) {
        guard let entry = Self.firstEntry(bytes), let first = DERElement(bytes, in: entry) else { return nil }
        if first.tag == 0x04 {
            algorithm = NID_sha256
            hash = Array(bytes[first.content])
            return
        }
        guard first.tag == 0x30, let type = DERElement(bytes, in: first.content), type.tag == 0x06,
            let hash = DERElement(bytes, in: first.content.upperBound..<entry.upperBound), hash.tag == 0x04
        else { return nil }
        algorithm = Self.number(of: Array(bytes[type.whole]))
        self.hash = Array(bytes[hash.content])
    }

    /// `SEQUENCE { SEQUENCE OF entry, … }`, entry being a sequence itself.
    private static func firstEntry(_ bytes: [UInt8]) -> Range<Int>? {
        guard let attribute = DERElement(bytes, in: 0..<bytes.count), attribute.tag == 0x30,
            let list = DERElement(bytes, in: attribute.content), list.tag == 0x30,
            let entry = DERElement(bytes, in: list.content), entry.tag == 0x30
        else { return nil }
        return entry.content
    }

    private static func number(of identifier: [UInt8]) -> Int32 {
        identifier.withUnsafeBufferPointer { buffer in
            var place = buffer.baseAddress
            guard let object = d2i_ASN1_OBJECT(nil, &place, buffer.count) else { return NID_undef }
            defer { ASN1_OBJECT_free(object) }
            return OBJ_obj2nid(object)
        }
    }
}

/// One element of DER that lies wholly within a range.
private struct DERElement {
    let tag: UInt8
    let whole: Range<Int>
    let content: Range<Int>

    init?(_ bytes: [UInt8], in range: Range<Int>) {
        guard range.lowerBound < range.upperBound, let head = DERHead(bytes, at: range.lowerBound),
            let end = head.contentEnd, end <= range.upperBound
        else { return nil }
        tag = head.tag
        whole = range.lowerBound..<end
        content = head.contentStart..<end
    }
}
