// SPDX-License-Identifier: EUPL-1.2

/// Takes comma-separated rows off a file's bytes (RFC 4180), without making a string of anything nobody asks for.
///
/// Written by hand because every reader process loads the catalogue when it starts, and its longest file has 16,000 rows.
/// CR LF line ends and a byte order mark are tolerated, since spreadsheets write them; empty lines are skipped.
struct CSVScanner {
    /// Where a field stands in the bytes; the quotes around it are not part of it.
    struct Field {
        let range: Range<Int>
        /// Whether a doubled quote inside stands for one.
        let hasEscapes: Bool
    }

    enum Step: Equatable {
        case row, end
        /// What is wrong with the row, in Italian; the scan goes on behind it.
        case malformed(String)
    }

    private let bytes: [UInt8]
    private var position: Int
    private var nextLine = 1
    /// The line, from 1, on which the last row began.
    private(set) var line = 1

    private static let comma = UInt8(ascii: ",")
    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// Reads the next row into `fields`, whose storage is used again.
    mutating func next(into fields: inout [Field]) -> Step {
        fields.removeAll(keepingCapacity: true)
        skipLineEnds()
        guard position < bytes.count else { return .end }
        line = nextLine
        while true {
            if let problem = scanField(into: &fields) {
                skipLine()
                return .malformed(problem)
            }
            guard position < bytes.count, bytes[position] == Self.comma else {
                skipLine()
                return .row
            }
            position += 1
        }
    }

    /// Whether one of the fields holds a word: these capitals, of which the last may be another, between signs that are none.
    func holds(word: [UInt8]) -> Bool {
        guard word.count > 2, let first = word.first else { return false }
        let stem = word.dropLast()
        let text = bytes.span
        for start in 0...max(0, text.count - word.count) where text[start] == first {
            let end = start + word.count
            guard end <= text.count, start == 0 || !text[start - 1].isCapital, text[end - 1].isCapital,
                end == text.count || !text[end].isCapital, bytes[start..<(end - 1)].elementsEqual(stem)
            else { continue }
            return true
        }
        return false
    }

    /// The characters of a field.
    func text(_ field: Field) -> String {
        guard field.hasEscapes else { return String(decoding: bytes[field.range], as: UTF8.self) }
        var unescaped: [UInt8] = []
        var afterQuote = false
        for byte in bytes[field.range] {
            afterQuote = byte == Self.quote && !afterQuote
            if !afterQuote { unescaped.append(byte) }
        }
        return String(decoding: unescaped, as: UTF8.self)
    }

    /// The bytes of a field, for a look that needs no string.
    func slice(_ field: Field) -> ArraySlice<UInt8> { bytes[field.range] }
}

extension CSVScanner {
    private mutating func scanField(into fields: inout [Field]) -> String? {
        guard position < bytes.count, bytes[position] == Self.quote else {
            let start = position
            while position < bytes.count, !Self.endsField(bytes[position]) { position += 1 }
            fields.append(Field(range: start..<position, hasEscapes: false))
            return nil
        }
        return scanQuoted(into: &fields)
    }

    private mutating func scanQuoted(into fields: inout [Field]) -> String? {
        position += 1
        let start = position
        var hasEscapes = false
        while position < bytes.count {
            let byte = bytes[position]
            if byte == Self.lineFeed { nextLine += 1 }
            if byte == Self.quote {
                guard position + 1 < bytes.count, bytes[position + 1] == Self.quote else { break }
                hasEscapes = true
                position += 1
            }
            position += 1
        }
        guard position < bytes.count else { return "le virgolette aperte non si chiudono" }
        fields.append(Field(range: start..<position, hasEscapes: hasEscapes))
        position += 1
        guard position == bytes.count || Self.endsField(bytes[position]) else {
            return "dopo le virgolette chiuse ci vuole una virgola"
        }
        return nil
    }

    private static func endsField(_ byte: UInt8) -> Bool {
        byte == comma || byte == lineFeed || byte == carriageReturn
    }

    private mutating func skipLineEnds() {
        while position < bytes.count, bytes[position] == Self.lineFeed || bytes[position] == Self.carriageReturn {
            if bytes[position] == Self.lineFeed { nextLine += 1 }
            position += 1
        }
    }

    private mutating func skipLine() {
        while position < bytes.count, bytes[position] != Self.lineFeed { position += 1 }
    }
}

extension UInt8 {
    /// `A` to `Z`.
    fileprivate var isCapital: Bool { (0x41...0x5A).contains(self) }
}
