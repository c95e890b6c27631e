// SPDX-License-Identifier: EUPL-1.2

internal import Crypto
package import Domain
package import SystemPackage

extension ContentHash {
    /// The hash of `bytes`.
    package static func of(_ bytes: [UInt8]) throws(StoreError) -> ContentHash {
        try ContentHash(digest: SHA256.hash(data: bytes))
    }

    init(digest: SHA256.Digest) throws(StoreError) {
        guard let hash = ContentHash(Array(digest).hexadecimal) else { throw .damagedRow("document") }
        self = hash
    }
}

extension FileDescriptor {
    /// Reads from here to the end in pieces, so that memory does not grow with the file, and writes them to `target` where
    /// there is one.
    ///
    /// - Parameter limit: how many bytes are read at most, since somebody may go on lengthening the file.
    /// - Returns: hash and size of what was read.
    func pour(into target: FileDescriptor? = nil, upTo limit: Int = .max) throws -> DocumentArchive.Kept {
        var hasher = SHA256()
        var size = 0
        while size < limit {
            let piece: [UInt8]
            do { piece = try readSome(min(256 * 1024, limit - size)) } catch { throw StoreError.unreadableSource }
            if piece.isEmpty { break }
            size += piece.count
            hasher.update(data: piece)
            try target?.writeAll(piece)
        }
        return DocumentArchive.Kept(sha256: try ContentHash(digest: hasher.finalize()), size: size)
    }

    /// The hash of what follows, at most `limit` bytes.
    package func contentHash(upTo limit: Int) throws -> ContentHash { try pour(upTo: limit).sha256 }

    /// Up to `count` bytes, none at the end.
    package func readSome(_ count: Int) throws -> [UInt8] {
        unsafe try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = unsafe try read(into: UnsafeMutableRawBufferPointer(buffer))
        }
    }

    /// The size of a regular file; nothing for a folder, a pipe or a device.
    package func sizeOfRegularFile() throws -> Int? {
        let facts = try stat()
        return facts.type == .regular ? Int(facts.size) : nil
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
