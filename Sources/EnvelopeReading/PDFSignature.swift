// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// A signature inside a PDF, as its dictionary states it; all of it is the writer's word.
package struct PDFSignature: Hashable, Sendable {
    /// The form of the signature: `ETSI.CAdES.detached`, `adbe.pkcs7.detached` …
    package let subFilter: String
    /// Start and length of the signed parts of the file, in pairs.
    package let byteRange: [Int]
    /// The CMS message, with the zeros that fill its place.
    package let contents: [UInt8]
    /// `/M`, as a PDF date; PAdES states the time of signing here.
    package let statedTime: String?

    package init(subFilter: String, byteRange: [Int], contents: [UInt8], statedTime: String? = nil) {
        self.subFilter = subFilter
        self.byteRange = byteRange
        self.contents = contents
        self.statedTime = statedTime
    }
}

extension PDFSignature {
    /// Fields that are checked; a hostile PDF may have thousands.
    private static let limit = 16

    /// One verdict a signer of each signature, in the order of `fields`.
    ///
    /// Handled are `adbe.pkcs7.detached`, `ETSI.CAdES.detached` and, without being trusted for its SHA-1, `adbe.pkcs7.sha1`.
    /// A time stamp of the whole file (`ETSI.RFC3161`) and bare RSA signatures (`adbe.x509.rsa_sha1`) are unverifiable.
    ///
    /// - Parameter bytes: the whole file, as it came out of its envelopes.
    package static func verdicts(
        fields: [PDFSignature], in bytes: [UInt8], trust: TrustStore
    ) -> [SignatureVerdict] {
        var verdicts: [SignatureVerdict] = []
        for field in fields.prefix(limit) {
            let ranges = SignedRanges(field.byteRange, in: bytes)
            let covers = ranges?.coverWholeFile(but: field.contents, in: bytes) ?? false
            for var check in field.checks(of: ranges?.content(of: bytes) ?? [], trust: trust) {
                // Who is said to have signed is told all the same.
                if ranges == nil { check.problem = .rangesImpossible }
                verdicts.append(check.verdict(kind: .pdf, coversWholeFile: covers))
            }
        }
        if fields.count > limit {
            let rest = SignerCheck(problem: .tooManySigners(fields.count - limit))
            verdicts.append(rest.verdict(kind: .pdf, coversWholeFile: false))
        }
        return verdicts
    }

    private func checks(of signed: [UInt8], trust: TrustStore) -> [SignerCheck] {
        let time = statedTime.flatMap { Timestamp(pdfDate: $0) }
        if let formProblem { return [SignerCheck(signedAt: time, problem: formProblem)] }
        guard let message else { return [SignerCheck(signedAt: time, problem: .messageBroken)] }
        guard subFilter == Self.enclosedDigest else {
            return message.checks(over: signed, statedTime: time, trust: trust)
        }
        // The message holds the digest of the file and signs that.
        let isSame = message.embedded == SHA1Digest.of(signed)
        return message.checks(over: nil, statedTime: time, trust: trust).map { check in
            var check = check
            check.problem = isSame ? check.problem ?? .algorithmWeak : .contentChanged
            return check
        }
    }

    private static let enclosedDigest = "adbe.pkcs7.sha1"

    private var formProblem: SignatureProblem? {
        switch subFilter {
        case "adbe.pkcs7.detached", "ETSI.CAdES.detached", Self.enclosedDigest: nil
        case "ETSI.RFC3161": .timeStamp
        default: .formUnknown(String(subFilter.prefix(40)))
        }
    }

    private var message: SignedMessage? {
        guard CMSKind(of: contents) == .signedData else { return nil }
        do { return try SignedMessage(reading: contents) } catch { return nil }
    }
}
