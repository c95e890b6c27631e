// SPDX-License-Identifier: EUPL-1.2

package import Domain
package import SystemPackage

/// The inbox as the configuration describes it (contract §3).
package struct InboxRules: Sendable {
    package let folder: FilePath
    /// Declared senders by folder name; `default` stands for files straight under the inbox.
    package let senders: [String: Sender]
    /// How long a file must lie still.
    package let settleTime: Duration
    package let scanInterval: Duration
    /// Names of files that senders or their tools will rename or remove themselves.
    package let ignored: [NamePattern]
    /// The largest document that is read, in bytes.
    package let largestDocument: Int
    /// How many children read at once.
    package let readers: Int

    package init(
        folder: FilePath, senders: [String: Sender], settleTime: Duration, scanInterval: Duration,
        ignored: [NamePattern], largestDocument: Int, readers: Int
    ) {
        self.folder = folder
        self.senders = senders
        self.settleTime = settleTime
        self.scanInterval = scanInterval
        self.ignored = ignored
        self.largestDocument = largestDocument
        self.readers = readers
    }

    /// The sender of a folder. A folder that nobody declared is taken with the terms of `default`, under its own name, so
    /// that its files get receipts rather than being left lying.
    package func sender(ofFolder name: String) -> Sender? {
        if let declared = senders[name] { return declared }
        guard let standard = senders[Self.standardSender] else { return nil }
        return Sender(
            name: name, kind: standard.kind, displayName: name, structureCode: standard.structureCode,
            asl: standard.asl, district: standard.district)
    }

    package static let standardSender = "default"
}

/// A file name with `*` for any characters, as the configuration lists them; case matters not.
package struct NamePattern: Hashable, Sendable {
    private let pieces: [[UInt8]]

    package init(_ text: String) {
        pieces = text.lowercased().utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
    }

    package func matches(_ name: String) -> Bool {
        var rest = Array(name.lowercased().utf8)[...]
        guard let first = pieces.first, rest.starts(with: first) else { return false }
        rest = rest.dropFirst(first.count)
        guard pieces.count > 1 else { return rest.isEmpty }
        for piece in pieces.dropFirst().dropLast() {
            guard let end = Self.end(of: piece, in: rest) else { return false }
            rest = rest[end...]
        }
        guard let last = pieces.last else { return false }
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }

    /// Where the first occurrence of `piece` ends.
    private static func end(of piece: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
        guard text.count >= piece.count else { return nil }
        return (text.startIndex...(text.endIndex - piece.count)).first { text[$0...].starts(with: piece) }
            .map { $0 + piece.count }
    }
}
