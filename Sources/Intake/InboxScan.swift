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
        /// Files with a name to be ignored in folders of requests, which may be listed there all the same.
        var ignored: [InboxEntry] = []
        /// How many links, pipes and devices there are: never opened, left where they are.
        var special = 0
        /// How many folders and files there are that are the daemon's own: never entered, never taken.
        var own = 0
        /// Folders that could not be listed.
        var closed: [FilePath] = []
        /// Every folder of the tree, for the watcher.
        var folders: [FilePath] = []
        /// Those of requests in which nothing lies.
        var empty: [FilePath: FileFacts] = [:]
    }

    /// Everything that lies in the inbox now, folder by folder.
    func run() -> Result {
        var result = Result()
        let own = rules.own.now
        guard FileStatus(following: rules.folder).map({ own.isOwnFolder($0.facts) }) != true else {
            return Result(own: 1, closed: [rules.folder])
        }
        var waiting = [rules.folder]
        while let folder = waiting.popLast() {
            progress?.advance()
            do {
                guard let found = try look(into: folder, own) else {
                    result.own += 1
                    // Nobody's drops are taken while it is so.
                    if folder == rules.folder { result.closed.append(folder) }
                    continue
                }
                result.folders.append(folder)
                result.add(found.content)
                waiting += found.folders
            } catch {
                result.folders.append(folder)
                result.closed.append(folder)
            }
        }
        return result
    }

    /// What one folder holds; nothing where it turns out to be the daemon's own.
    private func look(
        into folder: FilePath, _ own: OwnPlaces.Known
    ) throws -> (content: Result, folders: [FilePath])? {
        var content = Result()
        var folders: [FilePath] = []
        let names = try FolderListing.names(in: folder)
        if names.isEmpty, isOfRequest(folder), let status = FileStatus(at: folder) {
            content.empty[folder] = status.facts
        }
        for name in names {
            let path = folder.appending(name)
            guard let status = FileStatus(at: path) else { continue }
            if own.isLock(status.facts) { return nil }
            guard !rules.isIgnored(name.string) else {
                if let entry = requestFile(path, status, own) { content.ignored.append(entry) }
                continue
            }
            switch status.kind {
            case .regular where own.isOwnFile(status.facts): content.own += 1
            case .folder where own.isOwnFolder(status.facts): content.own += 1
            case .folder: folders.append(path)
            case .regular: content.entries.append(entry(path, status.facts))
            case .other: content.special += 1
            }
        }
        return (content, folders)
    }

    /// Whether it lies below a portal's folder (contract §4.2).
    private func isOfRequest(_ folder: FilePath) -> Bool {
        let below = folder.components.dropFirst(rules.folder.components.count)
        guard below.count > 1, let sender = below.first else { return false }
        return rules.sender(ofFolder: sender.string)?.kind == .portal
    }

    /// A file of an ignored name that may belong to a request.
    private func requestFile(_ path: FilePath, _ status: FileStatus, _ own: OwnPlaces.Known) -> InboxEntry? {
        guard status.kind == .regular, !own.isOwnFile(status.facts) else { return nil }
        let entry = entry(path, status.facts)
        let sender = rules.sender(ofFolder: entry.sender)
        return sender.flatMap { entry.requestFolder(of: $0) } == nil ? nil : entry
    }

    private func entry(_ path: FilePath, _ facts: FileFacts) -> InboxEntry {
        let below = path.components.dropFirst(rules.folder.components.count).map(\.string)
        guard below.count > 1, let first = below.first else {
            return InboxEntry(path: path, sender: Sender.defaultName, name: below.first ?? "", facts: facts)
        }
        return InboxEntry(path: path, sender: first, name: below.dropFirst().joined(separator: "/"), facts: facts)
    }
}

extension InboxScan.Result {
    fileprivate mutating func add(_ other: Self) {
        entries += other.entries
        ignored += other.ignored
        special += other.special
        own += other.own
        empty.merge(other.empty) { $1 }
    }
}
