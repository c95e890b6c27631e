// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// A page of a document: its picture, and the boxes of the values that were read there.
struct PageSheet: Hashable, Sendable {
    let pageNumber: Int
    let picture: String
    /// Nothing where the size of the page is not known yet, so that no box could be placed.
    let overlay: PageOverlay?

    /// More pages than this are not shown on one page of the desk; the values of a certificate stand on one or two.
    private static let most = 20

    /// The pages of a document that are worth showing: those with values, and always the first.
    static func keys(_ sha256: ContentHash, _ extract: Extract) -> [PageKey] {
        guard extract.form.hasPages else { return [] }
        let numbers = Set(extract.fields.values.compactMap(\.source.page)).union([1])
        return numbers.sorted().prefix(most).map { PageKey(sha256: sha256, number: $0) }
    }

    init(_ key: PageKey, _ extract: Extract, address: String, anchor: String, size: PageSize?) {
        pageNumber = key.number
        picture = "\(address)/pagine/\(key.number).png"
        overlay = size.map { PageOverlay(key.number, extract, anchor: anchor, size: $0) }
    }
}

/// What is drawn over the picture of a page, in the page's own points.
struct PageOverlay: Hashable, Sendable {
    let pageWidth: String
    let pageHeight: String
    /// Of the picture, for the browser to keep its place free.
    let pixelWidth: Int
    let pixelHeight: Int
    let boxes: [ValueBox]

    init(_ page: Int, _ extract: Extract, anchor: String, size: PageSize) {
        let scale = Double(PageKey.dotsPerInch) / 72
        pageWidth = size.width.points
        pageHeight = size.height.points
        pixelWidth = Int((size.width * scale).rounded())
        pixelHeight = Int((size.height * scale).rounded())
        boxes = FieldName.allCases.compactMap { name in
            extract.fields[name].flatMap { ValueBox(name, $0, on: page, anchor: anchor, size: size) }
        }
    }
}

/// The place of one value on a page, as a link back to its row.
struct ValueBox: Hashable, Sendable {
    let name: FieldName
    let boxAnchor: String
    let rowLink: String
    let boxTitle: String
    let boxStyle: String
    let left: String
    let top: String
    let boxWidth: String
    let boxHeight: String

    /// Points around the words, so that the line does not run through them.
    private static let margin = 1.5

    /// Nothing where the value does not stand on that page, or no place on it is told.
    init?(_ name: FieldName, _ field: ExtractedField, on page: Int, anchor: String, size: PageSize) {
        guard field.source.page == page, let box = field.source.box, box.count == 4,
            box.allSatisfy(\.isFinite)
        else { return nil }
        let left = max(0, box[0] - Self.margin)
        let top = max(0, box[1] - Self.margin)
        let right = min(size.width, box[2] + Self.margin)
        let bottom = min(size.height, box[3] + Self.margin)
        guard left < right, top < bottom else { return nil }
        self.name = name
        boxAnchor = name.boxAnchor(in: anchor)
        rowLink = name.rowAnchor(in: anchor)
        let value = field.value ?? field.candidates.joined(separator: " oppure ")
        boxTitle = "\(name.italianName): \(name.shown(value))"
        boxStyle = field.confidence.rawValue
        self.left = left.points
        self.top = top.points
        boxWidth = (right - left).points
        boxHeight = (bottom - top).points
    }
}

extension Double {
    /// To a tenth of a point, as SVG writes numbers.
    fileprivate var points: String { "\((self * 10).rounded() / 10)" }
}
