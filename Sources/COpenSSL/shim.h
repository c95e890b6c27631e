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

#endif
