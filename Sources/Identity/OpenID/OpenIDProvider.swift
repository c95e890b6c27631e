// SPDX-License-Identifier: EUPL-1.2

internal import FoundationEssentials

/// What a broker publishes about itself (OpenID Connect Discovery §4).
struct OpenIDProvider: Decodable, Sendable {
    let issuer: String
    let authorizationEndpoint: String
    let tokenEndpoint: String
    let jwksURI: String
    let userinfoEndpoint: String?
    let tokenMethods: [String]?

    private enum CodingKeys: String, CodingKey {
        case issuer
        case authorizationEndpoint = "authorization_endpoint"
        case tokenEndpoint = "token_endpoint"
        case jwksURI = "jwks_uri"
        case userinfoEndpoint = "userinfo_endpoint"
        case tokenMethods = "token_endpoint_auth_methods_supported"
    }

    /// Where `issuer` publishes it.
    static func address(of issuer: String) -> String {
        (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
    }

    /// - Throws: `issuerWrong` where the page is another's; `providerUnsound` where an address would send secrets in clear.
    init(json: [UInt8], issuer: String) throws(OpenIDRefusal) {
        do { self = try JSONDecoder().decode(OpenIDProvider.self, from: Data(json)) } catch { throw .providerUnsound }
        guard self.issuer == issuer else { throw .issuerWrong }
        let addresses = [authorizationEndpoint, tokenEndpoint, jwksURI] + (userinfoEndpoint.map { [$0] } ?? [])
        let isSecure = issuer.hasPrefix("https://")
        guard addresses.allSatisfy({ $0.hasPrefix(isSecure ? "https://" : "http") }) else { throw .providerUnsound }
    }
}
