// SPDX-License-Identifier: EUPL-1.2

import SystemPackage

/// The whole content of a data file.
enum FileBytes {
    /// Why a file cannot be read, in Italian.
    struct ReadFault: Error {
        let message: String
    }

    /// The bytes of `path`, which must be UTF-8 text.
    static func read(_ path: FilePath) throws(ReadFault) -> [UInt8] {
        let bytes: [UInt8]
        do {
            bytes = try contents(path)
        } catch Errno.noSuchFileOrDirectory {
            throw ReadFault(message: "il file manca")
        } catch Errno.permissionDenied {
            throw ReadFault(message: "manca il permesso di lettura")
        } catch {
            throw ReadFault(message: "il file non si può leggere (\(error))")
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw ReadFault(message: "il testo non è UTF-8: salvare il file con questa codifica")
        }
        return bytes
    }

    private static func contents(_ path: FilePath) throws -> [UInt8] {
        let descriptor = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        return try descriptor.closeAfter {
            var bytes = [UInt8](repeating: 0, count: Int(try descriptor.seek(offset: 0, from: .end)))
            try descriptor.seek(offset: 0, from: .start)
            let count = try unsafe bytes.withUnsafeMutableBytes { try unsafe fill($0, from: descriptor) }
            bytes.removeLast(bytes.count - count)
            return bytes
        }
    }

    /// Reads until `room` is full or the file ends; returns how much came.
    private static func fill(_ room: UnsafeMutableRawBufferPointer, from descriptor: FileDescriptor) throws -> Int {
        var count = 0
        while count < room.count {
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: room[count...])
            let read = try unsafe descriptor.read(into: rest)
            if read == 0 { break }
            count += read
        }
        return count
    }
}
