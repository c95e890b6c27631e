// SPDX-License-Identifier: EUPL-1.2

internal import Synchronization

/// Pictures of pages, drawn when somebody looks and kept in memory while somebody may look again.
///
/// They are not kept on the disk: drawing a page takes less time than a person needs to find it, and a second copy of health
/// data would have to be guarded, and deleted together with the first.
final class PageGallery: Sendable {
    private let draw: @Sendable (PageKey) async throws -> PageImage?
    private let turnstile: Turnstile
    private let shelf: Mutex<PictureShelf>

    /// Bytes; a page of print takes about a hundred thousand.
    private static let capacity = 16 << 20

    init(desk: Desk) {
        draw = desk.picture
        turnstile = Turnstile(places: desk.settings.drawings)
        shelf = Mutex(PictureShelf(capacity: Self.capacity))
    }

    /// The page; nothing where there is none that can be drawn.
    ///
    /// - Throws: what the drawing throws, which is never about the document.
    func image(_ key: PageKey) async throws -> PageImage? {
        if let memory = memory(of: key) { return memory.image }
        return try await turnstile.pass {
            // Somebody else may have drawn it meanwhile.
            if let memory = memory(of: key) { return memory.image }
            let image = try await draw(key)
            shelf.withLock { $0.keep(image, of: key) }
            return image
        }
    }

    /// The sizes of those pages that have been drawn.
    func knownSizes(_ keys: [PageKey]) -> [PageKey: PageSize] {
        keys.reduce(into: [:]) { sizes, key in sizes[key] = memory(of: key)?.image?.size }
    }

    /// The sizes of those pages that are drawn within `patience`: a page of the desk does not wait for a document that takes long.
    func sizes(_ keys: [PageKey], within patience: Duration) async -> [PageKey: PageSize] {
        let missing = keys.filter { memory(of: $0) == nil }
        if !missing.isEmpty { await draw(missing, within: patience) }
        return knownSizes(keys)
    }

    private func draw(_ keys: [PageKey], within patience: Duration) async {
        await withTaskGroup(of: Bool.self) { group in
            for key in keys {
                group.addTask { [self] in
                    // The picture's own request meets the same fault and tells of it.
                    do { _ = try await image(key) } catch { return true }
                    return true
                }
            }
            group.addTask {
                // Cancelled as soon as all are drawn.
                do { try await Task.sleep(for: patience) } catch { return false }
                return false
            }
            var drawn = 0
            while drawn < keys.count, await group.next() == true { drawn += 1 }
            group.cancelAll()
        }
    }

    private func memory(of key: PageKey) -> PictureShelf.Memory? { shelf.withLock { $0.memory(of: key) } }
}

extension PictureShelf.Memory {
    fileprivate var image: PageImage? {
        switch self {
        case .drawn(let image): image
        case .cannotBeDrawn: nil
        }
    }
}
