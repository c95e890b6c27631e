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

    private func place(of key: UInt64) -> Int? {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].key == key ? low : nil
    }

    /// The code's characters in one number that sorts as they do; codes have at most five, and what is longer than eight
    /// is in no classification.
    static func key(_ code: some Collection<UInt8>) -> UInt64 {
        guard code.count <= 8 else { return .max }
        let packed = code.reduce(0) { $0 << 8 | UInt64($1) }
        return packed << UInt64(8 * (8 - code.count))
    }
}
