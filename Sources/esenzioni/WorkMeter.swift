// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import Glibc
internal import Storage
internal import SystemPackage

/// Shows on standard error how far a long work has come, where that is a terminal; a line that writes over itself.
final class WorkMeter {
    private let isShown = isatty(STDERR_FILENO) == 1
    private var shown = ""

    func show(_ progress: WorkProgress) {
        guard isShown else { return }
        let subject =
            switch progress.phase {
            case .database: "archivio"
            case .documents: "documenti"
            case .lines: "righe"
            case .entries: "voci"
            }
        let text = "\(subject): \(progress.done * 100 / max(progress.total, 1))%"
        guard text != shown else { return }
        shown = text
        CommandFault.say("\r\u{1B}[K\(text)", terminator: "")
    }

    /// Takes the line away, before something else is said.
    func clear() {
        if !shown.isEmpty { CommandFault.say("\r\u{1B}[K", terminator: "") }
        shown = ""
    }
}

extension FilePath {
    /// The path as the command's caller means it, from the working folder.
    init(absolute text: String) {
        let given = GivenPaths([text]).all.first ?? FilePath(text)
        self = FilePath(FileManager.default.currentDirectoryPath).pushing(given).lexicallyNormalized()
    }
}
