// SPDX-License-Identifier: EUPL-1.2

internal import Crypto
package import Domain

/// One entry of the access log.
package struct AccessEntry: Hashable, Sendable {
    /// From 1, without a gap.
    package let id: Int64
    package let at: Timestamp
    /// As stored: an entry of a newer program stays legible.
    package let act: String
    package let actor: String
    package let role: String
    package let place: String
    package let session: String?
    package let outcome: String
    package let detail: String
    package let subjects: [AccessSubject]
}

/// SHA-256 over an entry and the link before it, 32 bytes.
package struct AccessLink: Hashable, Sendable {
    package let bytes: [UInt8]

    /// What stands before the first entry.
    static let origin = AccessLink(bytes: [UInt8](repeating: 0, count: 32))

    /// The same in digits, as it is shown and noted.
    package var hexadecimal: String { bytes.hexadecimal }
}

extension AccessEntry {
    /// The link that this entry makes behind `previous`.
    ///
    /// Every field goes in with its length before it, so that no two entries have the same bytes: eight bytes, the most
    /// significant first, all ones where there is no value.
    func link(after previous: AccessLink) -> AccessLink {
        var bytes = previous.bytes
        bytes.reserveCapacity(512 + 96 * subjects.count)
        bytes.append(number: id)
        bytes.append(number: at.seconds)
        for text in [act, actor, role, place, session, outcome, detail] { bytes.append(text: text) }
        bytes.append(number: Int64(subjects.count))
        for subject in subjects {
            bytes.append(text: subject.practice)
            bytes.append(text: subject.person)
            bytes.append(text: subject.document)
        }
        return AccessLink(bytes: Array(SHA256.hash(data: bytes)))
    }
}

extension [UInt8] {
    fileprivate mutating func append(number: Int64) {
        for place in 0..<8 { append(UInt8(truncatingIfNeeded: number >> (56 - 8 * place))) }
    }

    fileprivate mutating func append(text: String?) {
        guard let text else { return append(number: -1) }
        append(number: Int64(text.utf8.count))
        append(contentsOf: text.utf8)
    }
}
