// SPDX-License-Identifier: EUPL-1.2

import Domain
import EnvelopeReading
import Testing

extension SignedDocuments {
    /// Signatures inside a PDF, over bytes as their dictionary names them.
    @Suite struct PDFSignatureTests {
        private let kit: SigningKit
        private let file: SignedPDF

        init() throws {
            kit = try SigningKit.shared()
            file = try SignedPDF(by: kit)
        }

        private func verdict(_ field: PDFSignature, in bytes: [UInt8]? = nil) throws -> SignatureVerdict {
            let verdicts = try PDFSignature.verdicts(fields: [field], in: bytes ?? file.bytes, trust: kit.trust())
            #expect(verdicts.count == 1)
            return try #require(verdicts.first)
        }

        @Test(arguments: ["ETSI.CAdES.detached", "adbe.pkcs7.detached"])
        func `a signature over the whole file is valid`(form: String) throws {
            let verdict = try verdict(file.field(subFilter: form))
            #expect(verdict.kind == .pdf)
            #expect(verdict.state == .valid)
            #expect(verdict.coversWholeFile)
            #expect(verdict.signerFiscalCode?.value == "RSSMRA80A01H501U")
        }

        @Test func `a changed byte makes it invalid`() throws {
            let verdict = try verdict(file.field(), in: file.bytes.replacing("prova", with: "altro"))
            #expect(verdict.state == .invalid)
            #expect(verdict.reason?.contains("modificato") == true)
        }

        @Test func `what was appended after signing is not covered`() throws {
            let verdict = try verdict(file.field(), in: file.bytes + Array("2 0 obj".utf8))
            #expect(verdict.state == .valid)
            #expect(!verdict.coversWholeFile)
        }

        @Test func `a line end that transport appends takes nothing from the cover`() throws {
            #expect(try verdict(file.field(), in: file.bytes + [0x0D, 0x0A]).coversWholeFile)
        }

        @Test func `a hole that holds more than the signature is not covered`() throws {
            let range = file.byteRange
            let narrow = [0, range[1] - 8, range[2], range[3]]
            #expect(try !verdict(file.field(byteRange: narrow)).coversWholeFile)
            let other = PDFSignature(
                subFilter: "ETSI.CAdES.detached", byteRange: range, contents: try kit.signed(inside: false))
            #expect(try !verdict(other).coversWholeFile)
        }

        @Test func `junk before the file moves the ranges`() throws {
            let verdict = try verdict(file.field(), in: Array("junk\n".utf8) + file.bytes)
            #expect(verdict.state == .valid)
            #expect(!verdict.coversWholeFile)
        }

        @Test(arguments: [
            [], [0, 10, 20], [0, 10, 5, 10], [-1, 10, 20, 10], [0, 10, 20, 1 << 40], [0, -10, 20, 10], [0, 0, 20, 10],
            [0, 10, Int.max, Int.max], [0, 10, 20, 10, 40, 10], [0, Int.max, 0, Int.max],
        ])
        func `impossible ranges are invalid`(byteRange: [Int]) throws {
            let verdict = try verdict(file.field(byteRange: byteRange))
            #expect(verdict.state == .invalid)
            #expect(!verdict.coversWholeFile)
            #expect(verdict.signer == "ROSSI MARIO")
        }

        @Test(arguments: ["D:20360101120000+01'00'", "D:20100101"])
        func `the time in the dictionary counts where the signature has none`(time: String) throws {
            let file = try SignedPDF(by: kit, options: ["-noattr"])
            let verdict = try verdict(file.field(statedTime: time))
            #expect(
                verdict.signedAt?.iso == (time.count > 12 ? "2036-01-01T12:00:00+01:00" : "2010-01-01T01:00:00+01:00"))
            #expect(verdict.state == .unverifiable)
        }

        @Test func `a digest that the message encloses is compared with the file`() throws {
            let digest = try kit.sha1(of: file.signedBytes)
            let contents = try kit.signed(digest, options: ["-md", "sha1"])
            let field = PDFSignature(subFilter: "adbe.pkcs7.sha1", byteRange: file.byteRange, contents: contents)
            #expect(try verdict(field).state == .unverifiable)
            #expect(try verdict(field, in: file.bytes.replacing("prova", with: "altro")).state == .invalid)
        }

        @Test(arguments: ["ETSI.RFC3161", "adbe.x509.rsa_sha1", ""])
        func `other forms are unverifiable`(form: String) throws {
            #expect(try verdict(file.field(subFilter: form)).state == .unverifiable)
        }

        @Test func `a signature that is no message is invalid`() throws {
            for contents in [[], [0x30, 0x82], SigningKit.document, Array(try kit.signed().prefix(700))] {
                let field = PDFSignature(
                    subFilter: "ETSI.CAdES.detached", byteRange: file.byteRange, contents: contents)
                #expect(try verdict(field).state == .invalid)
            }
        }

        @Test func `a document inside the message is not taken for the file`() throws {
            let field = PDFSignature(
                subFilter: "adbe.pkcs7.detached", byteRange: file.byteRange, contents: try kit.signed())
            #expect(try verdict(field).state == .invalid)
        }

        @Test func `each signature has a verdict, thousands have sixteen and one for the rest`() throws {
            let fields = [PDFSignature](repeating: file.field(), count: 1000)
            let verdicts = try PDFSignature.verdicts(fields: fields, in: file.bytes, trust: kit.trust())
            #expect(verdicts.map(\.state) == Array(repeating: .valid, count: 16) + [.unverifiable])
            #expect(verdicts.last?.reason?.contains("984") == true)
        }
    }
}
