// SPDX-License-Identifier: EUPL-1.2

import COpenSSL
import Domain

extension TrustStore {
    /// Whether `certificate` leads to an authority of this store and was in force; nothing where it is so.
    ///
    /// Every certificate here is an anchor, also one that another authority issued: trusted lists name the issuing authority
    /// itself. Keys and digests under 112 bits of strength are refused on the way.
    ///
    /// - Parameters:
    ///   - others: certificates that came with the signature and may stand between, or nothing.
    ///   - time: the time of signing, at which all must be in force; without it, dates are not looked at.
    func problem(
        with certificate: SignerCertificate, others: OpaquePointer?, at time: Timestamp?
    ) -> SignatureProblem? {
        guard let context = X509_STORE_CTX_new() else { return .certificateRefused("memory") }
        defer {
            X509_STORE_CTX_free(context)
            ERR_clear_error()
        }
        guard X509_STORE_CTX_init(context, handle, certificate.handle, others) == 1 else {
            return .certificateRefused("memory")
        }
        let rules = X509_STORE_CTX_get0_param(context)
        X509_VERIFY_PARAM_set_flags(rules, UInt(X509_V_FLAG_PARTIAL_CHAIN))
        X509_VERIFY_PARAM_set_depth(rules, 8)
        X509_VERIFY_PARAM_set_auth_level(rules, 2)
        if let time {
            X509_VERIFY_PARAM_set_time(rules, time_t(time.seconds))
        } else {
            X509_VERIFY_PARAM_set_flags(rules, UInt(X509_V_FLAG_NO_CHECK_TIME))
        }
        if X509_verify_cert(context) != 1 { return pathProblem(context, certificate) }
        return revocation(in: X509_STORE_CTX_get0_chain(context), at: time)
    }

    private func pathProblem(_ context: OpaquePointer, _ certificate: SignerCertificate) -> SignatureProblem {
        let code = X509_STORE_CTX_get_error(context)
        switch code {
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
            X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
            X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
            return .authorityUnknown(issuer: certificate.issuer)
        case X509_V_ERR_CERT_HAS_EXPIRED: return .expired
        case X509_V_ERR_CERT_NOT_YET_VALID: return .notYetValid
        case X509_V_ERR_EE_KEY_TOO_SMALL, X509_V_ERR_CA_KEY_TOO_SMALL, X509_V_ERR_CA_MD_TOO_WEAK:
            return .algorithmWeak
        default:
            return .certificateRefused(String(cString: X509_verify_cert_error_string(Int(code))))
        }
    }

    /// Whether an authority of the way has withdrawn what it issued there.
    private func revocation(in chain: OpaquePointer?, at time: Timestamp?) -> SignatureProblem? {
        guard !revocations.isEmpty else { return nil }
        let count = esenzioni_certificate_count(chain)
        for place in 0..<max(0, count - 1) {
            guard let subject = esenzioni_certificate(chain, place),
                let issuer = esenzioni_certificate(chain, place + 1)
            else { continue }
            for list in revocations where list.issuer.map({ X509_cmp($0.handle, issuer) == 0 }) ?? false {
                var entry: OpaquePointer?
                guard X509_CRL_get0_by_cert(list.handle, &entry, subject) == 1, let entry else { continue }
                // A date that cannot be read counts as the earliest.
                let revoked = Timestamp(X509_REVOKED_get0_revocationDate(entry)) ?? Timestamp(seconds: 0)
                guard let time, time < revoked else { return .revokedBefore(revoked) }
                return .revokedAfter(revoked)
            }
        }
        return nil
    }
}
