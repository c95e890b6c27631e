// SPDX-License-Identifier: EUPL-1.2

/// Takes values out of bytes that a `CompactWriter` made, or that a child which is no longer itself made up: whatever it
/// says is checked before it is believed.
struct CompactReader {
    /// The bytes are not what they should be.
    struct Malformed: Error {}

    private let bytes: [UInt8]
    private var place = 0

    /// The longest text that is believed, in bytes.
    private static let textLimit = 1 << 20

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether all has been taken.
    var isAtEnd: Bool { place == bytes.count }

    /// - Parameter limit: the largest number that is believed.
    mutating func count(upTo limit: Int) throws(Malformed) -> Int {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 63, by: 7) {
            let byte = try byte()
            number |= UInt64(byte & 0x7F) << shift
            guard byte >= 0x80 else {
                guard number <= UInt64(limit) else { throw Malformed() }
                return Int(number)
            }
        }
        throw Malformed()
    }

    mutating func truth() throws(Malformed) -> Bool {
        switch try byte() {
        case 0: return false
        case 1: return true
        default: throw Malformed()
        }
    }

    /// A number that one can calculate with.
    mutating func number() throws(Malformed) -> Double {
        var pattern: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 8) { pattern |= UInt64(try byte()) << shift }
        let number = Double(bitPattern: pattern)
        guard number.isFinite else { throw Malformed() }
        return number
    }

    mutating func text() throws(Malformed) -> String {
        let count = try count(upTo: Self.textLimit)
        guard count <= bytes.count - place else { throw Malformed() }
        defer { place += count }
        do {
            return String(copying: try UTF8Span(validating: bytes.span.extracting(place..<place + count)))
        } catch {
            throw Malformed()
        }
    }

    mutating func content(upTo limit: Int) throws(Malformed) -> [UInt8] { Array(try piece(upTo: limit)) }

    mutating func name<Name: RawRepresentable<String>>() throws(Malformed) -> Name {
        guard let name = Name(rawValue: try text()) else { throw Malformed() }
        return name
    }

    mutating func optional<Value>(
        _ body: (inout CompactReader) throws(Malformed) -> Value
    ) throws(Malformed) -> Value? {
        try truth() ? try body(&self) : nil
    }

    mutating func optionalText() throws(Malformed) -> String? {
        try truth() ? try text() : nil
    }

    /// - Parameter limit: the longest list that is believed.
    mutating func list<Element>(
        upTo limit: Int, _ body: (inout CompactReader) throws(Malformed) -> Element
    ) throws(Malformed) -> [Element] {
        let count = try count(upTo: min(limit, bytes.count - place))
        var list: [Element] = []
        for _ in 0..<count { list.append(try body(&self)) }
        return list
    }

    private mutating func byte() throws(Malformed) -> UInt8 {
        guard place < bytes.count else { throw Malformed() }
        defer { place += 1 }
        return bytes[place]
    }

    private mutating func piece(upTo limit: Int) throws(Malformed) -> ArraySlice<UInt8> {
        let count = try count(upTo: limit)
        guard count <= bytes.count - place else { throw Malformed() }
        defer { place += count }
        return bytes[place..<place + count]
    }
}
