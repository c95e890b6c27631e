// SPDX-License-Identifier: EUPL-1.2

import Domain
import EnvelopeReading
import Testing

extension SignedDocuments {
    /// Envelopes that yield no document, and hostile ones.
    @Suite struct EnvelopeDamageTests {
        private let kit: SigningKit

        init() throws { kit = try SigningKit.shared() }

        @Test func `a signature without its document is told apart`() throws {
            let detached = try kit.signed(inside: false)
            #expect(throws: EnvelopeDamage.detached) { try Envelope.open(detached, trust: TrustStore()) }
        }

        @Test func `an encrypted document is told apart`() throws {
            try kit.write(SigningKit.document, to: "plain")
            try kit.openssl(["cms", "-encrypt", "-in", "plain", "-outform", "DER", "-out", "secret.p7m", "rsa.pem"])
            let secret = try kit.read("secret.p7m")
            #expect(throws: EnvelopeDamage.encrypted) { try Envelope.open(secret, trust: TrustStore()) }
        }

        @Test func `another kind of message is told apart`() throws {
            try kit.write(SigningKit.document, to: "undigested")
            try kit.openssl([
                "cms", "-digest_create", "-in", "undigested", "-outform", "DER", "-out", "digested.p7m",
            ])
            let digested = try kit.read("digested.p7m")
            #expect(throws: EnvelopeDamage.unsupported) { try Envelope.open(digested, trust: TrustStore()) }
        }

        @Test func `broken base64 of an envelope is damage`() throws {
            let base64 = try kit.signed().base64(columns: 0)
            let text = base64.prefix(800) + Array("-_?".utf8) + base64.dropFirst(803)
            #expect(throws: EnvelopeDamage.damaged) { try Envelope.open(Array(text), trust: TrustStore()) }
        }

        @Test func `a PEM without its last line is cut short`() throws {
            let cut = try kit.signed().pem("PKCS7").prefix(1000)
            #expect(throws: EnvelopeDamage.truncated) { try Envelope.open(Array(cut), trust: TrustStore()) }
        }

        @Test(arguments: [["-cades"], ["-stream"]])
        func `a message cut anywhere is damaged or no envelope at all`(options: [String]) throws {
            let message = try kit.signed(options: options)
            let trust = try kit.trust()
            for length in 0..<message.count {
                let cut = Array(message.prefix(length))
                do {
                    let envelope = try Envelope.open(cut, trust: trust)
                    #expect(length < 20 && envelope.layers.isEmpty && envelope.content == cut)
                } catch {
                    #expect(error == .truncated || error == .damaged, "\(length)")
                }
            }
        }

        @Test func `a message with flipped bits is never valid with another document`() throws {
            let message = try kit.signed()
            let trust = try kit.trust()
            var generator = SeededGenerator(seed: 7)
            var valid = 0
            for _ in 0..<10_000 {
                var bytes = message
                for _ in 0..<Int.random(in: 1...3, using: &generator) {
                    bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^=
                        1 << UInt8.random(in: 0..<8, using: &generator)
                }
                do {
                    let envelope = try Envelope.open(bytes, trust: trust)
                    guard envelope.verdicts.contains(where: { $0.state == .valid }) else { continue }
                    valid += 1
                    #expect(envelope.content == SigningKit.document)
                } catch { continue }
            }
            // Some bits are outside of everything signed, such as those of version numbers.
            #expect(valid < 1000)
        }

        @Test func `each damage has its own words`() {
            #expect(Set(EnvelopeDamage.allCases.map(\.reason)).count == EnvelopeDamage.allCases.count)
        }
    }
}

/// The same numbers on every run.
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let mixed = (state >> 33) ^ state
        return mixed &* 0xFF51_AFD7_ED55_8CCD
    }
}
