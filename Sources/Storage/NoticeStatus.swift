// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// A notice and how far it has come.
package struct NoticeStatus: Hashable, Sendable {
    package let messageID: String
    package let practice: PracticeNumber
    package let kind: NoticeKind
    package let state: NoticeState
    package let fileName: String
    package let createdAt: Timestamp
    /// The last time it was put into the outbox.
    package let sentAt: Timestamp?
    package let timesSent: Int
    package let repliedAt: Timestamp?
    package let reply: Reply?
    /// AURA's last refusal, kept when the notice is sent again or accepted later.
    package let refusal: Reply?
    package let refusedAt: Timestamp?
}

/// A file that is due in an outbox.
package struct OutboundFile: Hashable, Sendable {
    /// What kind of paper it is.
    package enum Kind: Hashable, Sendable {
        case notice(messageID: String)
        /// Into the folder of that sender.
        case receipt(id: Int64, sender: String)
    }

    package let kind: Kind
    package let fileName: String
    package let bytes: [UInt8]
}
