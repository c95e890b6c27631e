// SPDX-License-Identifier: EUPL-1.2

import EnvelopeReading
import Foundation

/// Bytes with a signature in a hole, as signing programs leave them in a PDF.
struct SignedPDF {
    let bytes: [UInt8]
    let byteRange: [Int]
    let contents: [UInt8]

    /// Room for the signature, in bytes.
    private static let room = 4096

    init(by kit: SigningKit, options: [String] = ["-cades"]) throws {
        let head = Array("%PDF-1.7\n1 0 obj <</Type /Sig /Reason (prova) /Contents ".utf8)
        let tail = Array(">> endobj\n%%EOF\n".utf8)
        let message = try kit.signed(head + tail, inside: false, options: options)
        contents = message + [UInt8](repeating: 0, count: Self.room - message.count)
        let hole = "<" + contents.map { String(format: "%02x", Int($0)) }.joined() + ">"
        bytes = head + Array(hole.utf8) + tail
        byteRange = [0, head.count, head.count + hole.utf8.count, tail.count]
    }

    var signedBytes: [UInt8] { Array(bytes[..<byteRange[1]] + bytes[byteRange[2]...]) }

    func field(
        subFilter: String = "ETSI.CAdES.detached", byteRange: [Int]? = nil, statedTime: String? = nil
    ) -> PDFSignature {
        PDFSignature(
            subFilter: subFilter, byteRange: byteRange ?? self.byteRange, contents: contents, statedTime: statedTime)
    }
}

extension SigningKit {
    func sha1(of bytes: [UInt8]) throws -> [UInt8] {
        let name = UUID().uuidString
        try write(bytes, to: name)
        try openssl(["dgst", "-sha1", "-binary", "-out", "\(name).sha1", name])
        return try read("\(name).sha1")
    }
}
