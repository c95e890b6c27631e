// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Logging
internal import Synchronization

/// The words of documents, read when somebody looks and kept in memory while somebody may look again; like the pictures of
/// their pages, and for the same reasons, never on the disk.
final class WordShelf: Sendable {
    /// Which words of a document: those that stand in it, or those with what only the pictures of its pages say.
    private struct Key: Hashable {
        let document: ContentHash
        let isRecognised: Bool
    }

    /// A page's text, and whether it was made out from a picture.
    struct PageText: Encodable, Hashable, Sendable {
        let text: String
        let isRecognised: Bool
    }

    private let read: @Sendable (ContentHash, Bool) async throws -> DocumentWords?
    private let logger: Logger
    private let shelf = Mutex(RecentlyUsed<Key, DocumentWords>(capacity: capacity))
    private let turnstile: Turnstile

    /// Bytes. The words of most documents take some thousand, of some millions.
    private static let capacity = 16 << 20

    init(desk: Desk) {
        read = desk.words
        logger = desk.logger
        turnstile = Turnstile(places: desk.settings.drawings)
    }

    /// The words of a document; nothing where they cannot be had now, which a page says instead of waiting.
    ///
    /// - Throws: `CancellationError`.
    func words(_ document: ContentHash) async throws -> DocumentWords? {
        try await words(Key(document: document, isRecognised: false))
    }

    private func words(_ key: Key) async throws -> DocumentWords? {
        if let known = known(key) { return known }
        return try await turnstile.pass {
            if let known = known(key) { return known }
            guard let words = try await reading(key) else { return nil }
            shelf.withLock { $0.keep(words, of: key, weighing: words.size + 1024) }
            return words
        }
    }

    /// The words of those documents that are read within `patience`: a page of the desk does not wait for one that takes long.
    func words(_ documents: [ContentHash], within patience: Duration) async -> [ContentHash: DocumentWords] {
        var found = documents.reduce(into: [:]) { $0[$1] = known(Key(document: $1, isRecognised: false)) }
        let missing = Set(documents).subtracting(found.keys)
        guard !missing.isEmpty else { return found }
        await withTaskGroup(of: Arrival.self) { group in
            for document in missing {
                // A document that cannot be read is shown without its words; the log has the reason.
                group.addTask { [self] in
                    do { return .words(document, try await words(document)) } catch { return .words(document, nil) }
                }
            }
            group.addTask {
                // Cancelled as soon as all are read.
                do { try await Task.sleep(for: patience) } catch { return .timeIsUp }
                return .timeIsUp
            }
            var count = 0
            while count < missing.count, case .words(let document, let words) = await group.next() {
                found[document] = words
                count += 1
            }
            group.cancelAll()
        }
        return found
    }

    private enum Arrival {
        case words(ContentHash, DocumentWords?)
        case timeIsUp
    }

    /// The text of a page, recognised from its picture where it has none of its own: that takes a second, and is done only
    /// for whoever asks for that text.
    ///
    /// - Parameter number: from 1.
    /// - Returns: nothing where there is no such page; an empty text where it cannot be read.
    func text(_ document: ContentHash, page number: Int) async throws -> PageText? {
        guard let words = try await words(document), words.pages.indices.contains(number - 1) else { return nil }
        let printed = words.pages[number - 1]
        guard printed.isEmpty else { return PageText(text: printed, isRecognised: false) }
        guard let recognised = try await self.words(Key(document: document, isRecognised: true)),
            recognised.pages.indices.contains(number - 1)
        else { return PageText(text: "", isRecognised: false) }
        return PageText(text: recognised.pages[number - 1], isRecognised: true)
    }

    private func reading(_ key: Key) async throws -> DocumentWords? {
        do { return try await read(key.document, key.isRecognised) } catch is CancellationError {
            throw CancellationError()
        } catch {
            logger.error("a document's words cannot be read", metadata: ["error": "\(type(of: error))"])
            return nil
        }
    }

    private func known(_ key: Key) -> DocumentWords? { shelf.withLock { $0.value(of: key) } }
}

extension DocumentWords {
    /// Bytes of its texts.
    fileprivate var size: Int {
        let lines = sections.flatMap { [$0.path, $0.title] + $0.lines }
        return (pages + lines).reduce(0) { $0 + $1.utf8.count }
    }
}
