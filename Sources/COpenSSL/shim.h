// SPDX-License-Identifier: EUPL-1.2
#ifndef ESENZIONI_COPENSSL_SHIM_H
#define ESENZIONI_COPENSSL_SHIM_H

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

#endif
