// SPDX-License-Identifier: EUPL-1.2

internal import Crypto
package import Domain
internal import FoundationEssentials
internal import Synchronization

/// A relying party of one broker: authorization code with PKCE (S256), state and nonce, keys fetched and renewed.
package final class OpenIDClient: Sendable {
    private struct Known {
        var provider: OpenIDProvider?
        var providerAt: Int64 = 0
        var keys: KeySet?
        var keysAt: Int64 = 0
    }

    private let rules: OpenIDRules
    private let transport: WebTransport
    private let clock: @Sendable () -> Timestamp
    private let attempts = OpenIDAttempts()
    private let known = Mutex(Known())

    /// Seconds after which what the broker publishes is fetched anew, so that a key which it withdrew is forgotten.
    private static let freshness: Int64 = 3600
    /// Seconds between two looks for a key that is not known: whoever sends made-up names must not make us ask all day.
    private static let pause: Int64 = 30

    package init(rules: OpenIDRules, transport: @escaping WebTransport, clock: @escaping @Sendable () -> Timestamp) {
        self.rules = rules
        self.transport = transport
        self.clock = clock
    }

    /// Begins a sign-in.
    ///
    /// - Parameter choice: what was chosen here, for a broker that can be told.
    /// - Returns: where to send the browser, and what must come back from it.
    package func begin(choice: String) async throws -> (address: String, attempt: OpenIDAttempt) {
        let provider = try await provider()
        let attempt = attempts.begin(at: clock())
        let challenge = Base64URL.encode(SHA256.hash(data: Data(attempt.verifier.utf8)))
        var fields = [
            ("response_type", "code"), ("client_id", rules.clientID), ("redirect_uri", rules.redirect),
            ("scope", rules.scopes.joined(separator: " ")), ("state", attempt.state), ("nonce", attempt.nonce),
            ("code_challenge", challenge), ("code_challenge_method", "S256"),
        ]
        if let level = rules.levels.first { fields.append(("acr_values", level)) }
        if let parameter = rules.choiceParameter, !choice.isEmpty { fields.append((parameter, choice)) }
        let separator = provider.authorizationEndpoint.contains("?") ? "&" : "?"
        return (provider.authorizationEndpoint + separator + WebForm.encode(fields), attempt)
    }

    /// Ends it: takes what came back in the address, fetches the token and proves it.
    ///
    /// - Parameters:
    ///   - answer: the fields of the address.
    ///   - browser: the value of the cookie.
    /// - Throws: `OpenIDRefusal`.
    package func fiscalCode(answer: [String: String], browser: String) async throws -> FiscalCode {
        let attempt = try attempts.take(answer["state"] ?? "", browser: browser, at: clock())
        // RFC 9207: an answer may say whose it is, and must then be the broker's.
        if let issuer = answer["iss"], issuer != rules.issuer { throw OpenIDRefusal.issuerWrong }
        guard answer["error"] == nil else { throw OpenIDRefusal.refusedThere }
        guard let code = answer["code"], !code.isEmpty else { throw OpenIDRefusal.tokenUnsound }
        let provider = try await provider()
        let tokens = try await tokens(code, attempt, provider)
        let claims = try await proven(tokens.identity, attempt)
        let written: String
        if let code = claims.code {
            written = code
        } else {
            written = try await codeFromUserinfo(provider, tokens.access, subject: claims.subject)
        }
        return try OpenIDRules.fiscalCode(written)
    }

    private func proven(_ text: String, _ attempt: OpenIDAttempt) async throws -> TokenClaims {
        let token = try SignedToken(text)
        do {
            try await keys(renewed: false).check(token)
        } catch OpenIDRefusal.keyUnknown {
            try await keys(renewed: true).check(token)
        }
        let claims = try TokenClaims(json: token.payload, codeClaim: rules.claim)
        try rules.check(claims, nonce: attempt.nonce, at: Double(clock().seconds))
        return claims
    }
}

extension OpenIDClient {
    private struct Tokens: Decodable {
        let identity: String
        let access: String?

        enum CodingKeys: String, CodingKey {
            case identity = "id_token"
            case access = "access_token"
        }
    }

    private func tokens(_ code: String, _ attempt: OpenIDAttempt, _ provider: OpenIDProvider) async throws -> Tokens {
        var fields = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", rules.redirect),
            ("code_verifier", attempt.verifier), ("client_id", rules.clientID),
        ]
        var question = WebQuestion(address: provider.tokenEndpoint)
        if let secret = rules.clientSecret {
            if provider.tokenMethods?.contains("client_secret_basic") ?? true {
                let pair = "\(rules.clientID.queryEncoded):\(secret.queryEncoded)"
                question.fields["Authorization"] = "Basic " + Data(pair.utf8).base64EncodedString()
            } else {
                fields.append(("client_secret", secret))
            }
        }
        question.form = WebForm.encode(fields)
        let answer = try await ask(question)
        do { return try JSONDecoder().decode(Tokens.self, from: Data(answer)) } catch {
            throw OpenIDRefusal.tokenUnsound
        }
    }

    /// The claim, where the token leaves it to the broker's page about the person.
    private func codeFromUserinfo(
        _ provider: OpenIDProvider, _ access: String?, subject: String?
    ) async throws -> String {
        guard let address = provider.userinfoEndpoint, let access else { throw OpenIDRefusal.codeMissing }
        let body = try await ask(WebQuestion(address: address, fields: ["Authorization": "Bearer \(access)"]))
        let claims = try TokenClaims(json: body, codeClaim: rules.claim)
        guard claims.subject == subject else { throw OpenIDRefusal.subjectDiffers }
        guard let code = claims.code else { throw OpenIDRefusal.codeMissing }
        return code
    }

    private func provider() async throws -> OpenIDProvider {
        let now = clock().seconds
        let fresh = known.withLock { $0.providerAt + Self.freshness > now ? $0.provider : nil }
        if let fresh { return fresh }
        let body = try await ask(WebQuestion(address: OpenIDProvider.address(of: rules.issuer)))
        let provider = try OpenIDProvider(json: body, issuer: rules.issuer)
        known.withLock {
            $0.provider = provider
            $0.providerAt = now
        }
        return provider
    }

    /// - Parameter renewed: whether to look again, if the last look is not of this minute.
    private func keys(renewed: Bool) async throws -> KeySet {
        let now = clock().seconds
        let patience = renewed ? Self.pause : Self.freshness
        let fresh = known.withLock { $0.keysAt + patience > now ? $0.keys : nil }
        if let fresh { return fresh }
        let keys = try KeySet(json: try await ask(WebQuestion(address: try await provider().jwksURI)))
        known.withLock {
            $0.keys = keys
            $0.keysAt = now
        }
        return keys
    }

    private func ask(_ question: WebQuestion) async throws -> [UInt8] {
        let answer: WebAnswer
        do { answer = try await transport(question) } catch { throw OpenIDRefusal.providerUnreachable }
        guard answer.status == 200 else {
            throw question.form == nil ? OpenIDRefusal.providerUnreachable : OpenIDRefusal.tokenUnsound
        }
        return answer.body
    }
}

/// `application/x-www-form-urlencoded`.
enum WebForm {
    static func encode(_ fields: [(String, String)]) -> String {
        fields.map { "\($0.0.queryEncoded)=\($0.1.queryEncoded)" }.joined(separator: "&")
    }
}
