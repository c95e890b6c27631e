// SPDX-License-Identifier: EUPL-1.2

import COpenSSL
import Domain

/// One signer of a message, checked from the bytes outwards: digest, signature, certificate, authority.
struct SignerReading {
    let signer: OpaquePointer
    let message: SignedMessage
    let digests: SignedDigests
    /// The certificates that came with the message, or nothing.
    let others: OpaquePointer?

    /// - Parameter statedTime: what counts where the signed attributes hold no time.
    func outcome(statedTime: Timestamp?, trust: TrustStore) -> SignerCheck {
        var certificate: OpaquePointer?
        var key: OpaquePointer?
        var digest: UnsafeMutablePointer<X509_ALGOR>?
        CMS_SignerInfo_get0_algs(signer, &key, &certificate, &digest, nil)
        let attributes = SignedAttributes(signer: signer)
        var check = SignerCheck(signedAt: attributes.signingTime ?? statedTime)
        if let problem = contentProblem() { check.problem = problem }
        guard let certificate else {
            check.problem = check.problem ?? .certificateMissing
            return check
        }
        let owner = SignerCertificate(handle: certificate)
        check.signer = owner.name
        check.fiscalCode = owner.fiscalCode
        check.problem =
            check.problem ?? signatureProblem(attributes, owner) ?? strengthProblem(digest: digest, key: key)
            ?? owner.purposeProblem ?? trust.problem(with: owner, others: others, at: check.signedAt)
        return check
    }

    /// Whether what is signed is what is there.
    private func contentProblem() -> SignatureProblem? {
        guard let chain = digests.chain else { return .algorithmUnknown }
        ERR_clear_error()
        if CMS_SignerInfo_verify_content(signer, chain) == 1 { return nil }
        return OpenSSLLibrary.takeErrors() ? .algorithmUnknown : .contentChanged
    }

    /// Whether the signer's key made the signature, and for this certificate and this kind of content.
    private func signatureProblem(_ attributes: SignedAttributes, _ owner: SignerCertificate) -> SignatureProblem? {
        // Without signed attributes the signature is over the content itself, and has just been checked.
        guard !attributes.isEmpty else { return nil }
        ERR_clear_error()
        if CMS_SignerInfo_verify(signer) != 1 {
            return OpenSSLLibrary.takeErrors() ? .algorithmUnknown : .signatureBroken
        }
        guard attributes.nameContentType(of: message) else { return .signatureBroken }
        return attributes.certificateProblem(with: owner)
    }

    /// SHA-1 and MD5 are broken, and signatures with them have had no legal force in Italy since 2011 (CNIPA 45/2009). When one
    /// was made is only the signer's word, so an old one is no better.
    private func strengthProblem(digest: UnsafeMutablePointer<X509_ALGOR>?, key: OpaquePointer?) -> SignatureProblem? {
        guard let key, let digest else { return .algorithmUnknown }
        let weak = [NID_sha1, NID_md5, NID_md4, NID_md2, NID_ripemd160, NID_md5_sha1]
        let isWeak = weak.contains(OBJ_obj2nid(digest.pointee.algorithm)) || EVP_PKEY_get_security_bits(key) < 112
        return isWeak ? .algorithmWeak : nil
    }
}
