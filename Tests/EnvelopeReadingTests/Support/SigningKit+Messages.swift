// SPDX-License-Identifier: EUPL-1.2

import EnvelopeReading
import Foundation

extension SigningKit {
    static let document = Array("<?xml version=\"1.0\"?><ClinicalDocument>prova</ClinicalDocument>\n".utf8)

    /// What `openssl cms -sign` makes of `content`; with the document inside unless told otherwise.
    func signed(
        _ content: [UInt8] = document, by signers: [String] = ["rsa"], form: String = "DER", inside: Bool = true,
        options: [String] = ["-cades"]
    ) throws -> [UInt8] {
        let name = UUID().uuidString
        try write(content, to: name)
        try openssl(
            ["cms", "-sign", "-binary", "-in", name, "-outform", form, "-out", "\(name).p7m"]
                + signers.flatMap { ["-signer", "\($0).pem", "-inkey", "\($0).key"] }
                + (inside ? ["-nodetach"] : []) + options)
        return try read("\(name).p7m")
    }

    /// The authority that the tests trust.
    func trust(_ authorities: String...) throws -> TrustStore {
        TrustStore(
            files: try (authorities.isEmpty ? ["ca"] : authorities).map {
                TrustFile(name: "\($0).pem", bytes: try read("\($0).pem"))
            })
    }
}

extension [UInt8] {
    /// In base64, with a line end after every `columns` characters; one line where that is 0.
    func base64(columns: Int = 64) -> [UInt8] {
        let line = Array(Data(self).base64EncodedString().utf8)
        guard columns > 0 else { return line }
        return Array(
            stride(from: 0, to: line.count, by: columns).map { line[$0..<Swift.min($0 + columns, line.count)] }
                .joined(separator: [0x0A]))
    }

    /// Between the lines of PEM.
    func pem(_ label: String, lineEnd: String = "\n") -> [UInt8] {
        let body = String(decoding: base64(), as: UTF8.self).replacing("\n", with: lineEnd)
        return Array("-----BEGIN \(label)-----\(lineEnd)\(body)\(lineEnd)-----END \(label)-----\(lineEnd)".utf8)
    }

    /// With every `old` replaced; both must have one length, so that the structure stays.
    func replacing(_ old: String, with new: String) -> [UInt8] {
        var bytes = self
        let pattern = Array(old.utf8)
        for place in indices where self[place...].starts(with: pattern) {
            bytes.replaceSubrange(place..<(place + pattern.count), with: new.utf8)
        }
        return bytes
    }
}
