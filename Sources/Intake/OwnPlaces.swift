// SPDX-License-Identifier: EUPL-1.2

internal import Synchronization
package import SystemPackage

/// The daemon's own folders and files, known by device and inode: a link or a mount that somebody makes later may show them in
/// the inbox, and taken in as deliveries they would be lost to the daemon and told to a sender.
package final class OwnPlaces: Sendable {
    struct Identity: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    private let folders: [FilePath]
    private let papers: [FilePath]
    private let lock: FilePath?
    private let files: [FilePath]
    private let seen = Mutex<Set<Identity>>([])

    /// - Parameters:
    ///   - folders: of the daemon's state, on a disk of this machine.
    ///   - papers: the folders of papers, which may lie on shares.
    ///   - lock: the file that only the folder of its state holds.
    ///   - files: the others of its state.
    package init(
        folders: [FilePath] = [], papers: [FilePath] = [], lock: FilePath? = nil, files: [FilePath] = []
    ) {
        self.lock = lock
        self.folders = folders
        self.papers = papers
        self.files = files
    }

    /// Looks where the folders of papers are now. A share that hangs keeps whoever calls this waiting, so no round over the inbox
    /// does.
    package func look() {
        let found = Self.identities(of: papers)
        seen.withLock { $0 = found }
    }

    /// What is known at this moment.
    var now: Known {
        Known(
            folders: Self.identities(of: folders).union(seen.withLock(\.self)),
            lock: lock.flatMap { FileStatus(following: $0)?.facts.identity }, files: Self.identities(of: files))
    }

    /// As of one moment.
    struct Known {
        let folders: Set<Identity>
        let lock: Identity?
        let files: Set<Identity>

        /// A folder that holds it is the daemon's own, by whatever name.
        func isLock(_ facts: FileFacts) -> Bool { lock == facts.identity }

        func isOwnFolder(_ facts: FileFacts) -> Bool { folders.contains(facts.identity) }

        func isOwnFile(_ facts: FileFacts) -> Bool { isLock(facts) || files.contains(facts.identity) }
    }

    private static func identities(of paths: [FilePath]) -> Set<Identity> {
        Set(paths.compactMap { FileStatus(following: $0)?.facts.identity })
    }
}

extension FileFacts {
    fileprivate var identity: OwnPlaces.Identity { OwnPlaces.Identity(device: device, inode: inode) }
}
