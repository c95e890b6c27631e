// SPDX-License-Identifier: EUPL-1.2

package import SystemPackage

/// The first and the last bytes of a file, which tell whether it was received to its end: a sender may close a file and go
/// on writing it later, and a copy may break off. Nothing here is parsed; what a format does not say at its ends is
/// whole.
package struct FileEnds: Sendable {
    private let head: [UInt8]
    private let tail: [UInt8]
    private let size: Int

    /// How many bytes are looked at, at either end.
    static let reach = 4096

    /// - Parameters:
    ///   - head: the first `reach` bytes, or all.
    ///   - tail: the last `reach` bytes, or all.
    package init(head: [UInt8], tail: [UInt8], size: Int) {
        self.head = head
        self.tail = tail
        self.size = size
    }

    /// - Throws: `Errno`.
    package init(of file: FileDescriptor, size: Int) throws {
        self.init(
            head: try file.read(at: 0, upTo: Self.reach),
            tail: try file.read(at: Int64(max(0, size - Self.reach)), upTo: Self.reach), size: size)
    }

    /// Whether the end is missing that the beginning announces.
    package var isCutOff: Bool {
        if head.starts(with: "%PDF-".utf8) { return !tail.holds("%%EOF") }
        if head.starts(with: "-----BEGIN".utf8) { return !tail.holds("-----END") }
        if let announced = announcedLength { return size < announced }
        if let root = rootName { return !tail.closes(root) }
        return false
    }

    /// The length that the outermost element of DER, such as that of a signed envelope, says it has; nothing where this is
    /// none, or one that says no length.
    private var announcedLength: Int? {
        guard head.count >= 6, head[0] == 0x30, head[1] > 0x80, head[1] <= 0x84 else { return nil }
        let count = Int(head[1] & 0x7F)
        return head[2..<(2 + count)].reduce(0) { $0 << 8 | Int($1) } + 2 + count
    }

    /// The name of the root element, with its prefix; nothing where this is no XML in an encoding that contains ASCII.
    private var rootName: ArraySlice<UInt8>? {
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = head.starts(with: byteOrderMark) ? head[3...] : head[...]
        guard text.first(where: { !$0.isBlank }) == UInt8(ascii: "<") else { return nil }
        var rest = text
        while let bracket = rest.firstIndex(of: UInt8(ascii: "<")), let next = rest[bracket...].dropFirst().first {
            rest = rest[(bracket + 1)...]
            if next == UInt8(ascii: "!"), rest.starts(with: "!--".utf8) {
                guard let end = rest.place(of: "-->") else { return nil }
                rest = rest[end...]
            } else if next != UInt8(ascii: "?"), next != UInt8(ascii: "!") {
                let name = rest.tagName
                return name.isEmpty || name.endIndex == rest.endIndex ? nil : name
            }
        }
        return nil
    }
}

extension ArraySlice<UInt8> {
    fileprivate var tagName: ArraySlice<UInt8> {
        prefix { !$0.isBlank && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

extension Collection<UInt8> where Index == Int, SubSequence: Collection<UInt8> {
    /// Where `text` stands first.
    fileprivate func place(of text: String) -> Int? {
        indices.first { self[$0] == text.utf8.first && self[$0...].starts(with: text.utf8) }
    }

    fileprivate func holds(_ text: String) -> Bool { place(of: text) != nil }
}

extension [UInt8] {
    /// Whether the last tag is the end of the element `name`, or of one without content.
    fileprivate func closes(_ name: ArraySlice<UInt8>) -> Bool {
        var rest = self[...]
        while let bracket = rest.lastIndex(of: UInt8(ascii: "<")) {
            let tag = self[(bracket + 1)...]
            guard let end = tag.firstIndex(of: UInt8(ascii: ">")) else { return false }
            // Comments and instructions may follow the root element.
            if tag.first == UInt8(ascii: "!") || tag.first == UInt8(ascii: "?") {
                rest = self[..<bracket]
                continue
            }
            let isEnd = tag.first == UInt8(ascii: "/")
            guard isEnd || tag[..<end].last == UInt8(ascii: "/") else { return false }
            return (isEnd ? tag.dropFirst() : tag).tagName.elementsEqual(name)
        }
        return false
    }
}

extension FileDescriptor {
    fileprivate func read(at offset: Int64, upTo count: Int) throws -> [UInt8] {
        try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = try unsafe read(fromAbsoluteOffset: offset, into: UnsafeMutableRawBufferPointer(buffer))
        }
    }
}
