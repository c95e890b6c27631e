// SPDX-License-Identifier: EUPL-1.2

/// Which CMS message (RFC 5652) bytes begin with, by the object identifier that every such message starts with.
enum CMSKind: Hashable {
    case signedData
    /// Enveloped, encrypted or authenticated-enveloped data.
    case encrypted
    case other

    /// Nothing where the bytes begin with no such message, or end within its identifier.
    init?(of bytes: [UInt8]) {
        guard bytes.first == 0x30, let outer = DERHead(bytes, at: 0), outer.tag == 0x30,
            let type = DERHead(bytes, at: outer.contentStart), type.tag == 0x06, let end = type.contentEnd,
            end <= bytes.count
        else { return nil }
        let identifier = bytes[type.contentStart..<end]
        if identifier == [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02] {
            self = .signedData
        } else if Self.encryptedTypes.contains(Array(identifier)) {
            self = .encrypted
        } else if identifier.starts(with: [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07])
            || identifier.starts(with: [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01])
        {
            self = .other
        } else {
            return nil
        }
    }

    /// `enveloped-data` and `encrypted-data` of PKCS #7, and `ct-authEnvelopedData` of S/MIME.
    private static let encryptedTypes: [[UInt8]] = [
        [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x03], [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x06],
        [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x17],
    ]
}
