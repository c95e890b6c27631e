// SPDX-License-Identifier: EUPL-1.2

internal import FoundationEssentials

/// What an identity token, or the broker's page about a person, states.
struct TokenClaims: Decodable {
    let issuer: String?
    let subject: String?
    let audience: [String]
    let authorizedParty: String?
    /// Seconds since 1970.
    let expiresAt: Double?
    let issuedAt: Double?
    let notBefore: Double?
    let nonce: String?
    let level: String?
    /// The claim that holds the fiscal code, as it is written.
    let code: String?

    /// Any name of a claim.
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private static let codeClaim = CodingUserInfoKey(rawValue: "codeClaim")

    init(json: [UInt8], codeClaim: String) throws(OpenIDRefusal) {
        do {
            let decoder = JSONDecoder()
            if let key = Self.codeClaim { decoder.userInfo[key] = codeClaim }
            self = try decoder.decode(TokenClaims.self, from: Data(json))
        } catch {
            throw .tokenUnsound
        }
    }

    init(from decoder: any Decoder) throws {
        let claims = try decoder.container(keyedBy: Name.self)
        func text(_ name: String) throws -> String? {
            try claims.decodeIfPresent(String.self, forKey: Name(stringValue: name))
        }
        func number(_ name: String) throws -> Double? {
            try claims.decodeIfPresent(Double.self, forKey: Name(stringValue: name))
        }
        issuer = try text("iss")
        subject = try text("sub")
        audience = try Self.audience(claims)
        authorizedParty = try text("azp")
        expiresAt = try number("exp")
        issuedAt = try number("iat")
        notBefore = try number("nbf")
        nonce = try text("nonce")
        level = try text("acr")
        let codeName = Self.codeClaim.flatMap { decoder.userInfo[$0] as? String } ?? ""
        code = try text(codeName)
    }

    /// One text, or several.
    private static func audience(_ claims: KeyedDecodingContainer<Name>) throws -> [String] {
        let name = Name(stringValue: "aud")
        guard claims.contains(name) else { return [] }
        do { return [try claims.decode(String.self, forKey: name)] } catch DecodingError.typeMismatch {
            return try claims.decode([String].self, forKey: name)
        }
    }
}
