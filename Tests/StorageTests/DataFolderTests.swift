// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Storage
import SystemPackage
import TestSupport
import Testing

struct DataFolderTests {
    private func mode(_ folder: TemporaryFolder, _ name: String = "") throws -> UInt32 {
        try folder.path.pushing(FilePath(name)).stat().permissions.rawValue
    }

    private func set(_ mode: UInt32, on folder: TemporaryFolder, _ name: String = "") throws {
        try FileManager.default.setAttributes(
            [.posixPermissions: Int(mode)], ofItemAtPath: folder.path.pushing(FilePath(name)).string)
    }

    @Test func `others get through to the folders of papers, whose rights stay, and see nothing else`() throws {
        let folder = try TemporaryFolder()
        let papers = try folder.makeFolder("outbox/aura")
        try folder.makeFolder("documents")
        try folder.write([1], to: "esenzioni.sqlite")
        for (name, rights) in [("", 0o755), ("outbox", 0o2770), ("documents", 0o755), ("esenzioni.sqlite", 0o644)] {
            try set(UInt32(rights), on: folder, name)
        }
        let data = DataFolder(folder.path, papers: [papers])
        #expect(try data.close())
        #expect(try mode(folder) == 0o711)
        #expect(try mode(folder, "outbox") & 0o777 == 0o770)
        #expect(try mode(folder, "documents") == 0o700)
        #expect(try mode(folder, "esenzioni.sqlite") == 0o600)
        #expect(try !data.close())
    }

    @Test func `where no papers lie in it nobody gets in at all`() throws {
        let folder = try TemporaryFolder()
        try set(0o711, on: folder)
        _ = try DataFolder(folder.path, papers: [FilePath("/srv/aura")]).close()
        #expect(try mode(folder) == 0o700)
    }

    @Test func `the database is its owner's alone, and what lies beside it`() async throws {
        let house = try TestHouse()
        _ = try await house.dropForPractice("a")
        for name in try house.folder.files() where name.hasPrefix("esenzioni.sqlite") {
            #expect(try mode(house.folder, name) & 0o077 == 0)
        }
    }

    @Test func `a folder that is made among papers has the rights of theirs`() throws {
        let folder = try TemporaryFolder()
        let papers = try folder.makeFolder("ricevute")
        try set(0o2750, on: folder, "ricevute")
        let faults = try DurableFile.write(
            [(bytes: [1], path: papers.appending("ospedale").appending("a.xml"))], below: papers, isFresh: true)
        #expect(faults == [nil])
        #expect(try mode(folder, "ricevute/ospedale") & 0o777 == 0o750)
        #expect(try mode(folder, "ricevute/ospedale/a.xml") & 0o777 == 0o640)
    }

    @Test func `a folder is locked for one daemon at a time`() throws {
        let folder = try TemporaryFolder()
        guard case .locked(let lock) = FolderLock.take(folder.path) else {
            Issue.record("a free folder is not locked")
            return
        }
        guard case .taken = FolderLock.take(folder.path) else {
            Issue.record("a locked folder is locked again")
            return
        }
        withExtendedLifetime(lock) {}
        guard case .unavailable = FolderLock.take(folder.path.appending("manca")) else {
            Issue.record("a folder that is not there is locked")
            return
        }
    }
}
