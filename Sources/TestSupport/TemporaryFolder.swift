// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
package import SystemPackage

/// A folder of a test's own, gone when the test is.
package final class TemporaryFolder: Sendable {
    package let path: FilePath

    package init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "esenzioni-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = FilePath(url.path)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path.string)
        } catch {
            print("A test folder could not be removed: \(error)")
        }
    }

    /// Makes a folder below this one, with all above it.
    @discardableResult
    package func makeFolder(_ name: String) throws -> FilePath {
        let folder = path.appending(name)
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
        return folder
    }

    /// Writes a file below this folder, making the folders above it.
    @discardableResult
    package func write(_ bytes: [UInt8], to name: String) throws -> FilePath {
        let file = path.pushing(FilePath(name))
        try FileManager.default.createDirectory(
            atPath: file.removingLastComponent().string, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: file.string))
        return file
    }

    /// All files below this folder, as paths relative to it, sorted.
    package func files(under name: String = "") throws -> [String] {
        let root = name.isEmpty ? path : path.pushing(FilePath(name))
        guard let walk = FileManager.default.enumerator(atPath: root.string) else { return [] }
        var files: [String] = []
        for case let file as String in walk {
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(
                atPath: root.pushing(FilePath(file)).string, isDirectory: &isFolder)
            if exists && !isFolder.boolValue { files.append(file) }
        }
        return files.sorted()
    }
}
