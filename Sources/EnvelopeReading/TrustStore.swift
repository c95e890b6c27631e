// SPDX-License-Identifier: EUPL-1.2

import COpenSSL

/// The certification authorities that the ASL trusts, and what they have withdrawn.
///
/// `@unchecked Sendable`: nothing is added to `handle` or `revocations` after `init`, and the rest is `Sendable`. What threads then share is
/// looking authorities up in `handle`, which is safe without a lock of ours (OpenSSL, X509_STORE_new(3), "Thread safety"), and looking
/// certificates up in a list, which OpenSSL sorts at the first look-up under the list's own lock (crypto/x509/x_crl.c,
/// `def_crl_lookup`); each verification has a context of its own.
package final class TrustStore: @unchecked Sendable {
    let handle: OpaquePointer?
    let revocations: [RevocationList]
    /// How many certificates of authorities were taken.
    package let authorities: Int
    /// Files that were not taken, and why.
    package let problems: [TrustProblem]

    /// No authority: every sound signature is then unverifiable.
    package convenience init() { self.init(files: []) }

    /// Takes certificates of authorities and their revocation lists from the content of files, in PEM (any number) or DER.
    ///
    /// Everything that OpenSSL would look up later is looked up here: no file is read and no network asked afterwards. A list
    /// counts for signatures only if its authority is among `files` as well.
    ///
    /// - Parameter unread: problems met before, which are passed on.
    package init(files: [TrustFile], unread: [TrustProblem] = []) {
        var content = TrustContent()
        if OpenSSLLibrary.isReady {
            for file in files { content.take(file) }
        } else {
            content.note("libcrypto", "la libreria non si avvia: le firme non saranno verificabili")
        }
        let handle = X509_STORE_new()
        for authority in content.authorities { X509_STORE_add_cert(handle, authority.handle) }
        self.handle = handle
        authorities = content.authorities.count
        revocations = content.matchedRevocations()
        problems = unread + content.problems
        ERR_clear_error()
    }

    deinit { X509_STORE_free(handle) }
}

/// One file of the folder of authorities.
package struct TrustFile: Hashable, Sendable {
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// Why a file gave no authority, told to the administrator in Italian.
package struct TrustProblem: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let message: String

    package init(file: String, message: String) {
        self.file = file
        self.message = message
    }

    /// `ca.pem: …`.
    package var description: String { "\(file): \(message)" }
}
