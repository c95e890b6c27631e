// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import SystemPackage
import TestSupport
import Testing

struct ArchiveTests {
    private func keep(_ text: String, _ archive: DocumentArchive, _ folder: TemporaryFolder) throws
        -> DocumentArchive.Kept
    {
        let path = try folder.write(Array(text.utf8), to: "source")
        let file = try FileDescriptor.open(path, .readOnly)
        return try file.closeAfter { try archive.keep(file) }
    }

    @Test func `a document is kept once, under its hash, as it was`() throws {
        let folder = try TemporaryFolder()
        let archive = try DocumentArchive(folder: folder.path)
        let kept = try keep("ciao", archive, folder)
        #expect(kept.size == 4)
        #expect(try keep("ciao", archive, folder) == kept)
        #expect(try archive.bytes(of: kept.sha256) == Array("ciao".utf8))
        let hash = kept.sha256.value
        #expect(hash == "b133a0c0e9bee3be20163d2ad31d6248db292aa6dcb1ee087a2aa50e0fc75ae2")
        #expect(try folder.files(under: "documents") == ["\(hash.prefix(2))/\(hash.dropFirst(2).prefix(2))/\(hash)"])
        #expect(try folder.files(under: "incoming").isEmpty)
    }

    @Test func `what a killed process left unfinished is removed`() throws {
        let folder = try TemporaryFolder()
        let archive = try DocumentArchive(folder: folder.path)
        try folder.write([1, 2, 3], to: "incoming/half")
        try archive.removeUnfinished()
        #expect(try folder.files(under: "incoming").isEmpty)
    }

    @Test func `a second writer is refused while the first holds the lock`() throws {
        let folder = try TemporaryFolder()
        let lock = try StoreLock(folder: folder.path)
        #expect(throws: StoreError.inUse) { try StoreLock(folder: folder.path) }
        withExtendedLifetime(lock) {}
    }

    @Test func `an outbound file appears whole and leaves nothing beside it`() throws {
        let folder = try TemporaryFolder()
        try DurableFile.createFolder(folder.path.appending("a").appending("b"))
        try DurableFile.write(Array("uno".utf8), to: folder.path.appending("a").appending("b").appending("x.xml"))
        #expect(try folder.files() == ["a/b/x.xml"])
    }
}
