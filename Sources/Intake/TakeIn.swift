// SPDX-License-Identifier: EUPL-1.2

internal import CPlatform
internal import Domain
internal import Glibc
internal import Storage
internal import SystemPackage

/// Brings one settled file into the archive without following links, without believing its name, and without removing
/// anything.
struct TakeIn {
    let archive: DocumentArchive
    let rules: InboxRules

    enum Outcome {
        case kept(Arrival)
        /// A writer holds it, or it changed while it was copied: wait again.
        case inUse
        /// Gone, or no regular file any more.
        case vanished
    }

    /// - Throws: `StoreError` when the archive could not take it.
    func run(_ entry: InboxEntry) throws(StoreError) -> Outcome {
        guard let sender = rules.sender(ofFolder: entry.sender), let file = open(entry.path) else { return .vanished }
        defer { _ = close(file.rawValue) }
        guard let before = FileStatus(of: file), before.kind == .regular else { return .vanished }
        guard before.facts == entry.facts, platform_has_no_writer(file.rawValue) != 0 else { return .inUse }
        let kept = try archive.keep(file, temporaryName: "\(before.facts.device)-\(before.facts.inode)")
        guard FileStatus(of: file)?.facts == before.facts else { return .inUse }
        return .kept(
            Arrival(
                sender: sender.name, senderKind: sender.kind, name: entry.name, sha256: kept.sha256, size: kept.size,
                asl: sender.asl, district: sender.district, origin: before.facts.origin,
                request: entry.requestFolder(of: sender)))
    }

    private func open(_ path: FilePath) -> FileDescriptor? {
        do {
            return try FileDescriptor.open(path, .readOnly, options: [.noFollow, .nonBlocking, .closeOnExec])
        } catch {
            return nil
        }
    }
}
