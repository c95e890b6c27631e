// SPDX-License-Identifier: EUPL-1.2

package import SystemPackage

/// Where papers go and where answers come from (contract §3).
package struct OutboundRules: Sendable {
    package let receipts: FilePath
    package let notices: FilePath
    package let replies: FilePath
    /// Declared senders: only their folders are named in the log.
    package let senders: Set<String>
    /// How long a reply whose end is missing must lie still, before it is taken for what it is.
    package let cutOffPatience: Duration
    /// A notice without reply for longer than this is an alarm.
    package let replyTime: Duration
    /// Names of files that their writers will rename or remove themselves.
    package let isIgnored: @Sendable (String) -> Bool

    package init(
        receipts: FilePath, notices: FilePath, replies: FilePath, senders: Set<String> = [], cutOffPatience: Duration,
        replyTime: Duration, isIgnored: @escaping @Sendable (String) -> Bool = { _ in false }
    ) {
        self.isIgnored = isIgnored
        self.senders = senders
        self.receipts = receipts
        self.notices = notices
        self.replies = replies
        self.cutOffPatience = cutOffPatience
        self.replyTime = replyTime
    }
}
