// SPDX-License-Identifier: EUPL-1.2

internal import Crypto
package import Domain
internal import Glibc
package import SystemPackage

/// The documents as received, each once, under its SHA-256: `documents/aa/bb/<sha256>`, read-only.
package struct DocumentArchive: Sendable {
    private let root: FilePath

    /// What was archived.
    package struct Kept: Hashable, Sendable {
        package let sha256: ContentHash
        package let size: Int
    }

    /// - Parameter folder: the data folder; `documents/` and `incoming/` are made in it.
    package init(folder: FilePath) throws(StoreError) {
        root = folder
        try DurableFile.createFolder(folder.appending("documents"))
        try DurableFile.createFolder(folder.appending("incoming"))
    }

    /// Copies what `source` yields into the archive, durable when this returns. The same bytes again change nothing.
    ///
    /// - Parameter temporaryName: of the copy while it grows; no other copy may go on under it.
    package func keep(_ source: FileDescriptor, temporaryName: String) throws(StoreError) -> Kept {
        let temporary = root.appending("incoming").appending(temporaryName)
        do {
            let kept = try copy(source, to: temporary)
            try settle(temporary, kept.sha256)
            return kept
        } catch {
            unsafe _ = unlink(temporary.string)
            throw error
        }
    }

    /// The bytes of a document, which the caller knows to fit into memory.
    package func bytes(of hash: ContentHash) throws(StoreError) -> [UInt8] {
        let path = path(of: hash)
        do {
            let descriptor = try FileDescriptor.open(path, .readOnly, options: [.noFollow, .closeOnExec])
            defer { _ = close(descriptor.rawValue) }
            return try descriptor.readAll(limit: .max)
        } catch {
            throw StoreError(error, at: path)
        }
    }

    package func holds(_ hash: ContentHash) -> Bool { unsafe access(path(of: hash).string, R_OK) == 0 }

    /// Copies that a killed process left unfinished; nothing in the ledger names them.
    package func removeUnfinished() throws(StoreError) {
        let folder = root.appending("incoming")
        for name in try FolderListing.names(in: folder) {
            unsafe _ = unlink(folder.appending(name).string)
        }
    }

    /// Where the archive in the data folder `data` keeps the bytes with this hash, if it has them (contract §3).
    package static func path(of hash: ContentHash, under data: FilePath) -> FilePath {
        let name = hash.value
        return data.appending("documents").appending(String(name.prefix(2)))
            .appending(String(name.dropFirst(2).prefix(2))).appending(name)
    }

    private func path(of hash: ContentHash) -> FilePath { Self.path(of: hash, under: root) }

    private func settle(_ temporary: FilePath, _ hash: ContentHash) throws(StoreError) {
        try DurableFile.createFolder(path(of: hash).removingLastComponent())
        try DurableFile.move(temporary, to: path(of: hash))
    }

    private func copy(_ source: FileDescriptor, to path: FilePath) throws(StoreError) -> Kept {
        do {
            let target = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .truncate, .noFollow, .closeOnExec], permissions: .ownerRead)
            defer { _ = close(target.rawValue) }
            let kept = try pour(source, into: target)
            try DurableFile.sync(target)
            return kept
        } catch {
            throw StoreError(error, at: path)
        }
    }

    private func pour(_ source: FileDescriptor, into target: FileDescriptor) throws -> Kept {
        var hasher = SHA256()
        var size = 0
        while true {
            let piece = try source.readSome(256 * 1024)
            if piece.isEmpty { break }
            size += piece.count
            hasher.update(data: piece)
            try target.writeAll(piece)
        }
        return Kept(sha256: try ContentHash(digest: hasher.finalize()), size: size)
    }
}

extension ContentHash {
    /// The hash of `bytes`.
    package static func of(_ bytes: [UInt8]) throws(StoreError) -> ContentHash {
        try ContentHash(digest: SHA256.hash(data: bytes))
    }

    fileprivate init(digest: SHA256.Digest) throws(StoreError) {
        let digits = Array("0123456789abcdef".utf8)
        let text = String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
        guard let hash = ContentHash(text) else { throw .damagedRow("document") }
        self = hash
    }
}

extension FileDescriptor {
    /// Up to `count` bytes, none at the end.
    package func readSome(_ count: Int) throws -> [UInt8] {
        unsafe try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = unsafe try read(into: UnsafeMutableRawBufferPointer(buffer))
        }
    }

    /// All bytes from here to the end.
    package func readAll(limit: Int) throws -> [UInt8] {
        var all: [UInt8] = []
        // Most documents are small, and room for a large one would be had from the kernel and given back each time.
        var size = 32 * 1024
        while true {
            let piece = try readSome(size)
            if piece.isEmpty { return all }
            if all.isEmpty { all = piece } else { all += piece }
            size = min(2 * size, 256 * 1024)
            guard all.count <= limit else { throw StoreError.tooLarge(limit) }
        }
    }
}
