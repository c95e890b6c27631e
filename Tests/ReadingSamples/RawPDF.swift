// SPDX-License-Identifier: EUPL-1.2

/// A PDF put together from its objects, the catalogue first; they get the numbers from 1.
package struct RawPDF {
    package var objects: [[UInt8]]
    /// Entries added to the trailer.
    package var trailer: String

    package init(objects: [[UInt8]], trailer: String = "") {
        self.objects = objects
        self.trailer = trailer
    }

    package init(_ objects: [String]) { self.init(objects: objects.map { Array($0.utf8) }) }

    /// A stream object; `dictionary` holds its entries but the length.
    package static func stream(_ content: [UInt8], dictionary: String = "") -> [UInt8] {
        Array("<<\(dictionary)/Length \(content.count)>>\nstream\n".utf8) + content + Array("\nendstream".utf8)
    }

    /// The finished file, with a sound table of cross-references.
    package var bytes: [UInt8] {
        var file = Array("%PDF-1.7\n".utf8)
        var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            let offset = String(file.count)
            table += String(repeating: "0", count: 10 - offset.utf8.count) + offset + " 00000 n \n"
            file += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        let start = file.count
        let end = "trailer\n<</Size \(objects.count + 1)/Root 1 0 R\(trailer)>>\nstartxref\n\(start)\n%%EOF\n"
        return file + Array((table + end).utf8)
    }
}
