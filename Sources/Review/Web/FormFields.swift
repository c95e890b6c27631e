// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// The names and values of a form or a query string, in `application/x-www-form-urlencoded`.
struct FormFields: Hashable, Sendable {
    private var values: [String: String] = [:]

    static let empty = FormFields(urlEncoded: "")

    /// Reads any text: what is not well formed is taken as it stands. Of a name that comes twice the first counts.
    init(urlEncoded text: String) {
        for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts.first.map(Self.decoded), values[name] == nil else { continue }
            values[name] = parts.count == 2 ? Self.decoded(parts[1]) : ""
        }
    }

    init(_ pairs: [(name: String, value: String)]) {
        values = Dictionary(pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// The value without blanks at its ends; empty where there is none.
    subscript(name: String) -> String { (values[name] ?? "").trimmed }

    /// The value as typed, blanks included: for secrets.
    func exact(_ name: String) -> String { values[name] ?? "" }

    /// The page of a list that an address asks for, from 1. What is no number, or one that no list can have, is the first.
    func page(_ name: String) -> Int { Int(self[name]).flatMap { Self.pages.contains($0) ? $0 : nil } ?? 1 }

    private static let pages = 1...1_000_000

    /// All of them, by name.
    var all: [(name: String, value: String)] { values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

    func has(_ name: String) -> Bool { values[name] != nil }

    /// What follows `prefix` in the names that begin with it.
    func names(after prefix: String) -> Set<String> {
        Set(values.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) })
    }

    private static func decoded(_ bytes: Substring.UTF8View) -> String {
        var result: [UInt8] = []
        var rest = Array(bytes)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"):
                result.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                if rest.count >= 2, let value = [UInt8](hexadecimal: rest.prefix(2)) {
                    result += value
                    rest = rest.dropFirst(2)
                } else {
                    result.append(byte)
                }
            default:
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self).cleaned
    }
}

extension String {
    /// With plain line ends and without the characters that no XML paper can carry: what is typed here ends in receipts.
    fileprivate var cleaned: String {
        var scalars = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in unicodeScalars {
            if scalar == "\r" || (scalar == "\n" && previous != "\r") { scalars.append("\n") }
            if scalar == "\t"
                || (scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && !scalar.isNonCharacter)
            {
                scalars.append(scalar)
            }
            previous = scalar
        }
        return String(scalars)
    }
}

extension Unicode.Scalar {
    fileprivate var isNonCharacter: Bool { value & 0xFFFE == 0xFFFE }
}
