// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// A place on a page where values stand, as a link back to the row of the first of them.
struct ValueBox: Encodable, Hashable, Sendable {
    /// Those that stand there: a code and its words often share one place.
    let names: [FieldName]
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
        let placed = FieldName.allCases.compactMap { name in
            extract.fields[name].flatMap { field in
                Place(field.source, on: page, size: size).map { (place: $0, name: name, field: field) }
            }
        }
        let places = placed.map(\.place).reduce(into: [Place]()) { if !$0.contains($1) { $0.append($1) } }
        return places.map { place in
            ValueBox(place, placed.filter { $0.place == place }.map { ($0.name, $0.field) }, anchor: anchor)
        }
    }

    private init(_ place: Place, _ fields: [(name: FieldName, field: ExtractedField)], anchor: String) {
        names = fields.map(\.name)
        boxAnchor = "\(anchor)-\(names.first?.rawValue ?? "")-riquadro"
        rowLink = names.first?.rowAnchor(in: anchor) ?? anchor
        boxTitle = fields.map { "\($0.italianName): \($0.shown($1))" }.joined(separator: "; ")
        boxStyle = fields.contains { $0.field.confidence == .doubtful } ? "doubtful" : "sound"
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
    private static let margin = 1.5

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
