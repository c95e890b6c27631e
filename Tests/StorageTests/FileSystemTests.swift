// SPDX-License-Identifier: EUPL-1.2

import Storage
import SystemPackage
import TestSupport
import Testing

struct FileSystemTests {
    @Test(arguments: [(UInt64(0x6969), "NFS"), (0xFF53_4D42, "CIFS"), (0xFE53_4D42, "SMB")])
    func `a share is looked through, and no database lives on it`(_ type: UInt64, _ name: String) {
        let share = FileSystem(type: type)
        #expect(share.networkName == name && share.hidesChanges && share.isUnsafeForDatabase)
    }

    @Test(arguments: [UInt64(0xEF53), 0x5846_5342, 0x0102_1994, 0x9123_683E, 0])
    func `a disk of this machine tells of its changes and may hold the database`(_ type: UInt64) {
        #expect(!FileSystem(type: type).hidesChanges && !FileSystem(type: type).isUnsafeForDatabase)
    }

    @Test func `a folder that is not there yet is where the nearest one above it is`() throws {
        let folder = try TemporaryFolder()
        #expect(FileSystem(of: folder.path.pushing("a/b/c")) == FileSystem(of: folder.path))
    }
}
