// SPDX-License-Identifier: EUPL-1.2

import Domain
import EnvelopeReading
import Foundation
import Testing

extension SignedDocuments {
    /// What is said of the signatures of an envelope that opens.
    @Suite struct SignatureVerdictTests {
        private let kit: SigningKit

        init() throws { kit = try SigningKit.shared() }

        private func verdicts(_ bytes: [UInt8], trust authorities: [String] = ["ca"]) throws -> [SignatureVerdict] {
            let files = try authorities.map { TrustFile(name: $0, bytes: try kit.read("\($0).pem")) }
            return try Envelope.open(bytes, trust: TrustStore(files: files)).verdicts
        }

        @Test func `the signer is named with code and time`() throws {
            let before = Int64(Date.now.timeIntervalSince1970) - 5
            let verdict = try #require(try verdicts(kit.signed()).first)
            #expect(verdict.signer == "ROSSI MARIO")
            #expect(verdict.signerFiscalCode?.value == "RSSMRA80A01H501U")
            let time = try #require(verdict.signedAt)
            #expect(time.seconds >= before && time.seconds <= before + 3600)
        }

        @Test(arguments: [
            ("/CN=NERI UGO/serialNumber=IT:RSSMRA80A01H501U", "NERI UGO"),
            ("/CN=NERI UGO/dnQualifier=rssmra80a01h501u", "NERI UGO"),
            ("/GN=UGO/SN=NERI/CN=RSSMRA80A01H501U\\/7420012345678901.aGFzaA==", "UGO NERI"),
        ])
        func `older certificates and health cards give the code too`(subject: String, name: String) throws {
            let file = UUID().uuidString
            try kit.makeSigner(file, key: SigningKit.ec, subject: subject)
            let verdict = try #require(try verdicts(kit.signed(by: [file])).first)
            #expect(verdict.signer == name)
            #expect(verdict.signerFiscalCode?.value == "RSSMRA80A01H501U")
        }

        @Test func `a company's number is nobody's fiscal code`() throws {
            try kit.makeSigner("seal", key: SigningKit.ec, subject: "/CN=Ospedale/serialNumber=VATIT-01234567890")
            let verdict = try #require(try verdicts(kit.signed(by: ["seal"])).first)
            #expect(verdict.state == .valid)
            #expect(verdict.signerFiscalCode == nil)
        }

        @Test(arguments: [
            ["-md", "sha512"], ["-keyopt", "rsa_padding_mode:pss"], ["-noattr"], [],
            ["-keyopt", "rsa_padding_mode:pss", "-md", "sha384", "-cades"],
        ])
        func `usual algorithms and attributes are known`(options: [String]) throws {
            #expect(try verdicts(kit.signed(options: options)).map(\.state) == [.valid])
        }

        /// The first look-ups fill what OpenSSL keeps beside authorities and sort its lists.
        @Test func `many ask one new store at once and all are told the same`() async throws {
            let files = [TrustFile(name: "ca", bytes: try kit.read("ca.pem"))]
            let bytes = try kit.signed()
            for _ in 0..<20 {
                let trust = TrustStore(files: files)
                let states = try await withThrowingTaskGroup(of: [SignatureVerdict.State].self) { group in
                    for _ in 0..<16 { group.addTask { try Envelope.open(bytes, trust: trust).verdicts.map(\.state) } }
                    return try await group.reduce(into: []) { $0 += $1 }
                }
                #expect(states == Array(repeating: .valid, count: 16))
            }
        }

        @Test func `an elliptic key is known`() throws {
            #expect(try verdicts(kit.signed(by: ["ec"])).map(\.state) == [.valid])
        }

        @Test func `a signature without a time is valid and says what was not checked`() throws {
            let verdict = try #require(try verdicts(kit.signed(options: ["-noattr"])).first)
            #expect(verdict.state == .valid)
            #expect(verdict.signedAt == nil)
            #expect(verdict.reason?.contains("non è dichiarato") == true)
        }

        @Test(arguments: [["-cades"], ["-noattr"]])
        func `a changed document makes the signature invalid`(options: [String]) throws {
            let changed = try kit.signed(options: options).replacing("prova", with: "altro")
            let envelope = try Envelope.open(changed, trust: kit.trust())
            #expect(envelope.content == SigningKit.document.replacing("prova", with: "altro"))
            #expect(envelope.verdicts.map(\.state) == [.invalid])
            #expect(envelope.verdicts.first?.reason?.contains("modificato") == true)
        }

        @Test func `a changed signature is invalid`() throws {
            var message = try kit.signed()
            // The signature of a signer with RSA is what the message ends with.
            message[message.count - 100] ^= 1
            let verdict = try #require(try verdicts(message).first)
            #expect(verdict.state == .invalid)
            #expect(verdict.signer == "ROSSI MARIO")
            #expect(verdict.reason?.contains("non corrisponde") == true)
        }

        @Test func `a changed time of signing is invalid`() throws {
            let message = try kit.signed()
            let time = try #require(try verdicts(message).first?.signedAt)
            let changed = message.replacing(
                "\(time.utc)Z", with: "\(Timestamp(seconds: time.seconds - 86_400 * 40).utc)Z")
            #expect(changed != message)
            #expect(try verdicts(changed).map(\.state) == [.invalid])
        }

        @Test func `a signer of an authority that is not trusted is unverifiable`() throws {
            let verdict = try #require(try verdicts(kit.signed(by: ["outsider"])).first)
            #expect(verdict.state == .unverifiable)
            #expect(verdict.reason?.contains("«Autorita ignota»") == true)
            #expect(try verdicts(kit.signed(by: ["outsider"]), trust: ["ca", "stranger"]).map(\.state) == [.valid])
            #expect(try verdicts(kit.signed(), trust: []).map(\.state) == [.unverifiable])
        }

        @Test func `a certificate that had expired when it signed is unverifiable`() throws {
            let verdict = try #require(try verdicts(kit.signed(by: ["expired"])).first)
            #expect(verdict.state == .unverifiable)
            #expect(verdict.reason?.contains("scaduto") == true)
        }

        @Test func `SHA-1 and short keys are unverifiable`() throws {
            let old = try #require(try verdicts(kit.signed(options: ["-md", "sha1"])).first)
            #expect(old.state == .unverifiable)
            #expect(old.reason?.contains("SHA-1") == true)
            try kit.makeSigner(
                "short", key: ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"], subject: "/CN=CORTI PIA")
            #expect(try verdicts(kit.signed(by: ["short"])).map(\.state) == [.unverifiable])
        }

        @Test func `a changed document signed with SHA-1 is invalid all the same`() throws {
            let changed = try kit.signed(options: ["-md", "sha1"]).replacing("prova", with: "altro")
            #expect(try verdicts(changed).map(\.state) == [.invalid])
        }

        @Test func `a certificate that is not for signing is unverifiable`() throws {
            try kit.makeSigner("cipher", key: SigningKit.rsa, subject: "/CN=CIFRA", usage: "keyEncipherment")
            let verdict = try #require(try verdicts(kit.signed(by: ["cipher"])).first)
            #expect(verdict.state == .unverifiable)
            #expect(verdict.reason?.contains("non è destinato alla firma") == true)
        }

        @Test func `a message without the signer's certificate is unverifiable`() throws {
            let verdict = try #require(try verdicts(kit.signed(options: ["-nocerts"])).first)
            #expect(verdict.state == .unverifiable)
            #expect(verdict.signer == nil)
            let changed = try kit.signed(options: ["-nocerts"]).replacing("prova", with: "altro")
            #expect(try verdicts(changed).map(\.state) == [.invalid])
        }

        @Test func `each of several signers has a verdict`() throws {
            let verdicts = try verdicts(kit.signed(by: ["rsa", "outsider"]))
            #expect(Set(verdicts.map(\.state)) == [.valid, .unverifiable])
            #expect(Set(verdicts.compactMap(\.signer)) == ["ROSSI MARIO", "BIANCHI ANNA"])
        }

        @Test func `the verdicts of nested wrappers come outermost first`() throws {
            let nested = try kit.signed(kit.signed(by: ["ec"]), by: ["rsa"])
            #expect(try verdicts(nested).map(\.signer) == ["ROSSI MARIO", "BIANCHI ANNA"])
        }
    }
}

extension Timestamp {
    /// As a signed attribute writes it, without the letter for the zone.
    fileprivate var utc: String {
        let date = Date(timeIntervalSince1970: TimeInterval(seconds))
        let text = date.formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted))
        return text.filter(\.isNumber).dropFirst(2).description
    }
}
