// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// What this house and its broker have agreed.
package struct OpenIDRules: Hashable, Sendable {
    package var issuer: String
    package var clientID: String
    package var clientSecret: String?
    /// Where the broker sends people back.
    package var redirect: String
    /// The claim with the fiscal code.
    package var claim: String
    package var scopes: [String]
    /// The levels (`acr`) that are taken, the first being asked for; none takes any.
    package var levels: [String]
    /// The parameter that tells the broker what was chosen here.
    package var choiceParameter: String?

    package init(
        issuer: String, clientID: String, clientSecret: String? = nil, redirect: String,
        claim: String = "fiscalNumber", scopes: [String] = ["openid", "profile"], levels: [String] = [],
        choiceParameter: String? = nil
    ) {
        self.issuer = issuer
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.redirect = redirect
        self.claim = claim
        self.scopes = scopes
        self.levels = levels
        self.choiceParameter = choiceParameter
    }

    /// Seconds that the broker's clock may differ from ours.
    static let clockSkew: Double = 60
    /// A token made longer ago was not made for this sign-in.
    static let oldest: Double = 600

    /// Checks everything that a token says about itself (OpenID Connect Core §3.1.3.7), its signature apart.
    func check(_ claims: TokenClaims, nonce: String, at now: Double) throws(OpenIDRefusal) {
        guard claims.issuer == issuer else { throw .issuerWrong }
        guard claims.audience.contains(clientID), claims.audience.count == 1 || claims.authorizedParty == clientID,
            claims.authorizedParty ?? clientID == clientID
        else { throw .audienceWrong }
        guard let expiresAt = claims.expiresAt, let issuedAt = claims.issuedAt, claims.subject?.isEmpty == false else {
            throw .tokenUnsound
        }
        guard expiresAt + Self.clockSkew > now, issuedAt + Self.oldest > now else { throw .expired }
        guard issuedAt - Self.clockSkew <= now, (claims.notBefore ?? 0) - Self.clockSkew <= now else {
            throw .notYetValid
        }
        guard claims.nonce == nonce else { throw .nonceWrong }
        guard levels.isEmpty || claims.level.map(levels.contains) ?? false else { throw .levelTooLow }
    }

    /// The person named by a claim: sixteen characters, `TINIT-` before them allowed (SPID).
    static func fiscalCode(_ written: String) throws(OpenIDRefusal) -> FiscalCode {
        let bare = written.uppercased().hasPrefix("TINIT-") ? written.dropFirst(6) : written[...]
        guard bare.utf8.count == 16, let code = FiscalCode(bare), code.kind == .personal,
            code.value == bare.uppercased()
        else { throw .codeUnsound }
        return code
    }
}
