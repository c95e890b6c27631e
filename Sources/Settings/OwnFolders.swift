// SPDX-License-Identifier: EUPL-1.2

import Domain
package import SystemPackage

extension FolderSettings {
    /// Folders that the daemon makes in `data` for itself: nobody else may put anything there.
    package var inner: [FilePath] {
        ["documents", "incoming", "quarantine", "control", ".ripristino"].map { data.appending($0) }
    }
}

extension DaemonSettings {
    /// The folders of the daemon's own state, on a disk of this machine.
    package var ownFolders: [FilePath] { [folders.data] + folders.inner }

    /// The folders that it writes papers into, which may lie on shares.
    package var paperFolders: [FilePath] {
        [folders.receipts, aura.outbox, aura.replies, audit.heads]
            + senders.all.compactMap { FilePath.Component($0.name).map { folders.receipts.appending($0) } }
    }

    /// The file by which the folder of the daemon's state is known under any name.
    package var ownLock: FilePath { folders.data.appending("esenzioni.lock") }

    /// The other files that it must never lose.
    package var ownFiles: [FilePath] {
        [audit.key] + ["", "-wal", "-shm"].map { FilePath(folders.database.string + $0) }
    }
}
