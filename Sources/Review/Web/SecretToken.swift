// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// 256 random bits as 64 hexadecimal digits: a session's name, a form's token.
struct SecretToken: Hashable, Sendable {
    let value: String

    /// From the system's generator for secrets.
    init() {
        var random = SystemRandomNumberGenerator()
        value = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }.hexadecimal
    }

    /// One that comes back from a browser; nothing when it has not the shape of one.
    init?(_ text: String) {
        guard text.utf8.count == 64, text.utf8.allSatisfy({ $0.isASCIIDigit || (0x61...0x66).contains($0) }) else {
            return nil
        }
        value = text
    }

    /// Compares in a time that does not depend on where the two differ.
    func matches(_ text: String) -> Bool {
        guard text.utf8.count == value.utf8.count else { return false }
        return zip(text.utf8, value.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
