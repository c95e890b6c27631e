// SPDX-License-Identifier: EUPL-1.2

package import SystemPackage

/// Coming in through a broker of SPID and CIE that speaks OpenID Connect; keys `sign_in.openid.*`. On where an issuer is
/// given.
package struct OpenIDSettings: Hashable, Sendable {
    /// The broker's own name for itself, under which it publishes its addresses and keys.
    package var issuer: String?
    package var clientID: String?
    /// A file with the client's secret; nothing for a client without.
    package var clientSecret: FilePath?
    /// Where the broker sends people back: `https://<pages>/accesso/openid/ritorno`.
    package var redirect: String?
    /// The claim with the fiscal code; a prefix `TINIT-` is taken off.
    package var claim = "fiscalNumber"
    package var scopes = ["openid", "profile"]
    /// Of these levels (`acr`) the broker is asked for the first, and none but these is taken; none: any.
    package var levels: [String] = []
    /// The parameter by which the broker is told whether SPID or CIE was chosen; nothing where it asks itself.
    package var choiceParameter: String?

    init(from source: inout SettingsSource, root: FilePath) {
        source.read("sign_in.openid.issuer", into: &issuer, fault: WebAddress.fault)
        source.read("sign_in.openid.client_id", into: &clientID)
        source.read("sign_in.openid.client_secret", into: &clientSecret, base: root)
        source.read("sign_in.openid.redirect", into: &redirect, fault: WebAddress.fault)
        source.read("sign_in.openid.claim", into: &claim)
        source.read("sign_in.openid.scopes", into: &scopes)
        source.read("sign_in.openid.levels", into: &levels)
        source.read("sign_in.openid.choice_parameter", into: &choiceParameter)
        if issuer != nil, clientID == nil || redirect == nil {
            source.complain(key: "sign_in.openid.issuer", "servono anche client_id e redirect")
        }
    }
}

/// An address that secrets may travel to.
enum WebAddress {
    /// What is wrong with `address`; nothing where it is well, or none.
    static func fault(_ address: String?) -> String? {
        guard let address else { return nil }
        let isLocal = ["http://127.0.0.1", "http://localhost", "http://[::1]"].contains { start in
            address.hasPrefix(start) && [nil, ":", "/"].contains(address.dropFirst(start.count).first)
        }
        let isPlain = address.utf8.allSatisfy { (0x21...0x7E).contains($0) } && !address.contains("#")
        guard isPlain, isLocal || (address.hasPrefix("https://") && address.utf8.count > 8) else {
            return "ci vuole un indirizzo https:// (http:// solo verso questa stessa macchina)"
        }
        return nil
    }
}
