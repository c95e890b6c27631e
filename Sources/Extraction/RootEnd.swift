// SPDX-License-Identifier: EUPL-1.2

import Domain

/// The end of an attached XML document.
///
/// PDF writers state wrong lengths of streams, so the frame of the stream may follow the root element (documents.md §6):
/// blanks, zero bytes, the word `endstream` and what comes after it. Only that is cut off; anything else that is wrong with
/// an XML is left to the parser to refuse.
enum RootEnd {
    private static let blanks: Set<UInt8> = [0x20, 0x0A, 0x0D, 0x09]

    static func trim(_ bytes: [UInt8]) -> (bytes: [UInt8], hadTail: Bool) {
        guard let bracket = bytes.lastIndex(of: UInt8(ascii: "<")),
            let end = bytes[bracket...].firstIndex(of: UInt8(ascii: ">")),
            closes(bytes[bracket...end])
        else { return (bytes, false) }
        let tail = bytes[(end + 1)...].drop { blanks.contains($0) }
        if tail.isEmpty { return (Array(bytes[...end]), false) }
        let frame = tail.drop { $0 == 0 || $0 == 0x1A || blanks.contains($0) }
        guard frame.isEmpty || frame.starts(with: "endstream".utf8) else { return (bytes, false) }
        return (Array(bytes[...end]), true)
    }

    /// `</ClinicalDocument>` with any prefix and blanks, or the end of what wraps it.
    private static func closes(_ tag: ArraySlice<UInt8>) -> Bool {
        guard tag.starts(with: "</".utf8) else { return false }
        let name = String(decoding: tag.dropFirst(2).dropLast(), as: UTF8.self).trimmed
        let local = name.split(separator: ":").last ?? ""
        return local == "ClinicalDocument" || local == "datasets" || local == "xdp"
    }
}
