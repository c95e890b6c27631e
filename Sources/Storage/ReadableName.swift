// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
internal import SystemPackage

/// A name of text for a folder, for as long as the value lives: SQLite is given names as text, and that of a folder may be in
/// bytes that are none.
final class ReadableName: Sendable {
    let path: FilePath
    private let descriptor: FileDescriptor?

    /// - Throws: `Errno` where the folder cannot be opened.
    init(of folder: FilePath) throws {
        guard String(validating: folder) == nil else {
            (path, descriptor) = (folder, nil)
            return
        }
        let open = try FileDescriptor.open(folder, .readOnly, options: [.directory, .closeOnExec])
        descriptor = open
        path = FilePath("/proc/self/fd").appending("\(open.rawValue)")
    }

    deinit { if let descriptor { _ = Glibc.close(descriptor.rawValue) } }
}
