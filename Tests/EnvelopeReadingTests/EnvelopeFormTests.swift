// SPDX-License-Identifier: EUPL-1.2

import Domain
import EnvelopeReading
import Testing

extension SignedDocuments {
    /// Every way in which a signed document arrives.
    @Suite struct EnvelopeFormTests {
        private let kit: SigningKit
        private let message: [UInt8]

        init() throws {
            kit = try SigningKit.shared()
            message = try kit.signed()
        }

        private func expectDocument(in bytes: [UInt8], layers: [String], signatures: Int = 1) throws {
            let envelope = try Envelope.open(bytes, trust: kit.trust())
            #expect(envelope.layers == layers)
            #expect(envelope.content == SigningKit.document)
            #expect(envelope.verdicts.map(\.state) == Array(repeating: .valid, count: signatures))
            #expect(envelope.verdicts.allSatisfy { $0.kind == .envelope && $0.coversWholeFile && $0.reason == nil })
        }

        @Test func `the document comes out of DER`() throws { try expectDocument(in: message, layers: ["p7m"]) }

        @Test(arguments: [["-stream"], ["-stream", "-noattr"]])
        func `the document comes out of BER of indefinite length`(options: [String]) throws {
            let long = try kit.signed(
                Array(repeating: SigningKit.document, count: 500).joined().map { $0 }, options: options)
            #expect(long[1] == 0x80)
            let envelope = try Envelope.open(long, trust: kit.trust())
            #expect(envelope.content.count == SigningKit.document.count * 500)
            #expect(envelope.verdicts.map(\.state) == [.valid])
        }

        @Test(arguments: ["PKCS7", "CMS", "PKCS #7 SIGNED DATA"], ["\n", "\r\n"])
        func `the document comes out of PEM`(label: String, lineEnd: String) throws {
            try expectDocument(in: message.pem(label, lineEnd: lineEnd), layers: ["pem", "p7m"])
        }

        @Test func `text before and after PEM and a byte order mark do not matter`() throws {
            let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
            let text = Array("Certificato firmato:\r\n".utf8)
            try expectDocument(in: mark + text + message.pem("PKCS7") + text, layers: ["pem", "p7m"])
        }

        @Test(arguments: [0, 64, 76, 1])
        func `the document comes out of base64 without armour`(columns: Int) throws {
            try expectDocument(in: message.base64(columns: columns), layers: ["base64", "p7m"])
        }

        @Test func `blanks, line ends and a byte order mark around base64 do not matter`() throws {
            let spaced = Array(message.base64(columns: 60).map { $0 == 0x0A ? [0x20, 0x0D, 0x0A] : [$0] }.joined())
            try expectDocument(in: [0xEF, 0xBB, 0xBF, 0x0A] + spaced + [0x0D, 0x0A], layers: ["base64", "p7m"])
        }

        @Test func `missing padding does not matter`() throws {
            let padded = message + [0, 0, 0].prefix((4 - message.count % 3) % 3)
            let base64 = padded.base64(columns: 0)
            #expect(base64.last == UInt8(ascii: "="))
            try expectDocument(in: base64.filter { $0 != UInt8(ascii: "=") }, layers: ["base64", "p7m"])
        }

        @Test func `encodings and signatures may be within each other`() throws {
            try expectDocument(in: message.base64().base64(), layers: ["base64", "base64", "p7m"])
            try expectDocument(in: message.pem("CMS").base64(), layers: ["base64", "pem", "p7m"])
            try expectDocument(in: kit.signed(message), layers: ["p7m", "p7m"], signatures: 2)
            try expectDocument(
                in: kit.signed(message.base64()).base64(columns: 0), layers: ["base64", "p7m", "base64", "p7m"],
                signatures: 2)
        }

        @Test func `zeros and line ends after the message do not matter`() throws {
            try expectDocument(in: message + [0x0D, 0x0A, 0, 0], layers: ["p7m"])
        }

        @Test func `what follows a message is told to be unsigned`() throws {
            let envelope = try Envelope.open(message + Array("coda".utf8), trust: kit.trust())
            #expect(envelope.content == SigningKit.document)
            #expect(envelope.verdicts.map(\.coversWholeFile) == [false])
        }

        @Test func `a document of many megabytes on one line of base64 is opened`() throws {
            let content = [UInt8](repeating: 0x20, count: 6 << 20)
            let envelope = try Envelope.open(kit.signed(content).base64(columns: 0), trust: kit.trust())
            #expect(envelope.content.count == content.count)
            #expect(envelope.verdicts.map(\.state) == [.valid])
        }

        @Test func `five signed wrappers are too many, four are not`() throws {
            var bytes = SigningKit.document
            for _ in 0..<4 { bytes = try kit.signed(bytes) }
            try expectDocument(in: bytes, layers: ["p7m", "p7m", "p7m", "p7m"], signatures: 4)
            let five = try kit.signed(bytes)
            #expect(throws: EnvelopeDamage.tooDeep) { try Envelope.open(five, trust: TrustStore()) }
        }
    }
}
