// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage
internal import SystemPackage

/// A file that a command names rather than a sender drops.
struct GivenFile {
    let path: FilePath
    let name: String
    /// As for a file of the inbox.
    let request: String?

    /// The given files and those lying in the given folders. From a portal, a folder is a citizen's request, and so are files
    /// that are given together with the `richiesta.xml` beside them; any other file stands for itself.
    static func all(
        _ paths: [FilePath], from sender: Sender, isIgnored: (String) -> Bool
    ) throws -> [GivenFile] {
        let requests = Set(
            paths.filter { $0.lastComponent?.string.lowercased() == "richiesta.xml" }.map { $0.removingLastComponent() }
        )
        return try paths.flatMap { path -> [GivenFile] in
            guard FileStatus(at: path)?.kind == .folder else {
                let folder = path.removingLastComponent()
                return [GivenFile(path, in: requests.contains(folder) ? folder : nil, from: sender)]
            }
            return try FolderListing.names(in: path).filter { !isIgnored($0.string) }.map { path.appending($0) }
                .filter { FileStatus(at: $0)?.kind == .regular }
                .map { GivenFile($0, in: path, from: sender) }
        }
    }

    /// - Parameter folder: nothing for a file that stands for itself.
    private init(_ path: FilePath, in folder: FilePath?, from sender: Sender) {
        self.path = path
        name = [folder?.lastComponent?.string, path.lastComponent?.string].compactMap(\.self).joined(separator: "/")
        request = sender.kind == .portal ? folder?.string : nil
    }
}
