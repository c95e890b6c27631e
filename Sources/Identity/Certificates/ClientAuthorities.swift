// SPDX-License-Identifier: EUPL-1.2

import COpenSSL

/// The authorities whose certificates let people in, what they have withdrawn, and the rules of the house.
///
/// `@unchecked Sendable`: all but `store` is immutable and `Sendable`, and nothing is added to `store` after `init`. What threads then share is
/// looking authorities and lists up in it, which is safe without a lock of ours (OpenSSL, X509_STORE_new(3), "Thread safety");
/// each verification has a context of its own.
package final class ClientAuthorities: @unchecked Sendable {
    /// What is asked of a certificate beyond the chain.
    package struct Rules: Hashable, Sendable {
        /// Whether an authority without a valid list of what it withdrew is as good as none.
        package var requiresRevocationList: Bool
        /// Policies of which the certificate must name one; none asks for none.
        package var policies: [String]

        package init(requiresRevocationList: Bool = true, policies: [String] = []) {
            self.requiresRevocationList = requiresRevocationList
            self.policies = policies
        }
    }

    let store: OpaquePointer?
    let rules: Rules
    /// How many certificates of authorities, and how many revocation lists, were taken.
    package let authorities: Int
    package let lists: Int
    package let problems: [AuthorityFiles.Problem]
    /// The names that a browser is told, so that it offers only certificates that may do; in DER.
    package let certificates: [[UInt8]]

    package init(_ files: AuthorityFiles, rules: Rules) {
        let store = X509_STORE_new()
        var problems: [AuthorityFiles.Problem] = []
        var taken: [[UInt8]] = []
        var lists = 0
        for file in files.files {
            for block in AuthorityFiles.blocks(file.bytes) {
                if let certificate = ClientCertificate(der: block) {
                    guard certificate.isAuthority else {
                        problems.append(
                            .init(file: file.name, message: "non è il certificato di un'autorità: toglierlo"))
                        continue
                    }
                    X509_STORE_add_cert(store, certificate.handle)
                    taken.append(block)
                } else if let list = WithdrawalList(der: block) {
                    X509_STORE_add_crl(store, list.handle)
                    lists += 1
                } else {
                    problems.append(
                        .init(file: file.name, message: "non è un certificato né una lista di revoca (PEM o DER)"))
                }
            }
        }
        self.store = store
        self.rules = rules
        self.problems = problems
        self.lists = lists
        authorities = taken.count
        certificates = taken
        ERR_clear_error()
    }

    deinit { X509_STORE_free(store) }
}
