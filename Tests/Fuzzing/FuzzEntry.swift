// SPDX-License-Identifier: EUPL-1.2

/// A parser that takes bytes of others, as a fuzzer calls it.
///
/// It must come back with any bytes at all: what it makes of them is the business of other tests, but that it is the same each time is
/// asked here too where it costs little.
struct FuzzEntry: Sendable {
    /// What the command line and the folder of its corpus call it.
    let name: String
    /// The longest input worth trying, in bytes.
    let longest: Int
    let take: @Sendable ([UInt8]) -> Void

    init(_ name: String, longest: Int, _ take: @escaping @Sendable ([UInt8]) -> Void) {
        self.name = name
        self.longest = longest
        self.take = take
    }
}

extension FuzzEntry {
    /// Every one, made once: catalogue, wording and schemas are those that the product ships.
    static func all() throws -> [FuzzEntry] {
        let reading = try ReadingEntries()
        return reading.entries + wireEntries + identityEntries + deskEntries
    }
}
