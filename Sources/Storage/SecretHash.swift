// SPDX-License-Identifier: EUPL-1.2

internal import Crypto
internal import CryptoExtras
internal import Foundation

/// A password or PIN as it is stored: scrypt with its own salt and its own cost, written `scrypt$N$r$p$salt$key`.
package struct SecretHash: Hashable, Sendable {
    package let text: String

    /// 16 MiB and some 50 ms a guess on a server of today.
    package static let usualRounds = 16_384
    private static let blockSize = 8
    private static let parallelism = 1

    /// Hashes `secret` with a fresh random salt.
    ///
    /// - Parameter rounds: a power of two; fewer than usual only where many accounts are made for a test.
    package init(hashing secret: String, rounds: Int = usualRounds) throws {
        let salt = Self.randomBytes(16)
        let key = try Self.derive(secret, salt, rounds, Self.blockSize, Self.parallelism)
        text = Self.text(salt, key, rounds)
    }

    /// A hash that no secret matches and that costs as much to try as any other: what an unknown name is compared with.
    package static var nobody: SecretHash {
        SecretHash(stored: text(randomBytes(16), randomBytes(32), usualRounds))
    }

    private static func text(_ salt: Data, _ key: Data, _ rounds: Int) -> String {
        [
            "scrypt", "\(rounds)", "\(blockSize)", "\(parallelism)", salt.base64EncodedString(),
            key.base64EncodedString(),
        ].joined(separator: "$")
    }

    private static func randomBytes(_ count: Int) -> Data {
        var random = SystemRandomNumberGenerator()
        return Data((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) })
    }

    package init(stored text: String) { self.text = text }

    /// Whether `secret` is the one that was hashed; takes the same time for any wrong secret.
    package func matches(_ secret: String) throws -> Bool {
        let parts = text.split(separator: "$")
        guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]), let blockSize = Int(parts[2]),
            let parallelism = Int(parts[3]), let salt = Data(base64Encoded: String(parts[4])),
            let expected = Data(base64Encoded: String(parts[5]))
        else { throw StoreError.damagedRow("operator") }
        let key = try Self.derive(secret, salt, rounds, blockSize, parallelism)
        let difference = zip(key, expected).reduce(UInt8(key.count == expected.count ? 0 : 1)) { $0 | ($1.0 ^ $1.1) }
        return difference == 0
    }

    private static func derive(
        _ secret: String, _ salt: Data, _ rounds: Int, _ blockSize: Int, _ parallelism: Int
    ) throws -> Data {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(secret.utf8), salt: salt, outputByteCount: 32, rounds: rounds, blockSize: blockSize,
            parallelism: parallelism)
        return unsafe key.withUnsafeBytes { unsafe Data($0) }
    }
}
