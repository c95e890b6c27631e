// SPDX-License-Identifier: EUPL-1.2

import COpenSSL
import Domain

/// A signer's certificate; borrowed from the message that carries it.
struct SignerCertificate {
    let handle: OpaquePointer

    /// The person's name. Health cards put the fiscal code in the common name and the name beside it.
    var name: String? {
        let subject = X509_get_subject_name(handle)
        let common = Self.text(NID_commonName, of: subject)
        guard let common, FiscalCode(common.prefix(16)) == nil else {
            let parts = [Self.text(NID_givenName, of: subject), Self.text(NID_surname, of: subject)].compactMap(\.self)
            return parts.isEmpty ? common : parts.joined(separator: " ")
        }
        return common
    }

    /// From the serial number of the subject (`TINIT-…`, ETSI EN 319 412-1; formerly `IT:…`), or from the common name of a
    /// health card (`<code>/<card number>.<digest>`), where it is a sound code.
    var fiscalCode: FiscalCode? {
        let subject = X509_get_subject_name(handle)
        for attribute in [NID_serialNumber, NID_dnQualifier, NID_commonName] {
            guard var text = Self.text(attribute, of: subject)?.trimmed[...] else { continue }
            for prefix in ["TINIT-", "IT:", "CF:", "CF/"] where text.uppercased().hasPrefix(prefix) {
                text = text.dropFirst(prefix.count)
            }
            if let end = text.firstIndex(of: "/") { text = text[..<end] }
            // A digit code is that of a company, or a number of the card's own.
            if text.count == 16, let code = FiscalCode(text) { return code }
        }
        return nil
    }

    /// Who issued it, for people.
    var issuer: String {
        let name = X509_get_issuer_name(handle)
        return Self.text(NID_commonName, of: name) ?? Self.text(NID_organizationName, of: name) ?? "senza nome"
    }

    /// Whether the certificate may sign at all, by its key usage (RFC 5280); one without any may.
    var purposeProblem: SignatureProblem? {
        let allowed = UInt32(KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)
        return X509_get_key_usage(handle) & allowed == 0 ? .notForSigning : nil
    }

    /// The digest of the whole certificate; empty where the algorithm is not known here.
    func digest(_ algorithm: Int32) -> [UInt8] {
        guard let digest = EVP_get_digestbyname(OBJ_nid2sn(algorithm)) else { return [] }
        var bytes = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        guard X509_digest(handle, digest, &bytes, &count) == 1 else { return [] }
        return Array(bytes.prefix(Int(count)))
    }

    private static func text(_ attribute: Int32, of name: OpaquePointer?) -> String? {
        let place = X509_NAME_get_index_by_NID(name, attribute, -1)
        guard place >= 0, let value = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, place)) else { return nil }
        var text: UnsafeMutablePointer<UInt8>?
        let count = ASN1_STRING_to_UTF8(&text, value)
        guard count > 0, let text else { return nil }
        defer { esenzioni_openssl_free(text) }
        let decoded = String(decoding: UnsafeBufferPointer(start: text, count: Int(count)), as: UTF8.self)
        return decoded.collapsed
    }
}
