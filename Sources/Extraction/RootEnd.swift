// SPDX-License-Identifier: EUPL-1.2

import Domain

/// The end of an attached XML document.
///
/// PDF writers state wrong lengths of streams, so bytes that belong to nobody may follow the root element (documents.md §6).
/// They are cut off only when they hold no markup: everything else that is wrong with an XML is left to the parser.
enum RootEnd {
    static func trim(_ bytes: [UInt8]) -> (bytes: [UInt8], hadTail: Bool) {
        guard let bracket = bytes.lastIndex(of: UInt8(ascii: "<")),
            let end = bytes[bracket...].firstIndex(of: UInt8(ascii: ">")),
            closes(bytes[bracket...end])
        else { return (bytes, false) }
        let tail = bytes[(end + 1)...]
        let isBlank = tail.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        return (Array(bytes[...end]), !isBlank)
    }

    /// `</ClinicalDocument>` with any prefix and blanks, or the end of what wraps it.
    private static func closes(_ tag: ArraySlice<UInt8>) -> Bool {
        guard tag.starts(with: "</".utf8) else { return false }
        let name = String(decoding: tag.dropFirst(2).dropLast(), as: UTF8.self).trimmed
        let local = name.split(separator: ":").last ?? ""
        return local == "ClinicalDocument" || local == "datasets" || local == "xdp"
    }
}
