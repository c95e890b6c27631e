// SPDX-License-Identifier: EUPL-1.2

import COpenSSL

/// Base64 with or without line breaks and blanks, of any line length, the padding at the end possibly missing.
enum Base64Text {
    /// The bytes that `text` stands for.
    ///
    /// - Throws: `truncated` where the end is missing, `damaged` at a character that is no base64 or stands after the end.
    static func decoded(_ text: ArraySlice<UInt8>) throws(EnvelopeDamage) -> [UInt8] {
        var letters = 0
        var padding = 0
        for byte in text where !byte.isBlank {
            if byte == pad {
                padding += 1
            } else {
                // OpenSSL would stop at a hyphen without a word.
                guard isLetter(byte), padding == 0 else { throw .damaged }
                letters += 1
            }
        }
        guard letters % 4 != 1 else { throw .truncated }
        let missing = (4 - letters % 4) % 4
        guard padding <= missing else { throw .damaged }
        return try decoded(text, and: [UInt8](repeating: pad, count: missing - padding))
    }

    private static func decoded(_ text: ArraySlice<UInt8>, and end: [UInt8]) throws(EnvelopeDamage) -> [UInt8] {
        guard let context = EVP_ENCODE_CTX_new(), text.count < Int32.max else { throw .damaged }
        defer {
            EVP_ENCODE_CTX_free(context)
            ERR_clear_error()
        }
        EVP_DecodeInit(context)
        var isSound = true
        let decoded = [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3 + 64) { buffer, count in
            for part in [text, end[...]] {
                var written: Int32 = 0
                let room = buffer.baseAddress.map { $0 + count }
                isSound = isSound && EVP_DecodeUpdate(context, room, &written, Array(part), Int32(part.count)) >= 0
                count += Int(written)
            }
            var written: Int32 = 0
            isSound = isSound && EVP_DecodeFinal(context, buffer.baseAddress.map { $0 + count }, &written) == 1
            count += Int(written)
        }
        guard isSound else { throw .damaged }
        return decoded
    }

    /// What the beginning of `text` stands for; nothing where it is no base64.
    static func beginning(of text: ArraySlice<UInt8>) -> [UInt8] {
        var characters: [UInt8] = []
        for byte in text.prefix(1024) where !byte.isBlank {
            guard isLetter(byte) else {
                guard byte == pad, characters.count >= 8 else { return [] }
                break
            }
            characters.append(byte)
            if characters.count == 512 { break }
        }
        characters.removeLast(characters.count % 4)
        do { return try decoded(characters[...]) } catch { return [] }
    }

    private static let pad = UInt8(ascii: "=")

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
