// SPDX-License-Identifier: EUPL-1.2

/// A piece of a template as it was written.
enum TemplateToken: Hashable, Sendable {
    case text([UInt8])
    case value(TagName)
    case section(TagName, isInverted: Bool, [TemplateToken])
    /// Another template in this place.
    case part(String)
    /// A frame with some of its blocks filled.
    case frame(String, blocks: [String: [TemplateToken]])
    /// A place in a frame, with what stands there if nobody fills it.
    case block(String, [TemplateToken])
}

/// A piece of a template that is ready: parts and frames are in their places.
enum TemplateStep: Hashable, Sendable {
    case text([UInt8])
    case value(TagName)
    case section(TagName, isInverted: Bool, [TemplateStep])
}

/// The name in a tag: `.` for the innermost value, or names that lead inwards, as in `link.address`.
struct TagName: Hashable, Sendable {
    let written: String
    let first: String
    /// The names behind the first.
    let rest: [String]

    let isCurrent: Bool

    /// - Parameter written: without the sign of its kind; nothing for what is no name.
    init?(_ written: String) {
        let isName = { (byte: UInt8) in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: "_")
        }
        let parts = written.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard written == "." || parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isName) }) else { return nil }
        self.written = written
        isCurrent = written == "."
        first = parts[0]
        rest = Array(parts.dropFirst())
    }
}
