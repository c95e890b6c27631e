// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import Foundation
import GRDB
import Storage
import SystemPackage
import TestSupport

/// A house whose documents have bytes, with a folder beside its data for backups.
struct SafeHouse {
    let house: TestHouse
    let archive: DocumentArchive
    let outside: TemporaryFolder

    init() throws {
        house = try TestHouse()
        archive = try DocumentArchive(folder: house.folder.path)
        outside = try TemporaryFolder()
    }

    var data: FilePath { house.folder.path }
    var target: FilePath { outside.path.appending("2026-01-19") }

    /// Keeps the bytes of a document, as intake does before the ledger hears of it.
    func keep(_ content: String) throws {
        let source = try outside.write(Array(content.utf8), to: "source-\(content)")
        let file = try FileDescriptor.open(source, .readOnly)
        _ = try file.closeAfter { try archive.keep(file) }
        try FileManager.default.removeItem(atPath: source.string)
    }

    @discardableResult
    func drop(_ content: String, person: String? = "RSSMRA48R11B111I", exemption: String? = "044") async throws
        -> Delivery
    {
        try keep(content)
        return try await house.drop(
            content, person: person, exemption: exemption, diagnosis: exemption == "013" ? "25000" : "2960")
    }

    /// One practice of each course, a duplicate, a document without person, one in quarantine, papers written and due.
    func furnish() async throws {
        let validated = TestHouse.known(try await drop("a").practice)
        _ = try await house.store.decide(.of(validated, .validate))
        _ = try await house.store.decide(.of(validated, .cancel))
        let rejected = TestHouse.known(try await drop("b").practice)
        _ = try await house.store.decide(.of(rejected, .takeCharge))
        _ = try await house.store.decide(.of(rejected, .reject, reason: .other))
        try await house.store.recordWritten(
            try house.store.nextNotices(limit: 10) + house.store.nextReceipts(limit: 3))
        let withdrawn = TestHouse.known(try await drop("c").practice)
        _ = try await house.store.decide(.of(withdrawn, .cancel))
        try await drop("c")
        try await drop("d", person: nil)
        try keep("e")
        try await house.drop("e", role: .unreadable, findings: [Finding(.contentUnrecognised)])
        try await drop("f", exemption: "013")
    }

    func backUp(progress: @escaping (WorkProgress) -> Void = { _ in }) throws -> (
        head: BackupHead, faults: [ArchiveFault]
    ) {
        let clock = house.clock
        return try Backup(data: data, program: "prova 1", clock: { clock.now }, progress: progress)
            .take(into: target, outside: [data])
    }

    /// A new data folder with the backup in it.
    func restore(_ change: (inout Restoration.Course) -> Void = { _ in }) throws -> (TemporaryFolder, RestoredArchive) {
        let folder = try TemporaryFolder()
        var course = course
        change(&course)
        return (folder, try Restoration(of: BackupFolder(target), course: course).run(into: folder.path))
    }

    /// A restore at the present moment of the house.
    var course: Restoration.Course { Restoration.Course(restoredAt: house.clock.now) }

    /// The store over a restored folder.
    func store(in folder: TemporaryFolder) throws -> PracticeStore {
        let clock = house.clock
        return try PracticeStore(
            folder: folder.path, catalogue: TestHouse.catalogue.lookup, papers: .plain, clock: { clock.now })
    }

    /// Does to the database what no program should.
    func damage(_ sql: String) async throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(
            path: data.appending(PracticeStore.fileName).string, configuration: configuration)
        try await queue.write { try $0.execute(sql: sql) }
    }
}

/// The faults of a data folder.
func faults(in folder: FilePath) throws -> [ArchiveFault] {
    var found: [ArchiveFault] = []
    _ = try Verification(folder: folder).run(progress: { _ in }, report: { found.append($0) })
    return found
}

/// The faults of a backup.
func faults(ofBackup folder: FilePath) throws -> [ArchiveFault] {
    var found: [ArchiveFault] = []
    _ = try BackupFolder(folder).verify(progress: { _ in }, report: { found.append($0) })
    return found
}
