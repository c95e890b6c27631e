// SPDX-License-Identifier: EUPL-1.2

/// A text that was checked once, when it came in: equal, hashed and written as that text.
package protocol CheckedText: Hashable, Sendable, Codable, CustomStringConvertible {
    var value: String { get }
    init?(_ text: some StringProtocol)
}

extension CheckedText {
    package var description: String { value }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let code = Self(text), code.value == text else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a sound \(Self.self)")
        }
        self = code
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// A code of the national list of exemptions in the form Piemonte prescribes with: `048`, `0A02`, `RN0970`, `D03`.
///
/// Only the shape is checked here (codes.md §4); whether the code exists is the catalogue's word.
package struct ExemptionCode: CheckedText {
    package let value: String

    package init?(_ text: some StringProtocol) { self.init(String(text)) }

    /// The same for the type that nearly all texts have.
    package init?(_ text: String) {
        let code = text.trimmed.uppercased()
        guard Self.hasShape(Array(code.utf8)) else { return nil }
        value = code
    }

    private static func hasShape(_ code: [UInt8]) -> Bool {
        switch code.count {
        case 3:
            code[1...].allSatisfy(\.isASCIIDigit) && (code[0].isASCIIDigit || code[0].isASCIIUppercaseLetter)
        case 4:
            isSplitChronic(code)
        case 5:
            code[..<3].allSatisfy(\.isASCIIUppercaseLetter) && code[3...].allSatisfy(\.isASCIIDigit)
        case 6:
            isRare(code)
        default:
            false
        }
    }

    /// `0A02 0B02 0C02 0A31 0031`.
    private static func isSplitChronic(_ code: [UInt8]) -> Bool {
        ["0A02", "0B02", "0C02", "0A31", "0031"].contains(String(decoding: code, as: UTF8.self))
    }

    /// `RA0010` or, for a group of diseases, `RAG010`.
    private static func isRare(_ code: [UInt8]) -> Bool {
        guard code[0] == UInt8(ascii: "R"), code[1] >= UInt8(ascii: "A"), code[1] <= UInt8(ascii: "Q") else {
            return false
        }
        return (code[2].isASCIIDigit || code[2] == UInt8(ascii: "G")) && code[3...].allSatisfy(\.isASCIIDigit)
    }
}

/// An ICD-9-CM diagnosis without its dot (`2960`, `V425`), `000` for none, or a fictitious internal code (`F…`).
package struct DiagnosisCode: CheckedText {
    package let value: String

    /// The code with or without its dot; leading zeros matter.
    package init?(_ text: some StringProtocol) { self.init(String(text)) }

    /// The same for the type that nearly all texts have.
    package init?(_ text: String) {
        let written = text.trimmed.uppercased()
        let code = written.utf8.contains(UInt8(ascii: ".")) ? written.filter { $0 != "." } : written
        guard Self.hasShape(Array(code.utf8)) else { return nil }
        value = code
    }

    /// The code that says "no specific diagnosis", as 048 and the rare diseases have.
    package static let noneStated = DiagnosisCode(known: "000")

    private init(known value: String) { self.value = value }

    /// Neither the page nor AURA shows these: `000` and the internal codes that begin with F (domain.md §2.4).
    package var isPlaceholder: Bool { value == "000" || value.hasPrefix("F") }

    private static func hasShape(_ code: [UInt8]) -> Bool {
        guard let first = code.first, code.dropFirst().allSatisfy(\.isASCIIDigit) else { return false }
        switch first {
        case UInt8(ascii: "V"): return (3...5).contains(code.count)
        case UInt8(ascii: "E"): return (4...5).contains(code.count)
        case UInt8(ascii: "F"): return (2...6).contains(code.count)
        default: return first.isASCIIDigit && (3...5).contains(code.count)
        }
    }
}

/// A health company of a region: region (3 digits, `010` Piemonte) and company (3 digits).
package struct ASLCode: CheckedText {
    package let value: String

    /// ASL Città di Torino, the largest of the region: where nothing else is configured.
    package static let torino = ASLCode(known: "010301")

    private init(known value: String) { self.value = value }

    /// Six digits, or the company's three alone, which are then read as Piemonte's (domain.md §5).
    package init?(_ text: some StringProtocol) {
        let code = text.trimmed
        guard code.utf8.allSatisfy(\.isASCIIDigit) else { return nil }
        switch code.utf8.count {
        case 3: value = "010" + code
        case 6: value = code
        default: return nil
        }
    }
}

/// A practice's number: year (4) + ASL (6) + progressive of that ASL and year (8), as text (codes.md §8).
package struct PracticeNumber: CheckedText {
    package let value: String

    package init?(_ text: some StringProtocol) {
        let number = text.trimmed
        guard number.utf8.count == 18, number.utf8.allSatisfy(\.isASCIIDigit) else { return nil }
        value = number
    }

    /// The number after `progressive - 1` others of that year and ASL; nothing past 99,999,999 or year 9999.
    package init?(year: Int, asl: ASLCode, progressive: Int) {
        guard (1000...9999).contains(year), (1...99_999_999).contains(progressive) else { return nil }
        value = "\(year)\(asl.value)\(CalendarDay.padded(progressive, 8))"
    }

    /// The ASL that the number was given for.
    package var asl: ASLCode? { ASLCode(value.dropFirst(4).prefix(6)) }

    /// The year in which the practice was numbered.
    package var year: Int { Int(value.prefix(4)) ?? 0 }

    /// Which of its year and ASL it is.
    package var progressive: Int { Int(value.suffix(8)) ?? 0 }
}

/// The SHA-256 of a document's bytes, 64 lower-case hexadecimal digits: its only identity.
package struct ContentHash: CheckedText {
    package let value: String

    package init?(_ text: some StringProtocol) {
        let hash = text.lowercased()
        guard hash.utf8.count == 64, hash.utf8.allSatisfy({ $0.isASCIIDigit || ($0 >= 0x61 && $0 <= 0x66) }) else {
            return nil
        }
        value = hash
    }
}
