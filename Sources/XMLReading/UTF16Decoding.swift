// SPDX-License-Identifier: EUPL-1.2

/// UTF-16 as XML documents carry it: told by its byte order mark, or by an ASCII `<` in two bytes.
enum UTF16Decoding {
    enum ByteOrder {
        case bigEndian, littleEndian
    }

    static func byteOrder(of bytes: [UInt8]) -> ByteOrder? {
        guard bytes.count >= 4 else { return nil }
        switch (bytes[0], bytes[1]) {
        // A UTF-32 mark begins like a UTF-16 one; its zero bytes then fail as XML characters.
        case (0xFF, 0xFE), (0x3C, 0x00): return .littleEndian
        case (0xFE, 0xFF), (0x00, 0x3C): return .bigEndian
        default: return nil
        }
    }

    /// The text without its mark, or nothing where a byte is missing or a surrogate stands alone.
    static func utf8(_ bytes: [UInt8], _ order: ByteOrder) -> [UInt8]? {
        guard bytes.count.isMultiple(of: 2) else { return nil }
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        for index in stride(from: 0, to: bytes.count, by: 2) {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(order == .bigEndian ? first << 8 | second : second << 8 | first)
        }
        if units.first == 0xFEFF { units.removeFirst() }
        return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
    }
}
