// SPDX-License-Identifier: EUPL-1.2

package import Identity

/// What proves who somebody is, other than secrets that the store knows.
package struct IdentityDoors: Sendable {
    /// Nothing where certificates are no way in.
    let certificates: WatchedAuthorities?
    /// The gateway's headers; their names are refused also where it is no way in.
    let gateway: GatewayHeaders
    let openID: OpenIDClient?

    package init(
        certificates: WatchedAuthorities? = nil, gateway: GatewayHeaders = .usual, openID: OpenIDClient? = nil
    ) {
        self.certificates = certificates
        self.gateway = gateway
        self.openID = openID
    }

    /// The authorities of the cards, as they are now; nothing where cards are no way in.
    package var authorities: ClientAuthorities? { certificates?.current }
}

extension GatewayHeaders {
    /// The names of CSI Piemonte (field-notes C.1).
    package static let usual = GatewayHeaders(
        header: "Shib-Identita-CodiceFiscale", irideHeader: "Shib-Iride-IdentitaDigitale")
}
