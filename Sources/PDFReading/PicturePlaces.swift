// SPDX-License-Identifier: EUPL-1.2

/// Where a page's content draws pictures, those inside of its form objects included.
struct PicturePlaces {
    /// One drawing of one picture.
    struct Place {
        let rectangle: PDFRectangle
        let pixels: Int
    }

    private let limits: PDFLimits
    private(set) var places: [Place] = []
    /// Content that could not be read, so that pictures may be missing.
    private(set) var isIncomplete = false
    /// Drawings still followed: form objects that draw each other may else multiply without end.
    private var budget = 2000

    init(of page: QPDFObject, limits: PDFLimits) {
        self.limits = limits
        let resources = page.inherited("/Resources")
        guard resources?.drawsPictures(depth: 2) == true else { return }
        var content: [UInt8] = []
        for stream in page.key("/Contents")?.items ?? [] { content += bytes(of: stream) + [10] }
        follow(content, resources: resources, transform: .identity, depth: 2)
    }

    private mutating func bytes(of stream: QPDFObject) -> [UInt8] {
        if case .bytes(let bytes) = stream.streamContent(limits) { return bytes }
        isIncomplete = true
        return []
    }

    private mutating func follow(_ content: [UInt8], resources: QPDFObject?, transform: PageTransform, depth: Int) {
        let objects = resources?.key("/XObject")
        var scanner = ContentScanner(content)
        var current = transform
        var saved: [PageTransform] = []
        while let operation = scanner.next(), budget > 0 {
            switch operation {
            case .save: if saved.count < 500 { saved.append(current) }
            case .restore: current = saved.popLast() ?? current
            case .transform(let inner): current = inner.then(current)
            case .draw(let name):
                budget -= 1
                if let object = objects?.key(name) { draw(object, from: resources, transform: current, depth: depth) }
            }
        }
    }

    private mutating func draw(
        _ object: QPDFObject,
        from resources: QPDFObject?,
        transform: PageTransform,
        depth: Int
    ) {
        if let pixels = object.pixels {
            places.append(Place(rectangle: transform.unitSquare, pixels: pixels))
        } else if depth > 0, object.isForm {
            let own = object.key("/Resources") ?? resources
            guard own?.drawsPictures(depth: depth - 1) == true else { return }
            let matrix = object.key("/Matrix").flatMap {
                PageTransform($0.mapItems(limit: 7, \.decimal).compactMap(\.self))
            }
            let inner = (matrix ?? .identity).then(transform)
            follow(bytes(of: object), resources: own, transform: inner, depth: depth - 1)
        }
    }
}

extension QPDFObject {
    /// Number of pixels of a picture; nil for other objects.
    fileprivate var pixels: Int? {
        guard key("/Subtype")?.isName("/Image") == true, let width = key("/Width")?.integer,
            let height = key("/Height")?.integer, (1...100_000).contains(width), (1...100_000).contains(height)
        else { return nil }
        return width * height
    }

    fileprivate var isForm: Bool { key("/Subtype")?.isName("/Form") ?? false }

    /// Among these resources, or those of their form objects `depth` levels down, are pictures: nothing else of a page
    /// is looked at where none are.
    fileprivate func drawsPictures(depth: Int) -> Bool {
        guard let objects = key("/XObject") else { return false }
        return objects.keys.prefix(200).contains { name in
            guard let object = objects.key("/" + name) else { return false }
            if object.pixels != nil { return true }
            return depth > 0 && object.isForm && object.key("/Resources")?.drawsPictures(depth: depth - 1) == true
        }
    }
}
