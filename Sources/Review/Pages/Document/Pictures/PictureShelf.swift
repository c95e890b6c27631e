// SPDX-License-Identifier: EUPL-1.2

/// The pictures that were looked at last, up to a number of bytes; that a page cannot be drawn is remembered too.
struct PictureShelf: Sendable {
    private var places: RecentlyUsed<PageKey, Memory>

    /// - Parameter capacity: bytes.
    init(capacity: Int) { places = RecentlyUsed(capacity: capacity) }

    /// What became of drawing the page; nothing where that is not known or no longer known.
    enum Memory: Hashable, Sendable {
        case drawn(PageImage)
        case cannotBeDrawn
    }

    /// Looks the page up, which counts as a use.
    mutating func memory(of key: PageKey) -> Memory? { places.value(of: key) }

    /// Keeps what came of drawing a page. It weighs the bytes of the picture and what is around them.
    mutating func keep(_ image: PageImage?, of key: PageKey) {
        places.keep(
            image.map { .drawn($0) } ?? .cannotBeDrawn, of: key, weighing: (image?.png.count ?? 0) + 1024)
    }
}
