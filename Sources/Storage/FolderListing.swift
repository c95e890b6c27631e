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
        var names: [FilePath.Component] = []
        while let entry = unsafe readdir(stream) {
            if let name = unsafe component(entry), name.kind == .regular { names.append(name) }
        }
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
