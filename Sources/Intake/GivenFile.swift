// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage
package import SystemPackage

/// A file that a command names rather than a sender drops.
struct GivenFile {
    let path: FilePath
    let name: String
    /// As for a file of the inbox.
    let request: String?
    /// Whether it was named itself: then it may be a link.
    let isNamed: Bool
}

/// Something that a command named, or that lies in a folder it named, and that was not taken in.
package struct LeftFile: Hashable, Sendable {
    /// Why it was left.
    package enum Reason: Hashable, Sendable {
        case missing
        /// It cannot be read, for lack of a right or by a fault of its disk.
        case closed
        /// A link in a folder, a pipe, a device.
        case special
        /// The daemon's own state.
        case own
        /// A folder without a file to take in.
        case empty
    }

    package let path: FilePath
    package let reason: Reason

    package init(path: FilePath, reason: Reason) {
        self.path = path
        self.reason = reason
    }
}

/// The given files and those lying in the given folders, at any depth. From a portal, a folder is a citizen's request, and so
/// are files that are given together with the `richiesta.xml` beside them; any other file stands for itself.
struct GivenFiles {
    private(set) var files: [GivenFile] = []
    private(set) var left: [LeftFile] = []

    private let sender: Sender
    private let isIgnored: (String) -> Bool
    private let own: OwnPlaces.Known

    init(
        _ paths: [FilePath], from sender: Sender, own: OwnPlaces.Known, isIgnored: @escaping (String) -> Bool
    ) {
        self.own = own
        self.sender = sender
        self.isIgnored = isIgnored
        let requests = Set(
            paths.filter { $0.lastComponent?.string.lowercased() == "richiesta.xml" }.map { $0.removingLastComponent() }
        )
        for path in paths {
            guard FileStatus(at: path)?.kind == .folder else {
                let folder = path.removingLastComponent()
                addFile(
                    path, in: requests.contains(folder) ? folder : nil,
                    prefix: folder.lastName(requests.contains(folder)))
                continue
            }
            let known = files.count + left.count
            addFolder(path, prefix: path.lastName(true))
            if files.count + left.count == known { left.append(LeftFile(path: path, reason: .empty)) }
        }
    }

    /// - Parameters:
    ///   - folder: nothing for a file that stands for itself.
    ///   - prefix: what its name begins with.
    private mutating func addFile(_ path: FilePath, in folder: FilePath?, prefix: String, isNamed: Bool = true) {
        files.append(
            GivenFile(
                path: path, name: prefix + (path.lastComponent?.string ?? ""),
                request: sender.kind == .portal ? folder?.string : nil, isNamed: isNamed))
    }

    private mutating func addFolder(_ folder: FilePath, prefix: String) {
        guard FileStatus(at: folder).map({ own.isOwnFolder($0.facts) }) != true else {
            left.append(LeftFile(path: folder, reason: .own))
            return
        }
        let names: [FilePath.Component]
        do { names = try FolderListing.names(in: folder) } catch {
            left.append(LeftFile(path: folder, reason: .closed))
            return
        }
        for name in names.sorted(by: { $0.string < $1.string }) where !isIgnored(name.string) {
            let path = folder.appending(name)
            switch FileStatus(at: path)?.kind {
            case .regular: addFile(path, in: folder, prefix: prefix, isNamed: false)
            case .folder: addFolder(path, prefix: "\(prefix)\(name.string)/")
            case .other: left.append(LeftFile(path: path, reason: .special))
            case nil: continue
            }
        }
    }
}

extension FilePath {
    /// The name of the folder with a slash behind it, as names of files begin with; nothing unless it is `wanted`.
    fileprivate func lastName(_ isWanted: Bool) -> String {
        guard isWanted, let name = lexicallyNormalized().lastComponent?.string else { return "" }
        return name + "/"
    }
}
