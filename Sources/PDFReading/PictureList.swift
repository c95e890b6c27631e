// SPDX-License-Identifier: EUPL-1.2

/// Gathers the parts of the pages whose pictures are large and fine enough to show a few letters.
struct PictureList {
    let limits: PDFLimits
    private(set) var pictures: [PDFPicture] = []

    /// The least part of a page: a code of three letters that was pasted into a form.
    private static let leastShare = 0.0003
    /// Print of 10 points is 8 pixels high at this, below which nothing can be read.
    private static let leastDotsPerInch = 60.0
    private static let leastPixels = 1_000.0

    init(limits: PDFLimits) { self.limits = limits }

    mutating func collect(from pages: [QPDFObject]) {
        for (index, page) in pages.enumerated() {
            let found = PicturePlaces(of: page, limits: limits)
            guard !found.places.isEmpty || found.isIncomplete else { continue }
            let geometry = PageGeometry(of: page)
            // What cannot be followed may be a scan.
            let groups =
                found.isIncomplete
                ? [PictureGroup(box: geometry.page, pixels: 0)]
                : PictureGroup.joined(found.places, on: geometry).filter { Self.mayShowText($0, on: geometry) }
            pictures += groups.map { picture($0, on: index + 1, of: geometry) }
        }
    }

    private static func mayShowText(_ group: PictureGroup, on geometry: PageGeometry) -> Bool {
        group.box.area >= leastShare * geometry.page.area && group.pixels >= leastPixels
            && group.dotsPerInch >= leastDotsPerInch
    }

    private func picture(_ group: PictureGroup, on number: Int, of geometry: PageGeometry) -> PDFPicture {
        PDFPicture(
            page: number,
            box: group.box,
            share: group.box.area / geometry.page.area,
            dotsPerInch: group.dotsPerInch
        )
    }
}

/// Pictures that touch each other.
struct PictureGroup {
    private(set) var box: PDFBox
    /// Of the part that is on the page.
    private(set) var pixels: Double

    init(box: PDFBox, pixels: Double) {
        self.box = box
        self.pixels = pixels
    }

    var dotsPerInch: Double { 72 * (pixels / max(box.area, 1)).squareRoot() }

    /// The groups of all drawings in their order; what lies off the page is cut.
    static func joined(_ places: [PicturePlaces.Place], on geometry: PageGeometry) -> [PictureGroup] {
        var groups: [PictureGroup] = []
        for place in places {
            guard let group = PictureGroup(place, on: geometry) else { continue }
            groups.append(group)
            // A new picture may join several groups, and the larger group yet others.
            while let last = groups.last, let other = groups.dropLast().firstIndex(where: { last.touches($0) }) {
                groups.removeLast()
                groups.append(groups.remove(at: other).joined(last))
            }
        }
        return groups
    }

    private init?(_ place: PicturePlaces.Place, on geometry: PageGeometry) {
        let whole = geometry.box(of: place.rectangle)
        let page = geometry.page
        box = PDFBox(
            left: max(whole.left, page.left),
            top: max(whole.top, page.top),
            right: min(whole.right, page.right),
            bottom: min(whole.bottom, page.bottom)
        )
        guard box.right > box.left, box.bottom > box.top, whole.area > 0 else { return nil }
        pixels = Double(place.pixels) * box.area / whole.area
    }

    private func touches(_ other: PictureGroup) -> Bool {
        let reach = 2.0
        return box.left - other.box.right < reach && other.box.left - box.right < reach
            && box.top - other.box.bottom < reach && other.box.top - box.bottom < reach
    }

    private func joined(_ other: PictureGroup) -> PictureGroup {
        PictureGroup(box: box.union(other.box), pixels: pixels + other.pixels)
    }
}

extension PDFBox {
    fileprivate var area: Double { (right - left) * (bottom - top) }
}
