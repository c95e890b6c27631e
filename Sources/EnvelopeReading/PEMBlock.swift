// SPDX-License-Identifier: EUPL-1.2

import COpenSSL

/// One block of a PEM file.
struct PEMBlock {
    /// `CERTIFICATE`, `X509 CRL` …
    let label: String
    let bytes: [UInt8]

    /// Every block of a text, in its order; none where it is no PEM.
    static func all(in text: [UInt8]) -> [PEMBlock] {
        guard let source = BIO.memory(copying: text) else { return [] }
        defer {
            BIO_free(source)
            ERR_clear_error()
        }
        var blocks: [PEMBlock] = []
        while let block = next(from: source) { blocks.append(block) }
        return blocks
    }

    private static func next(from source: OpaquePointer) -> PEMBlock? {
        var label: UnsafeMutablePointer<CChar>?
        var header: UnsafeMutablePointer<CChar>?
        var data: UnsafeMutablePointer<UInt8>?
        var count = 0
        guard PEM_read_bio(source, &label, &header, &data, &count) == 1 else { return nil }
        defer {
            esenzioni_openssl_free(label)
            esenzioni_openssl_free(header)
            esenzioni_openssl_free(data)
        }
        return PEMBlock(
            label: label.map { String(cString: $0) } ?? "",
            bytes: Array(UnsafeBufferPointer(start: data, count: count)))
    }
}
