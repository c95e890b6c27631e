// SPDX-License-Identifier: EUPL-1.2

import COpenSSL

/// What the files of the folder of authorities hold.
struct TrustContent {
    private(set) var authorities: [Authority] = []
    private(set) var problems: [TrustProblem] = []
    private var lists: [(file: String, list: RevocationList)] = []

    mutating func take(_ file: TrustFile) {
        let blocks = PEMBlock.all(in: file.bytes)
        let candidates = blocks.isEmpty ? [PEMBlock(label: "", bytes: file.bytes)] : blocks
        for block in candidates { take(block, of: file.name) }
    }

    private mutating func take(_ block: PEMBlock, of file: String) {
        if let authority = Authority(reading: block.bytes) {
            if authority.isAuthority {
                authorities.append(authority)
            } else {
                note(file, "è il certificato di «\(authority.name)», che non è un'autorità: toglierlo")
            }
        } else if let list = RevocationList(reading: block.bytes) {
            lists.append((file, list))
        } else if block.label.hasSuffix("PRIVATE KEY") {
            note(file, "contiene una chiave privata: toglierla subito, qui non serve")
        } else {
            note(file, "non è un certificato né una lista di revoca (PEM o DER)")
        }
    }

    mutating func note(_ file: String, _ message: String) {
        problems.append(TrustProblem(file: file, message: message))
    }

    /// The lists that an authority here has signed, with that authority; the others become problems.
    mutating func matchedRevocations() -> [RevocationList] {
        var matched: [RevocationList] = []
        for (file, list) in lists {
            let issuers = authorities.filter { list.isSigned(by: $0) }
            if issuers.isEmpty { note(file, "lista di revoca di un'autorità che non è tra quelle di questa cartella") }
            matched += issuers.map { list.issued(by: $0) }
        }
        return matched
    }
}

/// A certificate that stands in the folder.
final class Authority {
    let handle: OpaquePointer

    /// Nothing where the bytes are no certificate in DER.
    init?(reading bytes: [UInt8]) {
        let handle = bytes.withUnsafeBufferPointer { buffer in
            var place = buffer.baseAddress
            return d2i_X509(nil, &place, buffer.count)
        }
        guard let handle else { return nil }
        self.handle = handle
    }

    deinit { X509_free(handle) }

    /// Whether it may issue certificates: by its basic constraints, or as a root of the time before these.
    var isAuthority: Bool { X509_check_ca(handle) > 0 }

    var name: String { SignerCertificate(handle: handle).name ?? "senza nome" }
}

/// What an authority has withdrawn.
final class RevocationList {
    let handle: OpaquePointer
    /// Who issued the list; nothing as long as that is not known.
    let issuer: Authority?

    /// Nothing where the bytes are no revocation list in DER.
    init?(reading bytes: [UInt8]) {
        let handle = bytes.withUnsafeBufferPointer { buffer in
            var place = buffer.baseAddress
            return d2i_X509_CRL(nil, &place, buffer.count)
        }
        guard let handle else { return nil }
        self.handle = handle
        issuer = nil
    }

    private init(sharing handle: OpaquePointer, issuer: Authority) {
        X509_CRL_up_ref(handle)
        self.handle = handle
        self.issuer = issuer
    }

    deinit { X509_CRL_free(handle) }

    func isSigned(by authority: Authority) -> Bool {
        X509_NAME_cmp(X509_CRL_get_issuer(handle), X509_get_subject_name(authority.handle)) == 0
            && X509_CRL_verify(handle, X509_get0_pubkey(authority.handle)) == 1
    }

    func issued(by authority: Authority) -> RevocationList { RevocationList(sharing: handle, issuer: authority) }
}
