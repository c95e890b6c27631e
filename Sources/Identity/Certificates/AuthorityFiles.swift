// SPDX-License-Identifier: EUPL-1.2

import COpenSSL
import FoundationEssentials
package import SystemPackage

/// The content of the folder of the cards' authorities.
package struct AuthorityFiles: Hashable, Sendable {
    /// A file that gave nothing, and why, in Italian.
    package struct Problem: Hashable, Sendable, CustomStringConvertible {
        package let file: String
        package let message: String

        package var description: String { "\(file): \(message)" }
    }

    /// Name and bytes of each file, as they were read.
    package var files: [(name: String, bytes: [UInt8])] { contents.map { ($0.name, $0.bytes) } }
    private var contents: [Content] = []

    private struct Content: Hashable {
        let name: String
        let bytes: [UInt8]
    }

    package init(_ files: [(name: String, bytes: [UInt8])]) {
        contents = files.map { Content(name: $0.name, bytes: $0.bytes) }
    }

    /// Every file of `folder` but hidden ones and explanations (`.md`).
    ///
    /// - Throws: what the file system says where the folder cannot be read.
    package init(folder: FilePath) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.string).sorted()
        for name in names where !name.hasPrefix(".") && !name.lowercased().hasSuffix(".md") {
            let bytes = FileManager.default.contents(atPath: folder.appending(name).string) ?? Data()
            contents.append(Content(name: name, bytes: Array(bytes)))
        }
    }

    /// The blocks of a PEM file, or the file itself.
    static func blocks(_ bytes: [UInt8]) -> [[UInt8]] {
        var found: [[UInt8]] = []
        bytes.withUnsafeBytes { buffer in
            guard let bio = BIO_new_mem_buf(buffer.baseAddress, Int32(clamping: buffer.count)) else { return }
            defer { BIO_free(bio) }
            var name: UnsafeMutablePointer<CChar>?
            var header: UnsafeMutablePointer<CChar>?
            var data: UnsafeMutablePointer<UInt8>?
            var count = 0
            while PEM_read_bio(bio, &name, &header, &data, &count) == 1 {
                if let data { found.append(Array(UnsafeBufferPointer(start: data, count: count))) }
                esenzioni_openssl_free(name)
                esenzioni_openssl_free(header)
                esenzioni_openssl_free(data)
            }
        }
        ERR_clear_error()
        return found.isEmpty ? [bytes] : found
    }
}
