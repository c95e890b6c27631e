// SPDX-License-Identifier: EUPL-1.2

/// Runs over the bytes of a content stream and answers, one after the other, the operators that place objects.
///
/// Only what placing needs is understood: numbers, names and operators. Strings, arrays, dictionaries and the data of
/// inline images are passed over, so that nothing inside them is taken for an operator.
struct ContentScanner {
    enum Operation {
        case save, restore
        case transform(PageTransform)
        /// `Do` with the resource's name.
        case draw(String)
    }

    private let bytes: [UInt8]
    private var position = 0
    private var numbers: [Double] = []
    private var name = ""

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Operation? {
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "("): skipString()
            case UInt8(ascii: "<") where peek(1) != UInt8(ascii: "<"): skip(past: UInt8(ascii: ">"))
            case UInt8(ascii: "%"): skip(past: 10, 13)
            case UInt8(ascii: "/"):
                position += 1
                name = "/" + String(decoding: word(), as: UTF8.self)
            case let other where other.isRegular:
                if let operation = operation(word()) { return operation }
            default: position += 1
            }
        }
        return nil
    }

    private mutating func operation(_ word: ArraySlice<UInt8>) -> Operation? {
        let text = String(decoding: word, as: UTF8.self)
        if let number = Double(text) {
            // Longer runs are the values of arrays, which end no operator of interest.
            if numbers.count == 6 { numbers.removeFirst() }
            numbers.append(number)
            return nil
        }
        defer { numbers.removeAll(keepingCapacity: true) }
        switch text {
        case "q": return .save
        case "Q": return .restore
        case "cm": return PageTransform(numbers).map(Operation.transform)
        case "Do": return .draw(name)
        case "ID":
            skipInlinePicture()
            return nil
        default: return nil
        }
    }
}

extension ContentScanner {
    private var peek: UInt8? { peek(0) }

    private func peek(_ ahead: Int) -> UInt8? {
        position + ahead < bytes.count ? bytes[position + ahead] : nil
    }

    private mutating func word() -> ArraySlice<UInt8> {
        let start = position
        while let byte = peek, byte.isRegular { position += 1 }
        return bytes[start..<position]
    }

    private mutating func skip(past ends: UInt8...) {
        while let byte = peek {
            position += 1
            if ends.contains(byte) { return }
        }
    }

    private mutating func skipString() {
        var depth = 0
        while let byte = peek {
            position += byte == UInt8(ascii: "\\") ? 2 : 1
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            if depth == 0 { return }
        }
    }

    /// To the first `EI` that stands alone; the data are binary and tell no length.
    private mutating func skipInlinePicture() {
        position += 1
        while let byte = peek {
            position += 1
            guard byte.isSpace, peek == UInt8(ascii: "E"), peek(1) == UInt8(ascii: "I"),
                peek(2).map({ !$0.isRegular }) ?? true
            else { continue }
            position += 2
            return
        }
    }
}

extension UInt8 {
    fileprivate var isSpace: Bool { self == 0 || self == 9 || self == 10 || self == 12 || self == 13 || self == 32 }

    /// Neither white space nor one of the marks that end a word.
    fileprivate var isRegular: Bool {
        switch self {
        case 0, 9, 10, 12, 13, 32: false
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "/"), UInt8(ascii: "%"):
            false
        default: true
        }
    }
}
