// SPDX-License-Identifier: EUPL-1.2

import Domain
import FoundationEssentials
import SystemPackage

/// Looks whether the configured folders can be what they should be; run by `check`, and by `serve` before anything else.
package enum FolderCheck {
    /// What is wrong with the folders, in the order of the keys; nothing is created.
    package static func problems(in settings: DaemonSettings) -> [SettingsProblem] {
        let open = [("data", openFault(settings.folders.data))]
        return report(faults(outbound(settings)) + obstacleFaults(settings) + open, settings)
    }

    /// The problems with which the daemon cannot start. An outbox may be gone for hours, also at the start: papers wait,
    /// drops are taken and decisions go on.
    package static func obstacles(in settings: DaemonSettings) -> [SettingsProblem] {
        report(obstacleFaults(settings), settings)
    }

    /// Folders that are one, or lie in one another, where they must not, whatever links and mounts lead there: the daemon would
    /// take in what it writes, its own state included.
    package static func overlaps(in settings: DaemonSettings) -> [SettingsProblem] {
        report(overlapFaults(settings), settings)
    }

    private typealias Folder = (key: String, path: FilePath)

    private static func inbound(_ settings: DaemonSettings) -> [Folder] {
        [("inbox", settings.folders.inbox), ("data", settings.folders.data)]
    }

    private static func outbound(_ settings: DaemonSettings) -> [Folder] {
        [
            ("receipts", settings.folders.receipts), ("aura.outbox", settings.aura.outbox),
            ("aura.replies", settings.aura.replies),
        ]
    }

    private static func faults(_ written: [Folder]) -> [(String, String?)] {
        written.map { ($0.key, writableFault($0.path)) }
    }

    private static func obstacleFaults(_ settings: DaemonSettings) -> [(String, String?)] {
        let read = [
            ("catalogue", settings.folders.catalogue), ("schemas", settings.folders.schemas),
            ("trust", settings.folders.trust), ("templates", settings.folders.templates),
        ]
        return faults(inbound(settings)) + read.map { ($0.0, readableFault($0.1)) }
            + overlapFaults(settings)
    }

    private static func report(_ found: [(String, String?)], _ settings: DaemonSettings) -> [SettingsProblem] {
        let order = settings.explained().map(\.key)
        return found.compactMap { key, message in
            guard let message else { return nil }
            return settings.explained().first { $0.key == key }?.problem(message)
        }.sorted { order.firstIndex(of: $0.key ?? "") ?? 0 < order.firstIndex(of: $1.key ?? "") ?? 0 }
    }

    /// Health data are for their owner alone; `serve` takes the rights of others away when it starts.
    private static func openFault(_ path: FilePath) -> String? {
        guard state(of: path) == .folder else { return nil }
        do {
            let others = try path.stat().permissions.intersection([
                .groupRead, .groupWrite, .otherRead, .otherWrite,
            ])
            return others.isEmpty ? nil : "la cartella \(path) è aperta ad altri utenti: chmod 711 \(path)"
        } catch {
            return "\(path): \(error)"
        }
    }

    private static func readableFault(_ path: FilePath) -> String? {
        switch state(of: path) {
        case .missing: "la cartella \(path) manca"
        case .file: "\(path) è un file, ci vuole una cartella"
        case .folder: FileManager.default.isReadableFile(atPath: path.string) ? nil : "\(path) non si può leggere"
        }
    }

    /// A folder that is not there yet is well if the nearest one above it lets it be made.
    private static func writableFault(_ path: FilePath) -> String? {
        var nearest = path
        while state(of: nearest) == .missing, nearest.removeLastComponent() {}
        if state(of: nearest) == .file {
            return nearest == path
                ? "\(path) è un file, ci vuole una cartella"
                : "la cartella \(path) non si può creare: \(nearest) è un file"
        }
        guard FileManager.default.isWritableFile(atPath: nearest.string) else {
            return nearest == path
                ? "nella cartella \(path) non si può scrivere"
                : "la cartella \(path) non si può creare: in \(nearest) non si può scrivere"
        }
        return nil
    }

    private static func overlapFaults(_ settings: DaemonSettings) -> [(String, String?)] {
        let folders = (inbound(settings) + outbound(settings)).map { (key: $0.key, place: FolderPlace($0.path)) }
        var found: [(String, String?)] = []
        for (index, folder) in folders.enumerated() {
            for other in folders[..<index] {
                if folder.place.isSame(as: other.place) {
                    found.append((folder.key, "è la stessa cartella di \(other.key): indicarne un'altra"))
                } else if other.key == "inbox", folder.place.isIn(other.place) {
                    found.append((folder.key, "non può stare dentro la cartella di arrivo (inbox): spostarla"))
                } else if folder.key == "aura.replies", other.key == "receipts", folder.place.isIn(other.place) {
                    // What lies there and is no reply is put aside.
                    found.append((folder.key, "non può stare fra le ricevute dei mittenti (receipts): spostarla"))
                }
            }
        }
        return found + innerFaults(folders, settings) + hiddenFaults(settings)
    }

    /// What somebody else puts into the daemon's own folders would be taken for its own.
    private static func innerFaults(
        _ folders: [(key: String, place: FolderPlace)], _ settings: DaemonSettings
    ) -> [(String, String?)] {
        let inner = settings.folders.inner.map { (path: $0, place: FolderPlace($0)) }
        return folders.filter { $0.key != "data" }.flatMap { folder in
            inner.filter { folder.place.isIn($0.place) }.map {
                (folder.key, "non può stare in \($0.path), che è del solo servizio: indicare un'altra cartella")
            }
        }
    }

    /// What lies in the inbox without its key saying so: by a link further down.
    private static func hiddenFaults(_ settings: DaemonSettings) -> [(String, String?)] {
        let inbox = FolderPlace(settings.folders.inbox)
        let receipts = settings.folders.receipts
        let senders = settings.senders.all.compactMap { FilePath.Component($0.name).map { receipts.appending($0) } }
        // What is said of the folder as a whole is not said again of each in it.
        let parts = [("data", settings.folders.data, settings.folders.inner), ("receipts", receipts, senders)]
        let hidden = parts.flatMap { key, whole, inner in
            FolderPlace(whole).isIn(inbox) ? [] : inner.filter { FolderPlace($0).isIn(inbox) }.map { (key, $0) }
        }
        let audit = [("audit.key", settings.audit.key), ("audit.heads", settings.audit.heads)]
            .filter { FolderPlace($0.1).isIn(inbox) }
        return (hidden + audit).map {
            ($0.0, "\($0.1) non può stare dentro la cartella di arrivo (inbox): spostarla o togliere il collegamento")
        }
    }

    private enum State {
        case missing, file, folder
    }

    private static func state(of path: FilePath) -> State {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path.string, isDirectory: &isFolder) else { return .missing }
        return isFolder ? .folder : .file
    }
}
