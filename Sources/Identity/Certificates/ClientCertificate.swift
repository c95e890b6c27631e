// SPDX-License-Identifier: EUPL-1.2

import COpenSSL

/// A certificate in the hands of OpenSSL.
final class ClientCertificate {
    let handle: OpaquePointer

    /// Nothing where the bytes are no certificate in DER, or more than one.
    init?(der bytes: [UInt8]) {
        var isWhole = false
        let handle = bytes.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            var place = buffer.baseAddress
            let read = d2i_X509(nil, &place, buffer.count)
            isWhole = place == buffer.baseAddress.map { $0 + buffer.count }
            return read
        }
        guard let handle else { return nil }
        self.handle = handle
        if !isWhole { return nil }
    }

    deinit { X509_free(handle) }

    var isAuthority: Bool { X509_check_ca(handle) > 0 }

    var subject: CertificateSubject {
        CertificateSubject(commonNames: texts(NID_commonName), serialNumbers: texts(NID_serialNumber))
    }

    /// Whether its key may prove who holds it (RFC 5280 §4.2.1.3); one without key usage may.
    var maySign: Bool { X509_get_key_usage(handle) & UInt32(KU_DIGITAL_SIGNATURE) != 0 }

    /// The policies that it names, in dotted digits.
    var policies: [String] {
        guard let policies = esenzioni_policies(handle) else { return [] }
        defer { esenzioni_policies_free(policies) }
        return (0..<esenzioni_policy_count(policies)).map { place in
            var text = [CChar](repeating: 0, count: 128)
            OBJ_obj2txt(&text, Int32(text.count), esenzioni_policy(policies, place), 1)
            return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    /// Every value of an attribute of the subject; one with a character that no text has is left out.
    private func texts(_ attribute: Int32) -> [String] {
        let name = X509_get_subject_name(handle)
        var found: [String] = []
        var place = X509_NAME_get_index_by_NID(name, attribute, -1)
        while place >= 0 {
            if let value = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, place)) { found.append(Self.text(value)) }
            place = X509_NAME_get_index_by_NID(name, attribute, place)
        }
        return found
    }

    private static func text(_ value: UnsafeMutablePointer<ASN1_STRING>) -> String {
        var text: UnsafeMutablePointer<UInt8>?
        let count = ASN1_STRING_to_UTF8(&text, value)
        guard count > 0, let text else { return "" }
        defer { esenzioni_openssl_free(text) }
        return String(decoding: UnsafeBufferPointer(start: text, count: Int(count)), as: UTF8.self)
    }
}

/// What an authority has withdrawn.
final class WithdrawalList {
    let handle: OpaquePointer

    /// Nothing where the bytes are no revocation list in DER.
    init?(der bytes: [UInt8]) {
        let handle = bytes.withUnsafeBufferPointer { buffer in
            var place = buffer.baseAddress
            return d2i_X509_CRL(nil, &place, buffer.count)
        }
        guard let handle else { return nil }
        self.handle = handle
    }

    deinit { X509_CRL_free(handle) }
}
