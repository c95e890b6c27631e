// SPDX-License-Identifier: EUPL-1.2

import COpenSSL

/// SHA-1, for the form of PDF signature that holds one.
enum SHA1Digest {
    static func of(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(SHA_DIGEST_LENGTH))
        SHA1(bytes, bytes.count, &digest)
        return digest
    }
}
