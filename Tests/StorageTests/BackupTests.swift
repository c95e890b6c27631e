// SPDX-License-Identifier: EUPL-1.2

import Domain
import Foundation
import GRDB
import Storage
import SystemPackage
import TestSupport
import Testing

struct BackupTests {
    @Test func `a backup holds database, documents, manifest and head, and is in order`() async throws {
        let safe = try SafeHouse()
        try await safe.furnish()
        let (head, faults) = try safe.backUp()
        #expect(faults == [])
        #expect(head.counts.practices == 4)
        #expect(head.counts.documents == 6)
        #expect(head.takenAt == safe.house.clock.now.iso)
        let files = try safe.outside.files(under: "2026-01-19")
        let documents = try safe.house.folder.files(under: "documents").map { "documents/\($0)" }
        #expect(files == (["SHA256SUMS", "backup.json", "esenzioni.sqlite"] + documents).sorted())
        #expect(try StorageTests.faults(ofBackup: safe.target) == [])
        #expect(try safe.outside.files() == files.map { "2026-01-19/\($0)" })
    }

    @Test func `what is written while a backup is taken is in it whole or not at all`() async throws {
        let safe = try SafeHouse()
        try await safe.furnish()
        // Written from within, after the snapshot: the documents are copied while the ledger goes on.
        let late = try TemporaryFolder()
        let (head, _) = try safe.backUp { progress in
            guard progress.phase == .documents else { return }
            do {
                let queue = try DatabaseQueue(path: safe.data.appending(PracticeStore.fileName).string)
                try queue.write { try $0.execute(sql: "DELETE FROM unmatched") }
                try late.write([1], to: "written")
            } catch {
                Issue.record(error)
            }
        }
        #expect(try late.files() == ["written"])
        #expect(head.counts.deliveries == 7)
        #expect(try faults(ofBackup: safe.target) == [])
    }

    @Test func `a second backup into the same folder, one inside the data, one beside an unfinished one are refused`()
        async throws
    {
        let safe = try SafeHouse()
        _ = try safe.backUp()
        #expect(throws: BackupRefusal.targetNotEmpty) { try safe.backUp() }
        let backup = Backup(data: safe.data, program: "prova", clock: { Timestamp(seconds: 0) })
        #expect(throws: BackupRefusal.targetInside) {
            try backup.take(into: safe.data.appending("backup"), outside: [safe.data])
        }
        let leftover = try safe.outside.makeFolder("altro.incompleto")
        #expect(throws: BackupRefusal.unfinished(leftover.string)) {
            try backup.take(into: safe.outside.path.appending("altro"), outside: [])
        }
        #expect(throws: BackupRefusal.noBackup) { try BackupFolder(leftover) }
    }

    @Test func `a folder that is there, as a mount point is, is filled and not replaced`() async throws {
        let safe = try SafeHouse()
        try await safe.furnish()
        let disk = try safe.outside.makeFolder("2026-01-19")
        try safe.outside.makeFolder("2026-01-19/lost+found")
        let before = try FileManager.default.attributesOfItem(atPath: disk.string)[.systemFileNumber] as? Int
        _ = try safe.backUp()
        #expect(try FileManager.default.attributesOfItem(atPath: disk.string)[.systemFileNumber] as? Int == before)
        #expect(try faults(ofBackup: disk) == [])
        #expect(try safe.outside.files(under: "2026-01-19").allSatisfy { !$0.contains("incompleto") })
        let (folder, _) = try safe.restore()
        #expect(try faults(in: folder.path) == [])
        let killed = try safe.outside.makeFolder("altro/.incompleto")
        #expect(throws: BackupRefusal.unfinished(killed.string)) {
            try Backup(data: safe.data, program: "prova", clock: { Timestamp(seconds: 0) })
                .take(into: safe.outside.path.appending("altro"), outside: [])
        }
    }

    @Test func `without an archive there is nothing to save`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: BackupRefusal.noArchive) {
            try Backup(data: folder.path, program: "prova", clock: { Timestamp(seconds: 0) })
                .take(into: folder.path.appending("b"), outside: [])
        }
        #expect(try folder.files().isEmpty)
    }

    @Test func `a backup that fails leaves nothing behind`() async throws {
        let safe = try SafeHouse()
        try await safe.furnish()
        let document = safe.data.appending("documents").pushing(
            FilePath(try safe.house.folder.files(under: "documents")[3]))
        try FileManager.default.removeItem(atPath: document.string)
        try FileManager.default.createDirectory(atPath: document.string, withIntermediateDirectories: false)
        #expect(throws: StoreError.self) { try safe.backUp() }
        #expect(try FileManager.default.contentsOfDirectory(atPath: safe.outside.path.string).isEmpty)
    }

    @Test func `a wounded archive is saved as it is, and its wounds are told`() async throws {
        let safe = try SafeHouse()
        try await safe.furnish()
        let documents = try safe.house.folder.files(under: "documents").map { "documents/\($0)" }
        try FileManager.default.removeItem(atPath: safe.data.pushing(FilePath(documents[0])).string)
        try FileManager.default.removeItem(atPath: safe.data.pushing(FilePath(documents[1])).string)
        try safe.house.folder.write(Array("altro".utf8), to: documents[1])
        let (head, told) = try safe.backUp()
        #expect(told.map(\.code) == [.documentMissing, .documentAltered])
        #expect(head.counts.documents == 5)
        #expect(Set(try faults(ofBackup: safe.target)) == Set(told))
    }

    @Test func `a change to any file of a backup is found`() async throws {
        let safe = try SafeHouse()
        try await safe.furnish()
        _ = try safe.backUp()
        let files = try safe.outside.files(under: "2026-01-19")
        for name in files where name != "backup.json" {
            let path = safe.target.pushing(FilePath(name)).string
            let bytes = try Data(contentsOf: URL(filePath: path))
            try FileManager.default.removeItem(atPath: path)
            #expect(throws: (any Error).self) { try wholeness(safe.target) }
            var changed = bytes
            changed[changed.count / 2] ^= 1
            try changed.write(to: URL(filePath: path))
            #expect(throws: (any Error).self) { try wholeness(safe.target) }
            try FileManager.default.removeItem(atPath: path)
            try bytes.write(to: URL(filePath: path))
        }
        try wholeness(safe.target)
        try safe.outside.write([1], to: "2026-01-19/appunti.txt")
        #expect(try faults(ofBackup: safe.target).map(\.code) == [.fileUnlisted])
    }

    private struct Found: Error {}

    private func wholeness(_ folder: FilePath) throws {
        if try !faults(ofBackup: folder).isEmpty { throw Found() }
    }

    @Test func `a manifest cannot lead out of the backup`() async throws {
        let safe = try SafeHouse()
        try await safe.furnish()
        _ = try safe.backUp()
        try safe.outside.write(Array("ciao".utf8), to: "2026-01-19/../fuori")
        let manifest = safe.target.appending("SHA256SUMS")
        let text = try String(contentsOf: URL(filePath: manifest.string), encoding: .utf8)
        let hash = try ContentHash.of(Array("ciao".utf8))
        let forged = Array((text + "\(hash)  ../fuori\n").utf8)
        try safe.outside.write(forged, to: "2026-01-19/SHA256SUMS")
        let headText = try String(
            contentsOf: URL(filePath: safe.target.appending("backup.json").string), encoding: .utf8)
        let old = try ContentHash.of(Array(text.utf8)).value
        let head = headText.replacing(old, with: try ContentHash.of(forged).value)
        try safe.outside.write(Array(head.utf8), to: "2026-01-19/backup.json")
        #expect(throws: BackupRefusal.self) { try safe.restore() }
    }
}
