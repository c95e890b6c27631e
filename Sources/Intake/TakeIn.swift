// SPDX-License-Identifier: EUPL-1.2

internal import CPlatform
internal import Domain
internal import Glibc
internal import Storage
internal import SystemPackage

/// Copies one settled file beside the archive without following links, without believing its name, and without removing
/// anything.
struct TakeIn {
    let archive: DocumentArchive
    let rules: InboxRules

    enum Outcome {
        /// With whether all of it was copied, and not only the beginning of what is too large.
        case copied(Arrival, isWhole: Bool)
        /// A writer holds it, or it changed while it was copied: wait again.
        case inUse
        /// Its end is missing and may still come.
        case cutOff
        /// Gone, or no regular file any more.
        case vanished
        /// It cannot be read, for lack of a right or by a fault of its disk.
        case closed
    }

    /// - Parameters:
    ///   - isLastCall: whether a file whose end is missing is taken all the same.
    ///   - batch: takes up the copy, to be made durable with others.
    /// - Throws: `StoreError` when the archive could not take it.
    func run(
        _ entry: InboxEntry, isLastCall: Bool, into batch: inout DurableBatch
    ) throws(StoreError) -> Outcome {
        guard let sender = rules.sender(ofFolder: entry.sender) else { return .vanished }
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(entry.path, .readOnly, options: [.noFollow, .nonBlocking, .closeOnExec])
        } catch {
            return (error as? Errno).map(Self.gone.contains) ?? false ? .vanished : .closed
        }
        defer { _ = close(file.rawValue) }
        // Another pass may have taken it since it was seen.
        guard let before = FileStatus(of: file), before.kind == .regular, !before.isRemoved else { return .vanished }
        guard before.facts == entry.facts, platform_has_no_writer(file.rawValue) != 0 else { return .inUse }
        guard isLastCall || !isCutOff(file, before.facts) else { return .cutOff }
        let size = Int(before.facts.size)
        let isWhole = size <= rules.largestKept
        let kept: DocumentArchive.Kept
        do {
            kept = try archive.copy(file, upTo: isWhole ? size : Self.beginning, into: &batch)
        } catch StoreError.unreadableSource {
            return .closed
        }
        // What changed meanwhile is no document: its copy would lie in the archive with nothing that names it.
        guard let after = FileStatus(of: file), !after.isRemoved else {
            batch.discardLast()
            return .vanished
        }
        guard after.facts == before.facts else {
            batch.discardLast()
            return .inUse
        }
        return .copied(
            Arrival(
                sender: sender.name, senderKind: sender.kind, name: entry.name, sha256: kept.sha256, size: size,
                asl: sender.asl, district: sender.district, origin: before.facts.origin,
                request: entry.requestFolder(of: sender)), isWhole: isWhole)
    }

    /// How many bytes are kept of a file that is too large: enough to see what it is.
    static let beginning = 1 << 20

    /// What opening says of a path at which there is no regular file any more; anything else is a fault that is to be told.
    private static let gone: Set<Errno> = [
        .noSuchFileOrDirectory, .notDirectory, .tooManySymbolicLinkLevels, .noSuchAddressOrDevice,
    ]

    /// A file that cannot be looked at is whole: copying it will tell.
    private func isCutOff(_ file: FileDescriptor, _ facts: FileFacts) -> Bool {
        do { return try FileEnds(of: file, size: Int(facts.size)).isCutOff } catch { return false }
    }
}
