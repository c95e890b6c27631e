// SPDX-License-Identifier: EUPL-1.2

internal import FoundationEssentials

/// Base64 with the alphabet for addresses and without padding (RFC 7515 §2).
enum Base64URL {
    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Nothing where a character is not of the alphabet, or where the same bytes are written otherwise.
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let plain = text.utf8.map { byte -> UInt8 in
            switch byte {
            case UInt8(ascii: "-"): UInt8(ascii: "+")
            case UInt8(ascii: "_"): UInt8(ascii: "/")
            case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): 0
            default: byte
            }
        }
        let padded = String(decoding: plain, as: UTF8.self) + String(repeating: "=", count: (4 - plain.count % 4) % 4)
        guard let bytes = Data(base64Encoded: padded).map(Array.init), encode(bytes) == String(text) else { return nil }
        return bytes
    }

    /// 256 random bits from the system's generator for secrets, in 43 characters.
    static func secret() -> String {
        var random = SystemRandomNumberGenerator()
        return encode((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) })
    }
}
