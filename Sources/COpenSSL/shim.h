// SPDX-License-Identifier: EUPL-1.2
#ifndef ESENZIONI_COPENSSL_SHIM_H
#define ESENZIONI_COPENSSL_SHIM_H

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

// Swift does not see macros over calls: freeing and the typed stacks are such.

static inline void esenzioni_openssl_free(void *memory) { OPENSSL_free(memory); }

static inline int esenzioni_signer_count(const STACK_OF(CMS_SignerInfo) *signers) {
    return sk_CMS_SignerInfo_num(signers);
}

static inline CMS_SignerInfo *esenzioni_signer(const STACK_OF(CMS_SignerInfo) *signers, int place) {
    return sk_CMS_SignerInfo_value(signers, place);
}

static inline int esenzioni_certificate_count(const STACK_OF(X509) *certificates) {
    return sk_X509_num(certificates);
}

static inline X509 *esenzioni_certificate(const STACK_OF(X509) *certificates, int place) {
    return sk_X509_value(certificates, place);
}

static inline void esenzioni_certificates_free(STACK_OF(X509) *certificates) {
    sk_X509_pop_free(certificates, X509_free);
}

static inline STACK_OF(X509) *esenzioni_certificates_new(void) { return sk_X509_new_null(); }

static inline int esenzioni_certificates_push(STACK_OF(X509) *certificates, X509 *certificate) {
    return sk_X509_push(certificates, certificate);
}

// The policies that a certificate names, as a stack of its own.
static inline STACK_OF(POLICYINFO) *esenzioni_policies(const X509 *certificate) {
    return X509_get_ext_d2i(certificate, NID_certificate_policies, NULL, NULL);
}

static inline int esenzioni_policy_count(const STACK_OF(POLICYINFO) *policies) { return sk_POLICYINFO_num(policies); }

static inline const ASN1_OBJECT *esenzioni_policy(const STACK_OF(POLICYINFO) *policies, int place) {
    return sk_POLICYINFO_value(policies, place)->policyid;
}

static inline void esenzioni_policies_free(STACK_OF(POLICYINFO) *policies) {
    sk_POLICYINFO_pop_free(policies, POLICYINFO_free);
}

#endif
