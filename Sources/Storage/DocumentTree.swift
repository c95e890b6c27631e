// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Glibc
internal import SystemPackage

/// Where documents lie below the data folder, or below a backup: `documents/aa/bb/<sha256>`. Only looks.
struct DocumentTree: Sendable {
    let root: FilePath

    /// What became of the bytes of a document.
    enum State: Hashable {
        case whole(size: Int)
        case missing
        /// Not the bytes that its name stands for.
        case altered
    }

    static func relativePath(of hash: ContentHash) -> String {
        let name = hash.value
        return "documents/\(name.prefix(2))/\(name.dropFirst(2).prefix(2))/\(name)"
    }

    func path(of hash: ContentHash) -> FilePath { root.pushing(FilePath(Self.relativePath(of: hash))) }

    func folder(of hash: ContentHash) -> FilePath { path(of: hash).removingLastComponent() }

    func holds(_ hash: ContentHash) -> Bool { path(of: hash).allows(R_OK) }

    /// Reads a document to its end and compares it with its name. A link in its place, or a file that its disk no longer
    /// yields, is not what was received.
    func examine(_ hash: ContentHash) throws -> State {
        let path = path(of: hash)
        guard try !path.isLink else { return .altered }
        let read: DocumentArchive.Kept?
        do { read = try FileDescriptor.hash(of: path) } catch StoreError.unreadableSource { return .altered }
        guard let read else { return .missing }
        return read.sha256 == hash ? .whole(size: read.size) : .altered
    }

    /// Everything that lies below `documents/`, a folder of the second level at a time, as paths from the root.
    func forEachFolder(_ body: ([String]) throws -> Void) throws {
        guard root.appending("documents").isThere else { return }
        for first in try names("documents") {
            for second in try names(first) {
                try body(try names(second))
            }
        }
    }

    /// A file where a folder should be is nothing to look into.
    private func names(_ folder: String) throws(StoreError) -> [String] {
        guard root.pushing(FilePath(folder)).isFolder else { return [] }
        return try FolderListing.names(in: root.pushing(FilePath(folder))).map { "\(folder)/\($0.string)" }.sorted()
    }
}

extension FileDescriptor {
    /// Hash and size of the file at `path`, which is not followed if it is a link; nothing where there is none.
    static func hash(of path: FilePath) throws -> DocumentArchive.Kept? { try openExisting(path) { try $0.pour() } }

    /// Opens a file to read it; nothing where there is none.
    ///
    /// - Throws: `StoreError.unusable` where it cannot be read, and what `body` throws.
    static func openExisting<Result>(
        _ path: FilePath, _ body: (FileDescriptor) throws -> Result
    ) throws -> Result? {
        do {
            let descriptor: FileDescriptor
            do {
                descriptor = try FileDescriptor.open(path, .readOnly, options: [.noFollow, .closeOnExec])
            } catch Errno.noSuchFileOrDirectory {
                return nil
            }
            defer { _ = Glibc.close(descriptor.rawValue) }
            return try body(descriptor)
        } catch let error as Errno {
            throw StoreError.unusable("\(path): \(error)")
        }
    }
}

extension FilePath {
    /// Whether there is a link of this name.
    var isLink: Bool {
        get throws {
            do {
                return try stat(followTargetSymlink: false).type == .symbolicLink
            } catch Errno.noSuchFileOrDirectory {
                return false
            } catch {
                throw StoreError(error, at: self)
            }
        }
    }

    /// Whether there is a folder of this name, a link not followed.
    var isFolder: Bool {
        do { return try stat(followTargetSymlink: false).type == .directory } catch { return false }
    }
}
