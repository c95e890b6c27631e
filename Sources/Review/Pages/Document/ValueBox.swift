// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// A place on a page where values stand, as a link back to the row of the first of them.
struct ValueBox: Encodable, Hashable, Sendable {
    /// Those that stand there: a code and its words often share one place.
    let spots: [ValueSpot]
    let boxAnchor: String
    let rowLink: String
    let boxTitle: String
    let boxStyle: String
    let left: String
    let top: String
    let boxWidth: String
    let boxHeight: String

    /// The boxes of a page, in the order of the contract's fields.
    static func boxes(_ extract: Extract, on page: Int, anchor: String, size: PageSize) -> [ValueBox] {
        let placed = FieldName.allCases.flatMap { name in
            ValueSpot.all(name, extract.fields[name]).compactMap { spot in
                Place(spot.source, on: page, size: size).map { (place: $0, spot: spot) }
            }
        }
        let places = placed.map(\.place).reduce(into: [Place]()) { if !$0.contains($1) { $0.append($1) } }
        return places.map { place in
            ValueBox(place, placed.filter { $0.place == place }.map(\.spot), anchor: anchor)
        }
    }

    private init(_ place: Place, _ spots: [ValueSpot], anchor: String) {
        self.spots = spots
        boxAnchor = spots.first?.boxAnchor(in: anchor) ?? anchor
        rowLink = spots.first?.name.rowAnchor(in: anchor) ?? anchor
        boxTitle = spots.map { "\($0.name.italianName): \($0.told)" }.joined(separator: "; ")
        boxStyle = spots.contains(where: \.isDoubtful) ? "doubtful" : "sound"
        left = place.left.points
        top = place.top.points
        boxWidth = (place.right - place.left).points
        boxHeight = (place.bottom - place.top).points
    }
}

/// A rectangle on a page, in its points.
private struct Place: Hashable {
    let left: Double
    let top: Double
    let right: Double
    let bottom: Double

    /// Points around the words, so that the line does not run through them.
    private static let margin = 2.0

    /// Nothing where the value does not stand on that page, or no place on it is told.
    init?(_ source: FieldSource, on page: Int, size: PageSize) {
        guard source.page == page, let box = source.box, box.count == 4, box.allSatisfy(\.isFinite),
            box[0] < box[2], box[1] < box[3]
        else { return nil }
        left = max(0, box[0] - Self.margin)
        top = max(0, box[1] - Self.margin)
        right = min(size.width, box[2] + Self.margin)
        bottom = min(size.height, box[3] + Self.margin)
        guard left < right, top < bottom else { return nil }
    }
}
