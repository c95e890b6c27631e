// SPDX-License-Identifier: EUPL-1.2

extension String {
    /// For a value in an address or a form: everything but letters, digits and `-._~` as `%XX` (RFC 3986 §2.3).
    package var queryEncoded: String {
        var result = ""
        for byte in utf8 {
            let isPlain =
                byte.isASCIIDigit || byte.asciiUppercased.isASCIIUppercaseLetter || "-._~".utf8.contains(byte)
            if isPlain {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += "%" + [byte].hexadecimal.uppercased()
            }
        }
        return result
    }

    /// A short name for a text: the same for the same text in every run and on every machine (FNV-1a). It tells texts apart and
    /// protects nothing.
    package var shortName: String {
        let hash = utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return String(hash, radix: 36)
    }
}
