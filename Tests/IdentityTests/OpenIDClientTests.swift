// SPDX-License-Identifier: EUPL-1.2

import Crypto
import CryptoExtras
import Domain
import Foundation
import Synchronization
import Testing

@testable import Identity

/// What a broker, or whoever stands in its place, could send. An independent provider is asked by `Tests/Access`.
@Suite struct OpenIDClientTests {
    private let broker: HostileBroker

    init() throws { broker = try HostileBroker() }

    private func expect(
        _ refusal: OpenIDRefusal, levels: [String] = [], _ change: (inout sending HostileBroker.State) -> Void
    ) async throws {
        broker.change(change)
        let client = broker.client(levels: levels)
        await #expect(throws: refusal) { _ = try await broker.signIn(client) }
    }

    @Test func `an honest answer names the person`() async throws {
        #expect(try await broker.signIn(broker.client()).value == HostileBroker.person)
        let form = broker.state.withLock { $0.form }
        for part in ["grant_type=authorization_code", "code_verifier=", "redirect_uri=https%3A%2F%2Fdesk.example%2Fr"] {
            #expect(form.contains(part))
        }
        #expect(!form.contains("client_secret"))
    }

    @Test func `what proves who began is the digest of what is kept back`() async throws {
        let client = broker.client()
        let (address, attempt) = try await client.begin(choice: "")
        let challenge = Base64URL.encode(SHA256.hash(data: Data(attempt.verifier.utf8)))
        #expect(address.contains("code_challenge=\(challenge)&code_challenge_method=S256"))
        #expect(!address.contains(attempt.verifier) && !address.contains(attempt.browser))
        #expect(Set([attempt.state, attempt.browser, attempt.nonce, attempt.verifier]).count == 4)
    }

    @Test(arguments: [
        ("iss", "https://other.example", OpenIDRefusal.issuerWrong), ("iss", "https://broker.example/", .issuerWrong),
        ("aud", "another", .audienceWrong), ("azp", "another", .audienceWrong), ("nonce", "another", .nonceWrong),
        ("nonce", "", .nonceWrong), ("fiscalNumber", "TINIT-LBRCRD53H10D205X", .codeUnsound),
        ("fiscalNumber", "TINIT-01234567897", .codeUnsound), ("fiscalNumber", "", .codeUnsound),
        ("fiscalNumber", "LBRCRD53H10D205E VNTRLA92B26C688M", .codeUnsound), ("sub", "", .tokenUnsound),
        ("exp", "tomorrow", .tokenUnsound),
    ])
    func `a claim that is not as it should be is refused`(name: String, value: String, refusal: OpenIDRefusal)
        async throws
    {
        try await expect(refusal) { $0.claims[name] = value }
    }

    @Test(arguments: [
        ("iss", OpenIDRefusal.issuerWrong), ("aud", .audienceWrong), ("exp", .tokenUnsound), ("iat", .tokenUnsound),
        ("nonce", .nonceWrong), ("sub", .tokenUnsound), ("fiscalNumber", .subjectDiffers),
    ])
    func `a claim that is missing is refused`(name: String, refusal: OpenIDRefusal) async throws {
        try await expect(refusal) { $0.dropped = [name] }
    }

    @Test func `several audiences need an authorized party`() async throws {
        let both = ["esenzioni", "another"]
        try await expect(.audienceWrong) { $0.claims["aud"] = both }
        broker.change { $0.claims["azp"] = "esenzioni" }
        #expect(try await broker.signIn(broker.client()).value == HostileBroker.person)
    }

    @Test(arguments: [
        ("exp", Int64(-61), OpenIDRefusal.expired), ("exp", -3600, .expired), ("iat", 61, .notYetValid),
        ("iat", -601, .expired), ("nbf", 61, .notYetValid),
    ])
    func `the clock counts, with a minute's grace`(name: String, offset: Int64, refusal: OpenIDRefusal) async throws {
        try await expect(refusal) { $0.claims[name] = $0.now.seconds + offset }
        broker.change { $0.claims[name] = $0.now.seconds + (offset > 0 ? offset - 2 : offset + 2) }
        #expect(
            offset < -600 || offset == -3600
                ? true : try await broker.signIn(broker.client()).value == HostileBroker.person)
    }

    @Test(arguments: ["none", "None", "NONE", "", "HS256", "HS512", "RS1", "ES256K", "EdDSA", "rs256", "RSA-OAEP"])
    func `an algorithm that is not on the list is refused`(name: String) async throws {
        try await expect(.algorithmRefused) { $0.head["alg"] = name }
        try await expect(.algorithmRefused) {
            $0.head["alg"] = name
            $0.signature = { _ in [] }
        }
    }

    @Test func `the public key is no shared secret`() async throws {
        let key = try broker.publicKey("uno")
        let secrets = [Data(key.pemRepresentation.utf8), key.derRepresentation, try key.getKeyPrimitives().modulus]
        for secret in secrets {
            try await expect(.algorithmRefused) {
                $0.head["alg"] = "HS256"
                $0.signature = { Array(HMAC<SHA256>.authenticationCode(for: $0, using: SymmetricKey(data: secret))) }
            }
        }
    }

    @Test func `a signature of another kind than the key's is refused`() async throws {
        for name in ["ES256", "PS256", "RS384", "RS512", "ES384"] {
            try await expect(.keyUnknown) { $0.head["alg"] = name }
        }
    }

    @Test func `a key of an elliptic curve will do, and only its own signature`() async throws {
        let key = broker.elliptic
        broker.change {
            $0.keys = ["curva"]
            $0.head = ["alg": "ES256", "kid": "curva"]
            $0.signature = { signed in
                do { return Array(try key.signature(for: SHA256.hash(data: signed)).rawRepresentation) } catch {
                    return []
                }
            }
        }
        #expect(try await broker.signIn(broker.client()).value == HostileBroker.person)
        try await expect(.signatureWrong) { $0.signature = { _ in [UInt8](repeating: 0, count: 64) } }
        try await expect(.signatureWrong) { $0.signature = { _ in [] } }
    }

    @Test func `a signature of somebody else is refused`() async throws {
        try await expect(.signatureWrong) {
            $0.signsWith = "altrui"
            $0.head["kid"] = "uno"
        }
    }

    @Test func `a key that the broker does not publish is refused`() async throws {
        try await expect(.keyUnknown) { $0.signsWith = "altrui" }
    }

    @Test(arguments: 0..<3)
    func `a token changed in any part is refused`(part: Int) async throws {
        for place in [0, 5, 17, 33] {
            broker.change {
                $0.tampering = { token in
                    var parts = token.split(separator: ".").map { Array($0.utf8) }
                    parts[part][place] = parts[part][place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
                    return parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
                }
            }
            await #expect(throws: OpenIDRefusal.self) { _ = try await broker.signIn(broker.client()) }
        }
    }

    @Test(arguments: ["", ".", "..", "a.b", "a.b.c.d", "e30.e30.", "not a token", "eyJhbGciOiJSUzI1NiJ9.e30.AA=="])
    func `what is no token is refused`(text: String) async throws {
        broker.change { $0.tampering = { _ in text } }
        await #expect(throws: OpenIDRefusal.self) { _ = try await broker.signIn(broker.client()) }
    }

    @Test func `an extension that must be understood is not`() async throws {
        let names = ["exp"]
        try await expect(.tokenUnsound) { $0.head["crit"] = names }
    }

    @Test func `a new key is found, and one that was withdrawn is forgotten`() async throws {
        let client = broker.client()
        _ = try await broker.signIn(client)
        broker.change {
            $0.keys = ["due"]
            $0.signsWith = "due"
            $0.now = Timestamp(seconds: $0.now.seconds + 31)
        }
        #expect(try await broker.signIn(client).value == HostileBroker.person)
        broker.change { $0.signsWith = "uno" }
        await #expect(throws: OpenIDRefusal.keyUnknown) { _ = try await broker.signIn(client) }
    }

    @Test func `made-up names of keys do not make us ask all day`() async throws {
        let client = broker.client()
        broker.change { $0.signsWith = "altrui" }
        for _ in 0..<20 { await #expect(throws: OpenIDRefusal.keyUnknown) { _ = try await broker.signIn(client) } }
        #expect(broker.state.withLock { $0.asked.filter { $0 == "/keys" }.count } == 1)
    }

    @Test func `an answer counts once, in the browser that asked, for ten minutes`() async throws {
        let client = broker.client()
        let (_, attempt) = try await client.begin(choice: "")
        broker.change { $0.nonce = attempt.nonce }
        let answer = ["state": attempt.state, "code": "c"]
        _ = try await client.fiscalCode(answer: answer, browser: attempt.browser)
        await #expect(throws: OpenIDRefusal.stateUnknown) {
            _ = try await client.fiscalCode(answer: answer, browser: attempt.browser)
        }
        let (_, other) = try await client.begin(choice: "")
        await #expect(throws: OpenIDRefusal.browserDiffers) {
            _ = try await client.fiscalCode(answer: ["state": other.state, "code": "c"], browser: attempt.browser)
        }
        let (_, late) = try await client.begin(choice: "")
        broker.change { $0.now = Timestamp(seconds: $0.now.seconds + 601) }
        await #expect(throws: OpenIDRefusal.stateUnknown) {
            _ = try await client.fiscalCode(answer: ["state": late.state, "code": "c"], browser: late.browser)
        }
    }

    @Test(arguments: [
        (["error": "access_denied"], OpenIDRefusal.refusedThere), (["iss": "https://other.example"], .issuerWrong),
        (["code": ""], .tokenUnsound), (["state": "x"], .stateUnknown),
    ])
    func `an answer that says something else is refused`(change: [String: String], refusal: OpenIDRefusal) async throws
    {
        let client = broker.client()
        await #expect(throws: refusal) {
            _ = try await broker.signIn(client) { ["state": $0.state, "code": "c"].merging(change) { $1 } }
        }
    }

    @Test func `a level that is too low is refused`() async throws {
        let levels = ["https://www.spid.gov.it/SpidL2"]
        try await expect(.levelTooLow, levels: levels) { _ in }
        try await expect(.levelTooLow, levels: levels) { $0.claims["acr"] = "https://www.spid.gov.it/SpidL1" }
        broker.change { $0.claims["acr"] = "https://www.spid.gov.it/SpidL2" }
        #expect(try await broker.signIn(broker.client(levels: levels)).value == HostileBroker.person)
    }

    @Test func `the broker's page about the person counts for the same person only`() async throws {
        broker.change {
            $0.dropped = ["fiscalNumber"]
            $0.userinfo = ["sub": "s1", "fiscalNumber": "TINIT-\(HostileBroker.person)"]
        }
        #expect(try await broker.signIn(broker.client()).value == HostileBroker.person)
        try await expect(.subjectDiffers) { $0.userinfo["sub"] = "s2" }
        try await expect(.codeMissing) { $0.userinfo = ["sub": "s1"] }
    }

    @Test func `a broker that says it is another, or sends secrets in clear, is refused`() async throws {
        try await expect(.issuerWrong) { $0.discovery["issuer"] = "https://other.example" }
        try await expect(.providerUnsound) {
            $0.discovery = ["token_endpoint": "http://broker.example/token"]
        }
    }

    @Test func `a refusal at the token endpoint is one`() async throws {
        try await expect(.tokenUnsound) { $0.status = 400 }
    }
}
