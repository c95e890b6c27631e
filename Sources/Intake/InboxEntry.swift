// SPDX-License-Identifier: EUPL-1.2

internal import Domain
package import SystemPackage

/// A file seen in the inbox, and what tells whether it changed since.
package struct InboxEntry: Hashable, Sendable {
    package let path: FilePath
    /// The first folder under the inbox, or `default`.
    package let sender: String
    /// The path below the sender's folder, readable whatever its bytes.
    package let name: String
    package let facts: FileFacts

    package init(path: FilePath, sender: String, name: String, facts: FileFacts) {
        self.path = path
        self.sender = sender
        self.name = name
        self.facts = facts
    }
}

extension InboxEntry {
    /// The folder of the citizen's request that the file may belong to (contract §4.2): its own, below that of a portal.
    func requestFolder(of sender: Sender) -> String? {
        guard sender.kind == .portal, let end = name.lastIndex(of: "/") else { return nil }
        return String(name[..<end])
    }
}

/// What the file system says of a file; any write or rename changes it.
package struct FileFacts: Hashable, Sendable {
    package let device: UInt64
    package let inode: UInt64
    package let size: Int64
    /// Nanoseconds since 1970 of the last change to bytes, name or rights: unlike the modification time, no copying tool
    /// can carry it over from another file.
    package let changed: Int64

    package init(device: UInt64, inode: UInt64, size: Int64, changed: Int64) {
        self.device = device
        self.inode = inode
        self.size = size
        self.changed = changed
    }
}

extension FileFacts {
    /// The same for no other file, nor for this one once it was written or renamed.
    var origin: String { "\(device)-\(inode)-\(changed)" }
}
