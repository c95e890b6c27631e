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

    package var hexadecimal: String { bytes.hexadecimal }
}

extension AccessEntry {
    /// The link that this entry makes behind `previous`.
    ///
    /// Every field goes in with its length before it, so that no two entries have the same bytes: eight bytes, the most
    /// significant first, all ones where there is no value.
    func link(after previous: AccessLink) -> AccessLink {
        var hash = SHA256()
        hash.update(data: previous.bytes)
        hash.update(number: id)
        hash.update(number: at.seconds)
        for text in [act, actor, role, place, session, outcome, detail] { hash.update(text: text) }
        hash.update(number: Int64(subjects.count))
        for subject in subjects {
            for text in [subject.practice, subject.person, subject.document] { hash.update(text: text) }
        }
        return AccessLink(bytes: Array(hash.finalize()))
    }
}

extension SHA256 {
    fileprivate mutating func update(number: Int64) {
        update(data: (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) })
    }

    fileprivate mutating func update(text: String?) {
        guard let text else { return update(number: -1) }
        update(number: Int64(text.utf8.count))
        update(data: Array(text.utf8))
    }
}
