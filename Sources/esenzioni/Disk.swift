// SPDX-License-Identifier: EUPL-1.2

internal import Settings
internal import Storage
internal import SystemPackage

/// A file system that the program writes to, and the folders of the program that lie on it.
struct Disk {
    let room: DiskRoom
    /// Documents are kept on it; on others only papers of a few kilobytes are written.
    let keepsDocuments: Bool
    private var folders: [String]

    var label: String { "Disco di \(folders.joined(separator: ", "))" }

    static func all(_ settings: DaemonSettings) -> [Disk] {
        var found: [Disk] = []
        for (name, folder) in [
            ("archivio", settings.folders.data), ("arrivo", settings.folders.inbox),
            ("ricevute", settings.folders.receipts), ("avvisi ad AURA", settings.aura.outbox),
        ] {
            guard let room = DiskRoom(of: folder) else { continue }
            if let known = found.firstIndex(where: { $0.room.device == room.device }) {
                found[known].folders.append(name)
            } else {
                found.append(Disk(room: room, keepsDocuments: folder == settings.folders.data, folders: [name]))
            }
        }
        return found
    }
}
