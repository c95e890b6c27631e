// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import Glibc
package import SystemPackage

/// The documents as received, each once, under its SHA-256: `documents/aa/bb/<sha256>`, read-only.
package struct DocumentArchive: Sendable {
    private let root: FilePath
    private let tree: DocumentTree

    /// What was archived.
    package struct Kept: Hashable, Sendable {
        package let sha256: ContentHash
        package let size: Int
    }

    /// - Parameter folder: the data folder; `documents/` and `incoming/` are made in it.
    package init(folder: FilePath) throws(StoreError) {
        root = folder
        tree = DocumentTree(root: folder)
        try DurableFile.createFolder(folder.appending("documents"))
        try DurableFile.createFolder(folder.appending("incoming"))
    }

    /// Copies what `source` yields into the archive, durable when this returns. The same bytes again change nothing.
    ///
    /// - Parameter limit: how many bytes are kept at most.
    package func keep(_ source: FileDescriptor, upTo limit: Int = .max) throws(StoreError) -> Kept {
        var batch = DurableBatch()
        let kept = try copy(source, upTo: limit, into: &batch)
        try settle(batch)
        return kept
    }

    /// Copies what `source` yields beside the archive; with `settle` it becomes part of it.
    ///
    /// - Parameter limit: how many bytes are copied at most.
    package func copy(
        _ source: FileDescriptor, upTo limit: Int = .max, into batch: inout DurableBatch
    ) throws(StoreError) -> Kept {
        // Several passes may go on at once, and a file may have several names: each copy has one of its own.
        let temporary = root.appending("incoming").appending(String(UInt64.random(in: .min ... .max), radix: 36))
        do {
            let kept = try copy(source, upTo: limit, to: temporary)
            batch.add(temporary, to: tree.path(of: kept.sha256))
            return kept
        } catch {
            temporary.unlinked()
            throw error
        }
    }

    /// Puts copies into the archive, durable when this returns.
    package func settle(_ batch: DurableBatch) throws(StoreError) {
        do {
            for case let fault? in try batch.settle() { throw fault }
        } catch {
            batch.discard()
            throw StoreError(error, at: root)
        }
    }

    /// The bytes of a document, which the caller knows to fit into memory.
    package func bytes(of hash: ContentHash) throws(StoreError) -> [UInt8] {
        let path = tree.path(of: hash)
        do {
            let descriptor = try FileDescriptor.open(path, .readOnly, options: [.noFollow, .closeOnExec])
            defer { _ = close(descriptor.rawValue) }
            return try descriptor.readAll(limit: .max)
        } catch {
            throw StoreError(error, at: path)
        }
    }

    /// Takes the bytes of a document that the records call erased out of the archive; nothing where they are gone.
    func remove(_ hash: ContentHash) throws(StoreError) {
        let path = tree.path(of: hash)
        guard path.unlinked() == 0 else {
            if errno == ENOENT { return }
            throw StoreError(Errno(rawValue: errno), at: path.removingLastComponent())
        }
        try DurableFile.syncFolder(tree.folder(of: hash))
    }

    /// Whether anything lies in its place, readable or not.
    func mayHold(_ hash: ContentHash) -> Bool {
        tree.path(of: hash).isThere || errno != ENOENT
    }

    /// Whether the bytes of a document are there and can be read.
    package func holds(_ hash: ContentHash) -> Bool { tree.path(of: hash).allows(R_OK) }

    /// Copies that a killed process left unfinished; nothing in the ledger names them.
    package func removeUnfinished() throws(StoreError) {
        let folder = root.appending("incoming")
        for name in try FolderListing.names(in: folder) {
            folder.appending(name).unlinked()
        }
    }

    /// Where the archive in the data folder `data` keeps the bytes with this hash, if it has them (contract §3).
    package static func path(of hash: ContentHash, under data: FilePath) -> FilePath {
        DocumentTree(root: data).path(of: hash)
    }

    private func copy(_ source: FileDescriptor, upTo limit: Int, to path: FilePath) throws(StoreError) -> Kept {
        do {
            let target = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                permissions: .ownerRead)
            defer { _ = close(target.rawValue) }
            return try source.pour(into: target, upTo: limit)
        } catch {
            throw StoreError(error, at: path)
        }
    }
}
