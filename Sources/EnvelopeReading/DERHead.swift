// SPDX-License-Identifier: EUPL-1.2

/// Tag and length of one element of DER or BER, without a look at its content.
struct DERHead {
    /// The first byte; tags of several bytes do not occur where this is used.
    let tag: UInt8
    /// The place after tag and length.
    let contentStart: Int
    /// Nothing where the length is indefinite.
    let contentEnd: Int?

    /// Nothing where the bytes end too early or state a length beyond 2^48.
    init?(_ bytes: [UInt8], at place: Int) {
        guard place >= 0, place + 1 < bytes.count else { return nil }
        tag = bytes[place]
        let first = bytes[place + 1]
        guard first & 0x80 != 0 else {
            contentStart = place + 2
            contentEnd = contentStart + Int(first)
            return
        }
        let count = Int(first & 0x7F)
        guard count <= 8, place + 2 + count <= bytes.count else { return nil }
        contentStart = place + 2 + count
        guard count > 0 else {
            contentEnd = nil
            return
        }
        let length = bytes[(place + 2)..<contentStart].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length < 1 << 48 else { return nil }
        contentEnd = contentStart + Int(length)
    }
}
