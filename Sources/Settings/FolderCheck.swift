// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import SystemPackage

/// Looks whether the configured folders can be what they should be; run by `check`, and by `serve` before anything else.
package enum FolderCheck {
    /// What is wrong with the folders, in the order of the keys; nothing is created.
    package static func problems(in settings: DaemonSettings) -> [SettingsProblem] {
        let written = [
            ("inbox", settings.folders.inbox), ("data", settings.folders.data), ("receipts", settings.folders.receipts),
            ("aura.outbox", settings.aura.outbox), ("aura.replies", settings.aura.replies),
        ]
        let read = [
            ("catalogue", settings.folders.catalogue), ("schemas", settings.folders.schemas),
            ("trust", settings.folders.trust), ("templates", settings.folders.templates),
        ]
        let found =
            written.map { ($0.0, writableFault($0.1)) } + read.map { ($0.0, readableFault($0.1)) } + overlaps(written)
        return found.compactMap { key, message in
            guard let message else { return nil }
            return settings.explained().first { $0.key == key }?.problem(message)
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

    /// What the daemon writes must not lie where it takes from, or it would take in its own receipts.
    private static func overlaps(_ folders: [(key: String, path: FilePath)]) -> [(String, String?)] {
        var found: [(String, String?)] = []
        for (place, folder) in folders.enumerated() {
            for other in folders[..<place] {
                if folder.path == other.path {
                    found.append((folder.key, "è la stessa cartella di \(other.key)"))
                } else if other.key == "inbox", folder.path.starts(with: other.path) {
                    found.append((folder.key, "non può stare dentro la cartella di arrivo (inbox)"))
                }
            }
        }
        return found
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
