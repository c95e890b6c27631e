// SPDX-License-Identifier: EUPL-1.2

/// The pictures that were looked at last, up to a number of bytes; that a page cannot be drawn is remembered too.
struct PictureShelf: Sendable {
    private struct Place {
        let image: PageImage?
        var lastUse: Int

        /// What it counts for: the bytes of the picture and what is around them.
        var weight: Int { (image?.png.count ?? 0) + 1024 }
    }

    /// Bytes.
    private let capacity: Int
    private var places: [PageKey: Place] = [:]
    private var weight = 0
    private var uses = 0

    init(capacity: Int) { self.capacity = capacity }

    /// What became of drawing the page; nothing where that is not known or no longer known.
    enum Memory: Hashable, Sendable {
        case drawn(PageImage)
        case cannotBeDrawn
    }

    /// Looks the page up, which counts as a use.
    mutating func memory(of key: PageKey) -> Memory? {
        guard var place = places[key] else { return nil }
        uses += 1
        place.lastUse = uses
        places[key] = place
        return place.image.map { .drawn($0) } ?? .cannotBeDrawn
    }

    /// Keeps what came of drawing a page, in the place of those that were not used for longest.
    mutating func keep(_ image: PageImage?, of key: PageKey) {
        uses += 1
        let place = Place(image: image, lastUse: uses)
        weight += place.weight - (places.updateValue(place, forKey: key)?.weight ?? 0)
        while weight > capacity, let oldest = places.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            places[oldest.key] = nil
            weight -= oldest.value.weight
        }
    }
}
