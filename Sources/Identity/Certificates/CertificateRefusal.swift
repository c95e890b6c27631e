// SPDX-License-Identifier: EUPL-1.2

/// Why a certificate does not let its holder in. The raw value is what the log says; nothing in it tells who it was.
package enum CertificateRefusal: String, Error, Hashable, Sendable, CaseIterable {
    case absent = "certificate-absent"
    case unreadable = "certificate-unreadable"
    case expired = "certificate-expired"
    case notYetValid = "certificate-not-yet-valid"
    /// It leads to none of the authorities of the configuration, or its signature is not theirs.
    case authorityUnknown = "certificate-authority-unknown"
    case revoked = "certificate-revoked"
    /// Its authority has left no revocation list, or one that is out of date or not its own.
    case revocationUnknown = "certificate-revocation-unknown"
    /// It was issued for signing, for a server or for something else, but not to present oneself.
    case wrongUse = "certificate-wrong-use"
    case chainTooLong = "certificate-chain-too-long"
    /// An authority on its way may not issue it.
    case chainUnsound = "certificate-chain-unsound"
    case algorithmWeak = "certificate-algorithm-weak"
    case policyMissing = "certificate-policy-missing"
    /// The subject names no fiscal code where cards have it.
    case codeMissing = "certificate-code-missing"
    case codeUnsound = "certificate-code-unsound"
    /// The subject names two persons.
    case codeAmbiguous = "certificate-code-ambiguous"
    case noAuthorities = "certificate-no-authorities"
}
