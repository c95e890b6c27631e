// SPDX-License-Identifier: EUPL-1.2

internal import Crypto
internal import Domain
internal import Foundation
package import SystemPackage

/// The key that signs the heads of the access log (Ed25519): whoever has only the database cannot make one.
package struct AccessKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// In the data folder, for its owner alone.
    package static let fileName = "audit.key"

    /// 32 bytes, to be shown to anybody.
    package var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

    /// The key kept at `path`, made there at the first call.
    ///
    /// - Throws: `StoreError.unusable` where it cannot be read or written, or is no key.
    package init(at path: FilePath) throws(StoreError) {
        if let content = FileManager.default.contents(atPath: path.string) {
            let text = String(decoding: content, as: UTF8.self).filter { !$0.isWhitespace }
            guard let seed = [UInt8](hexadecimal: text), let key = Self.key(seed) else {
                throw .unusable("\(path): not a key of the access log")
            }
            self.key = key
        } else {
            guard !FileManager.default.fileExists(atPath: path.string) else {
                throw .unusable("\(path): cannot be read")
            }
            key = Curve25519.Signing.PrivateKey()
            let text = Array(key.rawRepresentation).hexadecimal + "\n"
            try DurableFile.write(Array(text.utf8), to: path, permissions: .ownerReadWrite)
        }
    }

    /// The public half of the key at `path`, made by nobody; nothing where there is no key.
    ///
    /// - Throws: as for a key.
    package static func publicKey(at path: FilePath) throws(StoreError) -> [UInt8]? {
        guard FileManager.default.fileExists(atPath: path.string) else { return nil }
        return try AccessKey(at: path).publicKey
    }

    private static func key(_ seed: [UInt8]) -> Curve25519.Signing.PrivateKey? {
        do { return try Curve25519.Signing.PrivateKey(rawRepresentation: seed) } catch { return nil }
    }

    /// - Throws: `StoreError.unusable` where the library fails.
    func sign(_ head: AccessHead) throws(StoreError) -> [UInt8] {
        do {
            return Array(try key.signature(for: head.statement))
        } catch {
            throw .unusable("the access log cannot be signed")
        }
    }
}

/// How far the chain reaches: what a signature vouches for.
package struct AccessHead: Hashable, Sendable, Codable {
    /// The Italian day whose last entry it is; nothing for the head of the moment.
    package let day: String?
    /// The number of that entry.
    package let last: Int64
    /// Its link, in hexadecimal digits.
    package let hash: String

    fileprivate var statement: [UInt8] {
        Array("esenzioni registro accessi 1\n\(day ?? "testa")\n\(last)\n\(hash)\n".utf8)
    }

    /// Whether `signature` is that of this head, by the owner of `publicKey`.
    package func isSigned(_ signature: [UInt8], by publicKey: [UInt8]) -> Bool {
        do {
            return try Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
                .isValidSignature(signature, for: statement)
        } catch {
            return false
        }
    }
}
