// SPDX-License-Identifier: EUPL-1.2

internal import SystemPackage

/// What lies in the inbox and needs somebody's hand, though drops are taken all the same.
package struct InboxRemarks: Hashable, Sendable {
    /// Folders of the inbox that the configuration names no sender for, sorted: most often a misspelt name.
    package var undeclared: [String] = []
    /// Links, pipes and devices, which are never opened.
    package var special = 0
    /// Folders and files of the daemon itself that a link or a mount shows in the inbox, which are never taken.
    package var own = 0
    /// Files that are in the ledger and cannot be removed from the inbox.
    package var stuck = 0
    /// Files that were refused as too large to be kept, and that their sender must take away.
    package var oversized = 0

    package init() {}

    /// What a look at the inbox tells, without taking anything.
    package init(of rules: InboxRules) { self.init(InboxScan(rules).run(), rules) }

    init(_ scan: InboxScan.Result, _ rules: InboxRules) {
        let depth = rules.folder.components.count + 1
        undeclared = scan.folders.filter { $0.components.count == depth }
            .compactMap { $0.lastComponent?.string }.filter { rules.senders[$0] == nil }.sorted()
        special = scan.special
        own = scan.own
    }

    /// Whether there is nothing to say.
    package var isEmpty: Bool { self == InboxRemarks() }
}
