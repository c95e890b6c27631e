// SPDX-License-Identifier: EUPL-1.2

import COpenSSL

/// What concerns the library as a whole.
package enum SignatureLibrary {
    /// The version of OpenSSL that this program runs with.
    package static var version: String { String(cString: OpenSSL_version(OPENSSL_VERSION_STRING)) }
}
