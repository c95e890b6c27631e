// SPDX-License-Identifier: EUPL-1.2

import Domain
import EnvelopeReading
import Testing

extension SignedDocuments {
    /// A second certificate for the same key, number and authority, in the name of somebody else.
    @Suite struct CertificateExchangeTests {
        private let kit: SigningKit

        init() throws { kit = try SigningKit.shared() }

        /// The certificate of `name` for a key, in DER; the authority's signature on it varies in length.
        private func certificate(_ name: String, key: String, length: Int? = nil) throws -> [UInt8] {
            for _ in 0..<50 {
                try kit.openssl(["req", "-new", "-key", "\(key).key", "-subj", "/CN=\(name)", "-out", "\(key).csr"])
                try kit.openssl([
                    "x509", "-req", "-in", "\(key).csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", "77",
                    "-days", "99", "-out", "\(key).pem",
                ])
                try kit.openssl(["x509", "-in", "\(key).pem", "-outform", "DER", "-out", "\(key).der"])
                let bytes = try kit.read("\(key).der")
                if length == nil || bytes.count == length { return bytes }
            }
            Issue.record("no certificate of that length")
            return []
        }

        @Test(arguments: [(["-cades"], SignatureVerdict.State.invalid), (["-noattr"], .valid)])
        func `a signature that names its certificate is bound to it`(
            options: [String], state: SignatureVerdict.State
        ) throws {
            let key = "shared\(options.joined())"
            try kit.openssl(["genpkey"] + SigningKit.ec + ["-out", "\(key).key"])
            // A length that comes twice in a row is a common one.
            var own = try certificate("VERDI UGO", key: key)
            for _ in 0..<50 {
                let before = own.count
                own = try certificate("VERDI UGO", key: key)
                if own.count == before { break }
            }
            let message = try kit.signed(by: [key], options: options)
            let other = try certificate("VERDI ADA", key: key, length: own.count)
            let place = try #require(message.indices.first { message[$0...].starts(with: own) })
            let exchanged = message[..<place] + other + message[(place + own.count)...]
            let verdict = try #require(try Envelope.open(Array(exchanged), trust: kit.trust()).verdicts.first)
            #expect(verdict.signer == "VERDI ADA")
            #expect(verdict.state == state)
            #expect((verdict.reason?.contains("non è quello con cui") == true) == (state == .invalid))
        }
    }
}
