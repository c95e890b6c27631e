// SPDX-License-Identifier: EUPL-1.2

internal import Domain
package import SystemPackage

/// Coming in through the region's gateway, which has asked SPID or CIE and tells who it is in a header; keys
/// `sign_in.gateway.*`. On where a socket or a port is given: nowhere else is such a header believed.
package struct GatewaySettings: Hashable, Sendable {
    /// A socket that only the proxy of this machine can open.
    package var socket: FilePath?
    /// The mode of that socket, in octal digits.
    package var socketMode = "660"
    /// A port on which the proxy must show a certificate.
    package var port: Int?
    /// The authorities whose certificates proxies show there; they must issue nothing else.
    package var proxyAuthorities: FilePath?
    /// The header with the fiscal code.
    package var header = "Shib-Identita-CodiceFiscale"
    /// The header with the token of Iride.
    package var irideHeader = "Shib-Iride-IdentitaDigitale"
    /// A file with the key of Iride's tokens; where it is given, no header counts without its token.
    package var irideKey: FilePath?
    /// The oldest token that is taken.
    package var irideMaxAgeMinutes = 15
    /// The lowest level of a token that is taken.
    package var irideMinLevel = 2
    /// Where the proxy begins the sign-in; a path on the same host.
    package var start = "/accesso/gateway"

    init(from source: inout SettingsSource, root: FilePath) {
        source.read("sign_in.gateway.socket", into: &socket, base: root)
        source.read("sign_in.gateway.socket_mode", into: &socketMode) { mode in
            Int(mode, radix: 8).map { (0o600...0o666).contains($0) } ?? false
                ? nil : "ci vogliono tre cifre ottali, come 660"
        }
        source.read("sign_in.gateway.port", into: &port) { port in
            port.map { (1...65535).contains($0) } ?? true ? nil : "una porta va da 1 a 65535"
        }
        source.read("sign_in.gateway.proxy_authorities", into: &proxyAuthorities, base: root)
        source.read("sign_in.gateway.header", into: &header, fault: Self.headerFault)
        source.read("sign_in.gateway.iride_header", into: &irideHeader, fault: Self.headerFault)
        source.read("sign_in.gateway.iride_key", into: &irideKey, base: root)
        source.read("sign_in.gateway.iride_max_age_minutes", into: &irideMaxAgeMinutes, in: 1...1440)
        source.read("sign_in.gateway.iride_min_level", into: &irideMinLevel, in: 0...16)
        source.read("sign_in.gateway.start", into: &start) { path in
            path.hasPrefix("/") && !path.hasPrefix("//") ? nil : "ci vuole un percorso che comincia con /"
        }
        if port != nil, proxyAuthorities == nil {
            source.complain(
                key: "sign_in.gateway.port",
                "serve anche proxy_authorities: senza il certificato del proxy chiunque potrebbe dirsi chiunque")
        }
    }

    private static func headerFault(_ name: String) -> String? {
        name.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0.isASCIIDigit || $0.asciiUppercased.isASCIIUppercaseLetter }
            ? nil : "il nome di un'intestazione HTTP ha solo lettere, cifre e trattini"
    }
}
