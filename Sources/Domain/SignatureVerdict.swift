// SPDX-License-Identifier: EUPL-1.2

/// What checking one digital signature yielded. It informs the doctor and never blocks the intake.
package struct SignatureVerdict: Codable, Hashable, Sendable {
    /// Raw values are those of the JSON.
    package enum State: String, Codable, Hashable, Sendable {
        /// The bytes are those that were signed, and the certificate leads to an authority that the ASL trusts.
        case valid
        /// The bytes were changed after signing, or the signature itself is broken.
        case invalid
        /// The bytes are those that were signed, but who signed them cannot be established.
        case unverifiable
    }

    /// How the signature is attached: around the document (`.p7m`), or inside a PDF.
    package enum Kind: String, Codable, Hashable, Sendable {
        case envelope = "cades"
        case pdf = "pades"
    }

    package let kind: Kind
    package let state: State
    /// The common name in the signer's certificate.
    package let signer: String?
    /// From the certificate's serial number (`TINIT-…`), where it holds a sound code.
    package let signerFiscalCode: FiscalCode?
    /// When the signer says that it was done.
    package let signedAt: Timestamp?
    /// Whether nothing of the file lies outside the signature; an update appended after signing does.
    package let coversWholeFile: Bool
    /// Why it is not valid, or what of a valid one could not be checked, in Italian, for the person who decides.
    package let reason: String?
    /// Whether the signer is the physician that the document names; nothing where one of the two is not known.
    package var isPhysician: Bool?

    package init(
        kind: Kind, state: State, signer: String? = nil, signerFiscalCode: FiscalCode? = nil,
        signedAt: Timestamp? = nil, coversWholeFile: Bool = true, reason: String? = nil, isPhysician: Bool? = nil
    ) {
        self.kind = kind
        self.state = state
        self.signer = signer
        self.signerFiscalCode = signerFiscalCode
        self.signedAt = signedAt
        self.coversWholeFile = coversWholeFile
        self.reason = reason
        self.isPhysician = isPhysician
    }
}
