// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
package import SystemPackage

/// The names in a folder as the file system has them, in any bytes.
package enum FolderListing {
    /// All entries but `.` and `..`, unsorted.
    package static func names(in folder: FilePath) throws(StoreError) -> [FilePath.Component] {
        guard let stream = unsafe folder.withPlatformString({ unsafe opendir($0) }) else {
            throw .unusable("\(folder): \(Errno(rawValue: errno))")
        }
        defer { unsafe _ = closedir(stream) }
        return try unsafe names(in: folder) { unsafe readdir(stream) }
    }

    /// - Parameter next: gives one entry after the other, and nothing at the end or where it fails, which only `errno` tells.
    static func names(
        in folder: FilePath, _ next: () -> UnsafeMutablePointer<dirent>?
    ) throws(StoreError) -> [FilePath.Component] {
        var names: [FilePath.Component] = []
        errno = 0
        while let entry = unsafe next() {
            if let name = unsafe component(entry), name.kind == .regular { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw .unusable("\(folder): \(Errno(rawValue: errno))") }
        return names
    }

    private static func component(_ entry: UnsafeMutablePointer<dirent>) -> FilePath.Component? {
        unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
            unsafe name.withMemoryRebound(to: CInterop.PlatformChar.self, capacity: 256) { characters in
                unsafe FilePath.Component(platformString: characters)
            }
        }
    }
}
