// SPDX-License-Identifier: EUPL-1.2

import Crypto
import CryptoExtras
import Domain
import Foundation
import Synchronization

@testable import Identity

/// A broker in the process that answers as it should, until a test has it lie.
final class HostileBroker: Sendable {
    struct State {
        var now = Timestamp(seconds: 1_768_813_200)
        /// What is said instead of the truth.
        var claims: [String: any Sendable] = [:]
        var dropped: Set<String> = []
        var head: [String: any Sendable] = [:]
        var keys: [String] = ["uno"]
        var signsWith = "uno"
        /// Makes the token anew after it was signed.
        var tampering: (@Sendable (String) -> String)?
        /// Makes the whole signature, in place of the key.
        var signature: (@Sendable ([UInt8]) -> [UInt8])?
        var userinfo: [String: any Sendable] = [:]
        var discovery: [String: any Sendable] = [:]
        var asked: [String] = []
        var form = ""
        var nonce = ""
        var status = 200
    }

    static let issuer = "https://broker.example"
    static let person = "LBRCRD53H10D205E"
    let state = Mutex(State())
    private let privateKeys: [String: _RSA.Signing.PrivateKey]
    let elliptic = P256.Signing.PrivateKey()

    init() throws {
        privateKeys = try ["uno", "due", "altrui"].reduce(into: [:]) { keys, name in
            keys[name] = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        }
    }

    func change(_ change: (inout sending State) -> Void) { state.withLock { change(&$0) } }

    func client(levels: [String] = []) -> OpenIDClient {
        OpenIDClient(
            rules: OpenIDRules(
                issuer: Self.issuer, clientID: "esenzioni", clientSecret: "s", redirect: "https://desk.example/r",
                levels: levels),
            transport: { [self] in try answer($0) }, clock: { [self] in state.withLock { $0.now } })
    }

    /// The whole way: what the client takes for the person.
    func signIn(
        _ client: OpenIDClient, answering: (OpenIDAttempt) -> [String: String] = { ["state": $0.state, "code": "c"] }
    )
        async throws -> FiscalCode
    {
        let (_, attempt) = try await client.begin(choice: "")
        change { $0.nonce = attempt.nonce }
        return try await client.fiscalCode(answer: answering(attempt), browser: attempt.browser)
    }

    private func answer(_ question: WebQuestion) throws -> WebAnswer {
        let path = question.address.dropFirst(Self.issuer.utf8.count)
        state.withLock { $0.asked.append(String(path)) }
        if let form = question.form { state.withLock { $0.form = form } }
        switch path {
        case "/.well-known/openid-configuration": return try json(discovery())
        case "/keys": return try json(["keys": state.withLock { $0.keys }.map { try key($0) }])
        case "/token":
            let status = state.withLock { $0.status }
            if status != 200 { return WebAnswer(status: status, body: []) }
            return try json(["id_token": try token(), "access_token": "a", "token_type": "Bearer"])
        case "/userinfo": return try json(state.withLock { $0.userinfo })
        default: return WebAnswer(status: 404, body: [])
        }
    }

    private func discovery() -> [String: any Sendable] {
        let usual: [String: any Sendable] = [
            "issuer": Self.issuer, "authorization_endpoint": "\(Self.issuer)/authorize",
            "token_endpoint": "\(Self.issuer)/token", "jwks_uri": "\(Self.issuer)/keys",
            "userinfo_endpoint": "\(Self.issuer)/userinfo",
        ]
        return usual.merging(state.withLock { $0.discovery }) { $1 }
    }

    func publicKey(_ name: String) throws -> _RSA.Signing.PublicKey {
        guard let key = privateKeys[name] else { throw CocoaError(.coderInvalidValue) }
        return key.publicKey
    }

    private func key(_ name: String) throws -> [String: any Sendable] {
        if name == "curva" {
            let point = Array(elliptic.publicKey.x963Representation)
            return [
                "kty": "EC", "kid": name, "use": "sig", "crv": "P-256", "x": Base64URL.encode(point[1..<33]),
                "y": Base64URL.encode(point[33...]),
            ]
        }
        let numbers = try publicKey(name).getKeyPrimitives()
        return [
            "kty": "RSA", "kid": name, "use": "sig", "alg": "RS256", "n": Base64URL.encode(numbers.modulus),
            "e": Base64URL.encode(numbers.publicExponent),
        ]
    }

    private func token() throws -> String {
        let now = state.withLock { $0.now.seconds }
        var claims: [String: any Sendable] = [
            "iss": Self.issuer, "sub": "s1", "aud": "esenzioni", "exp": now + 300, "iat": now,
            "nonce": state.withLock { $0.nonce }, "fiscalNumber": "TINIT-\(Self.person)",
        ]
        state.withLock { state in
            for (name, value) in state.claims { claims[name] = value }
            for name in state.dropped { claims[name] = nil }
        }
        let signsWith = state.withLock { $0.signsWith }
        let head: [String: any Sendable] = ["alg": "RS256", "kid": signsWith].merging(state.withLock { $0.head }) { $1 }
        let text = "\(try encoded(head)).\(try encoded(claims))"
        let signature: [UInt8]
        if let made = state.withLock({ $0.signature }) {
            signature = made(Array(text.utf8))
        } else {
            guard let key = privateKeys[signsWith] else { throw CocoaError(.coderInvalidValue) }
            let digest = SHA256.hash(data: Data(text.utf8))
            signature = Array(try key.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation)
        }
        let token = "\(text).\(Base64URL.encode(signature))"
        return state.withLock { $0.tampering }?(token) ?? token
    }

    private func encoded(_ value: [String: any Sendable]) throws -> String {
        Base64URL.encode(try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys]))
    }

    private func json(_ value: [String: any Sendable]) throws -> WebAnswer {
        WebAnswer(status: 200, body: Array(try JSONSerialization.data(withJSONObject: value)))
    }
}
