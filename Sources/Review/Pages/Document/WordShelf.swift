// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Logging
internal import Synchronization

/// The words of documents, read when somebody looks and kept in memory while somebody may look again; like the pictures of
/// their pages, and for the same reasons, never on the disk.
final class WordShelf: Sendable {
    private struct Place {
        let words: DocumentWords
        /// The same with what only the pictures of its pages say.
        var recognised: DocumentWords?
        var lastUse: Int
    }

    private struct Shelf {
        var places: [ContentHash: Place] = [:]
        var uses = 0
    }

    /// A page's text, and whether it was made out from a picture.
    struct PageText: Encodable, Hashable, Sendable {
        let text: String
        let isRecognised: Bool
    }

    private let read: @Sendable (ContentHash, Bool) async throws -> DocumentWords?
    private let logger: Logger
    private let shelf = Mutex(Shelf())
    private let turnstile: Turnstile

    /// Documents; the words of one take some thousand bytes.
    private static let capacity = 256

    init(desk: Desk) {
        read = desk.words
        logger = desk.logger
        turnstile = Turnstile(places: desk.settings.drawings)
    }

    /// The words of a document; nothing where they cannot be had now, which a page says instead of waiting.
    ///
    /// - Throws: `CancellationError`.
    func words(_ document: ContentHash) async throws -> DocumentWords? {
        if let known = known(document)?.words { return known }
        return try await turnstile.pass {
            if let known = known(document)?.words { return known }
            guard let words = try await reading(document, recognising: false) else { return nil }
            keep(words, of: document)
            return words
        }
    }

    /// The words of those documents that are read within `patience`: a page of the desk does not wait for one that takes long.
    func words(_ documents: [ContentHash], within patience: Duration) async -> [ContentHash: DocumentWords] {
        var found = documents.reduce(into: [:]) { $0[$1] = known($1)?.words }
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
        guard let recognised = try await recognised(document), recognised.pages.indices.contains(number - 1) else {
            return PageText(text: "", isRecognised: false)
        }
        return PageText(text: recognised.pages[number - 1], isRecognised: true)
    }

    private func recognised(_ document: ContentHash) async throws -> DocumentWords? {
        if let known = known(document)?.recognised { return known }
        let words = try await turnstile.pass { try await reading(document, recognising: true) }
        shelf.withLock { $0.places[document]?.recognised = words }
        return words
    }

    private func reading(_ document: ContentHash, recognising: Bool) async throws -> DocumentWords? {
        do { return try await read(document, recognising) } catch is CancellationError {
            throw CancellationError()
        } catch {
            logger.error("a document's words cannot be read", metadata: ["error": "\(type(of: error))"])
            return nil
        }
    }

    private func known(_ document: ContentHash) -> Place? {
        shelf.withLock { shelf in
            guard var place = shelf.places[document] else { return nil }
            shelf.uses += 1
            place.lastUse = shelf.uses
            shelf.places[document] = place
            return place
        }
    }

    private func keep(_ words: DocumentWords, of document: ContentHash) {
        shelf.withLock { shelf in
            shelf.uses += 1
            shelf.places[document] = Place(words: words, lastUse: shelf.uses)
            guard shelf.places.count > Self.capacity,
                let oldest = shelf.places.min(by: { $0.value.lastUse < $1.value.lastUse })
            else { return }
            shelf.places[oldest.key] = nil
        }
    }
}
