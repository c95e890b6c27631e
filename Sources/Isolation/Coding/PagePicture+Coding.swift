// SPDX-License-Identifier: EUPL-1.2

extension CompactWriter {
    mutating func write(_ request: PictureRequest) {
        write(count: request.page)
        write(count: request.dotsPerInch)
    }

    mutating func write(_ picture: PagePicture) {
        write(picture.width)
        write(picture.height)
        write(picture.png)
    }
}

extension CompactReader {
    /// A request and the document it is about.
    static func pictureRequest(_ bytes: [UInt8]) throws(Malformed) -> (request: PictureRequest, document: [UInt8]) {
        var reader = CompactReader(bytes)
        let page = try reader.count(upTo: .max)
        guard let request = PictureRequest(page: page, dotsPerInch: try reader.count(upTo: .max)) else {
            throw Malformed()
        }
        return (request, try reader.content(upTo: .max))
    }

    /// The picture that `bytes` hold; nothing when the child says that there is none.
    static func picture(_ bytes: [UInt8]) throws(Malformed) -> PagePicture? {
        var reader = CompactReader(bytes)
        let picture = try reader.optional { reader throws(Malformed) in
            let width = try reader.number()
            let height = try reader.number()
            guard let picture = PagePicture(png: try reader.content(upTo: .max), width: width, height: height)
            else { throw Malformed() }
            return picture
        }
        guard reader.isAtEnd else { throw Malformed() }
        return picture
    }
}
