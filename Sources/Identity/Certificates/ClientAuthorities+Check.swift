// SPDX-License-Identifier: EUPL-1.2

import COpenSSL
package import Domain

extension ClientAuthorities {
    /// The person whom a certificate names, once it is proven to be in force and to come from one of these authorities.
    ///
    /// That its holder has the key is not asked here: the TLS handshake has shown it.
    ///
    /// - Parameters:
    ///   - chain: in DER; the holder's own first, then those that came with it.
    ///   - now: the moment at which all must be in force.
    package func fiscalCode(of chain: [[UInt8]], at now: Timestamp) throws(CertificateRefusal) -> FiscalCode {
        guard let first = chain.first else { throw .absent }
        guard authorities > 0 else { throw .noAuthorities }
        guard let certificate = ClientCertificate(der: first) else { throw .unreadable }
        try checkWay(of: certificate, with: chain.dropFirst().compactMap { ClientCertificate(der: $0) }, at: now)
        guard certificate.maySign, !certificate.isAuthority else { throw .wrongUse }
        guard rules.policies.isEmpty || !Set(rules.policies).isDisjoint(with: certificate.policies) else {
            throw .policyMissing
        }
        return try certificate.subject.fiscalCode()
    }

    /// More authorities between a certificate and an anchor than this are no card's.
    private static let longestWay: Int32 = 3

    /// To a root, if it is here; otherwise to the nearest authority that is, which then counts as it stands.
    private func checkWay(
        of certificate: ClientCertificate, with others: [ClientCertificate], at now: Timestamp
    ) throws(CertificateRefusal) {
        var code = try verdict(on: certificate, with: others, at: now, isPartial: false)
        if [X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY].contains(code) {
            code = try verdict(on: certificate, with: others, at: now, isPartial: true)
        }
        guard code == X509_V_OK else { throw Self.refusal(code) }
    }

    private func verdict(
        on certificate: ClientCertificate, with others: [ClientCertificate], at now: Timestamp, isPartial: Bool
    ) throws(CertificateRefusal) -> Int32 {
        guard let context = X509_STORE_CTX_new(), let between = esenzioni_certificates_new() else { throw .unreadable }
        defer {
            X509_STORE_CTX_free(context)
            esenzioni_certificates_free(between)
            ERR_clear_error()
        }
        for other in others.prefix(8) {
            X509_up_ref(other.handle)
            esenzioni_certificates_push(between, other.handle)
        }
        guard X509_STORE_CTX_init(context, store, certificate.handle, between) == 1 else { throw .unreadable }
        let parameters = X509_STORE_CTX_get0_param(context)
        let flags = X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL | (isPartial ? X509_V_FLAG_PARTIAL_CHAIN : 0)
        X509_VERIFY_PARAM_set_flags(parameters, UInt(flags))
        X509_VERIFY_PARAM_set_depth(parameters, Self.longestWay)
        X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_SSL_CLIENT)
        X509_VERIFY_PARAM_set_auth_level(parameters, 2)
        X509_VERIFY_PARAM_set_time(parameters, time_t(now.seconds))
        X509_STORE_CTX_set_verify_cb(context, rules.requiresRevocationList ? Self.strict : Self.lenient)
        return X509_verify_cert(context) == 1 ? X509_V_OK : X509_STORE_CTX_get_error(context)
    }

    /// An authority above the one that issued the card may be without a list.
    private static let strict: @convention(c) (Int32, OpaquePointer?) -> Int32 = { isWell, context in
        guard isWell == 0, isWithoutList(context), X509_STORE_CTX_get_error_depth(context) > 0 else { return isWell }
        X509_STORE_CTX_set_error(context, X509_V_OK)
        return 1
    }

    /// So may the one that issued it; a list that is there counts all the same.
    private static let lenient: @convention(c) (Int32, OpaquePointer?) -> Int32 = { isWell, context in
        guard isWell == 0, isWithoutList(context) else { return isWell }
        X509_STORE_CTX_set_error(context, X509_V_OK)
        return 1
    }

    /// Whether there is no list, or above the nearest authority nobody who could have signed one.
    private static func isWithoutList(_ context: OpaquePointer?) -> Bool {
        [X509_V_ERR_UNABLE_TO_GET_CRL, X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER].contains(
            X509_STORE_CTX_get_error(context))
    }

    private static func refusal(_ code: Int32) -> CertificateRefusal {
        switch code {
        case X509_V_ERR_CERT_HAS_EXPIRED: .expired
        case X509_V_ERR_CERT_NOT_YET_VALID: .notYetValid
        case X509_V_ERR_CERT_REVOKED: .revoked
        case X509_V_ERR_UNABLE_TO_GET_CRL, X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER, X509_V_ERR_CRL_SIGNATURE_FAILURE,
            X509_V_ERR_CRL_NOT_YET_VALID, X509_V_ERR_CRL_HAS_EXPIRED, X509_V_ERR_DIFFERENT_CRL_SCOPE,
            X509_V_ERR_UNHANDLED_CRITICAL_CRL_EXTENSION, X509_V_ERR_UNABLE_TO_DECRYPT_CRL_SIGNATURE,
            X509_V_ERR_ERROR_IN_CRL_LAST_UPDATE_FIELD, X509_V_ERR_ERROR_IN_CRL_NEXT_UPDATE_FIELD,
            X509_V_ERR_KEYUSAGE_NO_CRL_SIGN:
            .revocationUnknown
        case X509_V_ERR_INVALID_PURPOSE: .wrongUse
        case X509_V_ERR_CERT_CHAIN_TOO_LONG, X509_V_ERR_PATH_LENGTH_EXCEEDED: .chainTooLong
        case X509_V_ERR_EE_KEY_TOO_SMALL, X509_V_ERR_CA_KEY_TOO_SMALL, X509_V_ERR_CA_MD_TOO_WEAK: .algorithmWeak
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
            X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
            X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, X509_V_ERR_CERT_SIGNATURE_FAILURE, X509_V_ERR_CERT_UNTRUSTED:
            .authorityUnknown
        default: .chainUnsound
        }
    }
}
