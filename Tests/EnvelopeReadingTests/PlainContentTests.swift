// SPDX-License-Identifier: EUPL-1.2

import EnvelopeReading
import Foundation
import Testing

/// What is no envelope, and encodings without a signature.
@Suite struct PlainContentTests {
    private static let plain = [
        "", "0", "<a/>", "%PDF-1.7\n", "PK\u{3}\u{4}", "Si certifica che il paziente", "0\u{82}nulla",
        // Base64 by its letters, but of nothing that is known.
        "SicertificacheilpazienteROSSIMARIO", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=", "AAAA", "MIIB", "JVBE",
    ]

    @Test(arguments: plain) func `what is no envelope comes back as it is`(text: String) throws {
        let bytes = Array(text.utf8)
        let envelope = try Envelope.open(bytes, trust: TrustStore())
        #expect(envelope == Envelope(layers: [], content: bytes, verdicts: []))
    }

    @Test(arguments: ["%PDF-1.7\n%âãÏÓ\n1 0 obj", "<?xml version=\"1.0\"?><a/>", "<ClinicalDocument/>"])
    func `a document in base64 comes out without a verdict`(text: String) throws {
        for columns in [0, 64] {
            let envelope = try Envelope.open(Array(text.utf8).base64(columns: columns), trust: TrustStore())
            #expect(envelope == Envelope(layers: ["base64"], content: Array(text.utf8), verdicts: []))
        }
    }

    @Test func `XML in UTF-16 comes out of base64`() throws {
        let text = try #require("<?xml version=\"1.0\"?><a/>".data(using: .utf16))
        #expect(try Envelope.open(Array(text).base64(), trust: TrustStore()).content == Array(text))
    }

    @Test func `a document in base64 that goes on as something else is damaged`() {
        let broken = Array("%PDF-1.7\n1 0 obj<<>>endobj".utf8).base64(columns: 0) + Array("==?".utf8)
        #expect(throws: EnvelopeDamage.damaged) { try Envelope.open(broken, trust: TrustStore()) }
    }

    @Test(arguments: ["%PDF-1.7\n", "", "<a>", "testo "])
    func `the time for what is no envelope does not grow with it`(beginning: String) throws {
        let small = try time(opening: Array(beginning.utf8) + [UInt8](repeating: 0x41, count: 8 << 10))
        let large = try time(opening: Array(beginning.utf8) + [UInt8](repeating: 0x41, count: 16 << 20))
        // Two thousand times the bytes: one look at each would show.
        #expect(large < small * 100)
    }

    /// The best of some rounds, since others use the machine too.
    private func time(opening bytes: [UInt8]) throws -> Duration {
        let trust = TrustStore()
        var best = Duration.seconds(60)
        for _ in 0..<20 {
            let start = ContinuousClock.now
            #expect(try Envelope.open(bytes, trust: trust).layers.isEmpty)
            best = min(best, ContinuousClock.now - start)
        }
        return best
    }
}
