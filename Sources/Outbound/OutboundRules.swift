// SPDX-License-Identifier: EUPL-1.2

package import SystemPackage

/// Where papers go and where answers come from (contract §3).
package struct OutboundRules: Sendable {
    package let receipts: FilePath
    package let notices: FilePath
    package let replies: FilePath
    /// A notice without reply for longer than this is an alarm.
    package let replyTime: Duration

    package init(receipts: FilePath, notices: FilePath, replies: FilePath, replyTime: Duration) {
        self.receipts = receipts
        self.notices = notices
        self.replies = replies
        self.replyTime = replyTime
    }
}
