// SPDX-License-Identifier: EUPL-1.2

internal import CPlatform
package import SystemPackage

/// The kind of file system that holds a folder, as far as it matters: whether a database may live there, and whether the
/// kernel tells of what other machines do to it.
package struct FileSystem: Hashable, Sendable {
    /// How administrators call it; nothing for one of this machine.
    package let networkName: String?

    /// - Parameter path: need not exist; then the nearest folder above it counts.
    package init(of path: FilePath) {
        var nearest = path
        var type = unsafe platform_file_system_type(nearest.string)
        while type == 0, nearest.removeLastComponent() { type = unsafe platform_file_system_type(nearest.string) }
        self.init(type: type)
    }

    /// - Parameter type: as statfs(2) numbers it.
    package init(type: UInt64) { networkName = Self.networkNames[type] }

    /// A share tells of no change that another machine makes: what is dropped there is found by looking.
    package var hidesChanges: Bool { networkName != nil }

    /// SQLite needs locks and shared memory that shares between machines do not keep (sqlite.org, "SQLite Over a Network").
    package var isUnsafeForDatabase: Bool { networkName.map { !Self.ofOneMachine.contains($0) } ?? false }

    /// Served by a process or by the host of a virtual machine: changes may go unseen, but locks hold on this machine.
    private static let ofOneMachine: Set<String> = ["FUSE", "9P"]

    private static let networkNames: [UInt64: String] = [
        0x6969: "NFS", 0x517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB", 0x5346_414F: "AFS", 0x00C3_6400: "Ceph",
        0x6573_5546: "FUSE", 0x0102_1997: "9P", 0x0BD0_0BD0: "Lustre", 0x7375_7245: "Coda",
    ]
}
