// SPDX-License-Identifier: EUPL-1.2

/// The names of ICD-9-CM codes, found by binary search over the bytes of the file they came in.
///
/// A dictionary of 16,000 strings takes ten times as long to fill, and every reader process would fill one at its start
/// to look up two or three names.
package struct Classification: Sendable, ExpressibleByDictionaryLiteral {
    struct Entry {
        let key: UInt64
        let name: CSVScanner.Field
    }

    private let text: CSVScanner
    /// Ascending by key.
    private let entries: [Entry]

    /// - Parameters:
    ///   - text: what the fields of `entries` are places in.
    ///   - entries: ascending by key.
    init(text: CSVScanner, entries: [Entry]) {
        self.text = text
        self.entries = entries
    }

    /// Codes without dot, and their names.
    package init(dictionaryLiteral elements: (String, String)...) {
        var bytes: [UInt8] = []
        let entries = elements.map { code, name in
            let start = bytes.count
            bytes += name.utf8
            let place = CSVScanner.Field(range: start..<bytes.count, hasEscapes: false)
            return Entry(key: Self.key(code.utf8), name: place)
        }
        self.init(text: CSVScanner(bytes), entries: entries.sorted { $0.key < $1.key })
    }

    package var count: Int { entries.count }

    /// The name of a code without dot, or nothing when the classification has no such code.
    package func name(of code: String) -> String? {
        place(of: Self.key(code.utf8)).map { text.text(entries[$0].name) }
    }

    package func contains(_ code: String) -> Bool { place(of: Self.key(code.utf8)) != nil }

    /// Whether a name has this word, in capitals; its last letter may differ, as it does between one and many.
    ///
    /// All names are looked through: a millisecond, for the few words that a line end breaks.
    package func hasWord(_ capitals: [UInt8]) -> Bool { text.holds(word: capitals) }

    /// Codes that begin like `start`, which is one of theirs or not, with their names, in the order of the codes.
    package func entries(beginning start: String) -> [(code: String, name: String)] {
        let code = start.utf8
        guard !code.isEmpty, code.count <= 8 else { return [] }
        let from = Self.key(code)
        let rest = UInt64(8 * (8 - code.count))
        let upTo = rest == 0 ? from : from | (1 << rest - 1)
        return entries[firstPlace(from)...].prefix { $0.key <= upTo }.map {
            (Self.code(of: $0.key), text.text($0.name))
        }
    }

    private func place(of key: UInt64) -> Int? {
        let place = firstPlace(key)
        return place < entries.count && entries[place].key == key ? place : nil
    }

    /// Where `key` stands, or would stand.
    private func firstPlace(_ key: UInt64) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func code(of key: UInt64) -> String {
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: key >> UInt64(8 * (7 - $0))) }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// The code's characters in one number that sorts as they do; codes have at most five, and what is longer than eight
    /// is in no classification.
    static func key(_ code: some Collection<UInt8>) -> UInt64 {
        guard code.count <= 8 else { return .max }
        let packed = code.reduce(0) { $0 << 8 | UInt64($1) }
        return packed << UInt64(8 * (8 - code.count))
    }
}
