// SPDX-License-Identifier: EUPL-1.2

import COpenSSL

/// What concerns the library as a whole.
enum OpenSSLLibrary {
    /// Starts the library without its configuration file, and has it do now what it would otherwise do at the first use with
    /// a look at the file system, which a confined process may not take.
    static let isReady: Bool = {
        let options = UInt64(OPENSSL_INIT_NO_LOAD_CONFIG) | UInt64(OPENSSL_INIT_ADD_ALL_DIGESTS)
        guard OPENSSL_init_crypto(options, nil) == 1 else { return false }
        // The C library reads the time zone before its first conversion of a date, also where it converts to UTC.
        let epoch = ASN1_TIME_set(nil, 0)
        defer { ASN1_TIME_free(epoch) }
        // The built-in algorithms are registered when one is asked for.
        guard let digest = EVP_MD_fetch(nil, "SHA256", nil) else { return false }
        EVP_MD_free(digest)
        return epoch != nil
    }()

    /// Empties this thread's queue of errors.
    ///
    /// - Returns: Whether one of them says that an algorithm is not known here, rather than that a check failed.
    static func takeErrors() -> Bool {
        var isUnsupported = false
        while case let code = ERR_get_error(), code != 0 {
            isUnsupported = isUnsupported || unsupported.contains(Reason(ERR_GET_LIB(code), ERR_GET_REASON(code)))
        }
        return isUnsupported
    }

    private struct Reason: Hashable {
        let library: Int32
        let reason: Int32

        init(_ library: Int32, _ reason: Int32) {
            // A common reason means the same in every part of the library.
            self.library = reason == ERR_R_UNSUPPORTED ? 0 : library
            self.reason = reason
        }
    }

    private static let unsupported: Set<Reason> = [
        Reason(0, Int32(ERR_R_UNSUPPORTED)),
        Reason(ERR_LIB_EVP, EVP_R_UNSUPPORTED_ALGORITHM), Reason(ERR_LIB_EVP, EVP_R_UNSUPPORTED_KEY_TYPE),
        Reason(ERR_LIB_CMS, CMS_R_UNKNOWN_DIGEST_ALGORITHM), Reason(ERR_LIB_CMS, CMS_R_NO_MATCHING_DIGEST),
        Reason(ERR_LIB_CMS, CMS_R_UNSUPPORTED_SIGNATURE_ALGORITHM),
    ]
}
