// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// A page of a document: its picture, and the boxes of the values that were read there.
struct PageSheet: Encodable, Hashable, Sendable {
    let pageNumber: Int
    /// The page's name in the page's address.
    let pageAnchor: String
    let picture: String
    /// The same page as text; nothing where there is no address for it.
    let textAddress: String?
    /// Nothing where the size of the page is not known yet, so that no box could be placed.
    let overlay: PageOverlay?

    /// More pages than this are not shown on one page of the desk; the values of a certificate stand on one or two.
    static let most = 20

    /// The pages of a document that are worth showing: all the first, or those with values and always the first where
    /// nobody knows how many there are.
    static func keys(_ sha256: ContentHash, _ extract: Extract, pageCount: Int? = nil) -> [PageKey] {
        guard extract.form.hasPages else { return [] }
        let valued = Set(extract.fields.values.compactMap(\.source.page)).union([1])
        let all = valued.union(pageCount.map { 1...max(1, min($0, most)) }.map(Set.init) ?? [])
        return all.sorted().prefix(most).map { PageKey(sha256: sha256, number: $0) }
    }

    init(
        _ key: PageKey, _ extract: Extract, address: String, anchor: String, size: PageSize?, hasText: Bool = false
    ) {
        pageNumber = key.number
        pageAnchor = "\(anchor)-pagina-\(key.number)"
        picture = "\(address)/pagine/\(key.number).png"
        textAddress = hasText ? "\(address)/pagine/\(key.number)/testo" : nil
        overlay = size.map { PageOverlay(key.number, extract, anchor: anchor, size: $0) }
    }
}

/// What is drawn over the picture of a page, in the page's own points.
struct PageOverlay: Encodable, Hashable, Sendable {
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
        pixelWidth = Self.pixels(size.width * scale)
        pixelHeight = Self.pixels(size.height * scale)
        boxes = ValueBox.boxes(extract, on: page, anchor: anchor, size: size)
    }

    /// The size is a reader's word, which a hostile document may have taken over.
    private static func pixels(_ size: Double) -> Int { Int(exactly: size.rounded()).map { max(0, $0) } ?? 0 }
}

extension Double {
    /// To a tenth of a point, as SVG writes numbers.
    var points: String { "\((self * 10).rounded() / 10)" }
}
