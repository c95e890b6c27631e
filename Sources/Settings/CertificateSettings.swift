// SPDX-License-Identifier: EUPL-1.2

package import SystemPackage

/// Coming in with a digital certificate, a CNS or a TS-CNS; keys `sign_in.certificate.*`. On where a port is given.
package struct CertificateSettings: Hashable, Sendable {
    /// The door of its own, on the address of the pages: a browser is asked for a certificate only there.
    package var port: Int?
    /// How browsers reach that door, `https://…`; nothing where the name is that of the pages.
    package var address: String?
    /// Certificates of the authorities that issue the cards, and their revocation lists.
    package var authorities: FilePath = "config/cns"
    /// Whether a certificate whose authority has left no valid revocation list is refused.
    package var requiresRevocationList = true
    /// Policies of which the certificate must name one; none where any certificate of those authorities will do.
    package var policies: [String] = []

    init(from source: inout SettingsSource, root: FilePath) {
        source.read("sign_in.certificate.port", into: &port) { port in
            port.map { (1...65535).contains($0) } ?? true ? nil : "una porta va da 1 a 65535"
        }
        source.read("sign_in.certificate.address", into: &address, fault: WebAddress.fault)
        source.read("sign_in.certificate.authorities", into: &authorities, base: root)
        source.read("sign_in.certificate.require_revocation_list", into: &requiresRevocationList)
        source.read("sign_in.certificate.policies", into: &policies)
    }
}
