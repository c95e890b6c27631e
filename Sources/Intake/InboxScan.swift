// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Pacing
internal import Storage
internal import SystemPackage

/// Walks the inbox and lists the files that senders have dropped.
struct InboxScan {
    private let rules: InboxRules
    private let progress: RoundWatch?

    /// - Parameter progress: told before each folder.
    init(_ rules: InboxRules, _ progress: RoundWatch? = nil) {
        self.rules = rules
        self.progress = progress
    }

    struct Result {
        var entries: [InboxEntry] = []
        /// How many links, pipes and devices there are: never opened, left where they are.
        var special = 0
        /// Folders that could not be listed.
        var closed: [FilePath] = []
        /// Every folder of the tree, for the watcher.
        var folders: [FilePath] = []
    }

    /// Everything that lies in the inbox now, folder by folder.
    func run() -> Result {
        var result = Result()
        var waiting = [rules.folder]
        while let folder = waiting.popLast() {
            result.folders.append(folder)
            progress?.advance()
            do {
                for name in try FolderListing.names(in: folder) {
                    visit(folder.appending(name), &result, &waiting)
                }
            } catch {
                result.closed.append(folder)
            }
        }
        return result
    }

    private func visit(_ path: FilePath, _ result: inout Result, _ waiting: inout [FilePath]) {
        guard let component = path.lastComponent, !rules.isIgnored(component.string), let status = FileStatus(at: path)
        else {
            return
        }
        switch status.kind {
        case .folder: waiting.append(path)
        case .regular: result.entries.append(entry(path, status.facts))
        case .other: result.special += 1
        }
    }

    private func entry(_ path: FilePath, _ facts: FileFacts) -> InboxEntry {
        let below = path.components.dropFirst(rules.folder.components.count).map(\.string)
        guard below.count > 1, let first = below.first else {
            return InboxEntry(path: path, sender: Sender.defaultName, name: below.first ?? "", facts: facts)
        }
        return InboxEntry(path: path, sender: first, name: below.dropFirst().joined(separator: "/"), facts: facts)
    }
}
