// SPDX-License-Identifier: EUPL-1.2

/// Writes small PDFs for tests: lines of text at given places, and files attached in every way that readers meet.
package struct SamplePDF {
    /// A run of text; `x` and `y` are points from the top left of an A4 page to the left end of the base line.
    package struct Line {
        let text: String
        let x: Double
        let y: Double
        let size: Double

        package init(_ text: String, x: Double = 50, y: Double, size: Double = 10) {
            self.text = text
            self.x = x
            self.y = y
            self.size = size
        }
    }

    /// How a file is attached.
    package enum Place {
        case nameTree, associated, annotation, xfaResources, formXFA
    }

    package var pages: [[Line]]
    /// Operators that draw on the first page, from its bottom left in points.
    package var drawing = ""
    package var rotation = 0
    package var attachments: [(place: Place, name: String, bytes: [UInt8])] = []
    /// Adds an encryption dictionary whose password nobody has.
    package var isEncrypted = false
    /// Added to the declared length of every stream.
    package var lengthError = 0

    package init(pages: [[Line]] = [[]]) { self.pages = pages }

    private static let height = 842.0
    private static let width = 595.0
}

extension SamplePDF {
    /// The finished file.
    package var bytes: [UInt8] {
        var objects: [[UInt8]] = []
        func add(_ text: String) -> Int {
            objects.append(Array(text.utf8))
            return objects.count + 3
        }
        func addStream(_ dictionary: String, _ content: [UInt8]) -> Int {
            let head = "<<\(dictionary)/Length \(content.count + lengthError)>>\nstream\n"
            objects.append(Array(head.utf8) + content + Array("\nendstream".utf8))
            return objects.count + 3
        }
        var catalogue = ""
        var annotations: [Int] = []
        for place in [Place.nameTree, .associated, .annotation, .xfaResources, .formXFA] {
            let files = attachments.filter { $0.place == place }
            guard !files.isEmpty else { continue }
            let entries = files.map { file in
                let isBare = place == .xfaResources || place == .formXFA
                let stream =
                    isBare
                    ? addStream("/Filter/FlateDecode", Self.deflated(file.bytes))
                    : addStream("/Type/EmbeddedFile", file.bytes)
                let reference =
                    isBare ? stream : add("<</Type/Filespec/F(\(file.name))/EF<</F \(stream) 0 R>>>>")
                return (name: file.name, reference: reference)
            }
            let pairs = entries.map { "(\($0.name)) \($0.reference) 0 R" }.joined(separator: " ")
            switch place {
            case .nameTree: catalogue += "/Names<</EmbeddedFiles<</Names[\(pairs)]>>>>"
            case .xfaResources: catalogue += "/Names<</XFAResources<</Names[\(pairs)]>>>>"
            case .formXFA: catalogue += "/AcroForm<</Fields[]/XFA[\(pairs)]>>"
            case .associated:
                catalogue += "/AF[" + entries.map { "\($0.reference) 0 R" }.joined(separator: " ") + "]"
            case .annotation:
                annotations = entries.map {
                    add("<</Type/Annot/Subtype/FileAttachment/Rect[0 0 1 1]/FS \($0.reference) 0 R>>")
                }
            }
        }
        let kids = pages.enumerated().map { number, lines in
            let content = addStream("", Array((number == 0 ? drawing : "").utf8) + Self.content(lines))
            let links = annotations.map { "\($0) 0 R" }.joined(separator: " ")
            return add(
                """
                <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate \(rotation)/Contents \(content) 0 R\
                /Annots[\(links)]/Resources<</Font<</F1 3 0 R>>>>>>
                """
            )
        }
        let first: [[UInt8]] = [
            Array("<</Type/Catalog/Pages 2 0 R\(catalogue)>>".utf8),
            Array(
                "<</Type/Pages/Count \(kids.count)/Kids[\(kids.map { "\($0) 0 R" }.joined(separator: " "))]>>".utf8
            ),
            Array("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".utf8),
        ]
        let secret = String(repeating: "41", count: 32)
        let lock = "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<\(secret)>/U<\(secret)>>>/ID[<41><41>]"
        return RawPDF(objects: first + objects, trailer: isEncrypted ? lock : "").bytes
    }

    /// Letters outside Latin-1 have no place in these samples.
    private static func content(_ lines: [Line]) -> [UInt8] {
        var content: [UInt8] = []
        for line in lines {
            content += Array("BT /F1 \(line.size) Tf \(line.x) \(height - line.y) Td (".utf8)
            for scalar in line.text.unicodeScalars {
                if "()\\".unicodeScalars.contains(scalar) { content.append(UInt8(ascii: "\\")) }
                content.append(scalar.value < 256 ? UInt8(scalar.value) : UInt8(ascii: "?"))
            }
            content += Array(") Tj ET\n".utf8)
        }
        return content
    }

    /// A zlib stream of stored blocks: enough to need decoding, with nothing to compute.
    package static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            let length = UInt16(block.count)
            stream += [rest.isEmpty ? 1 : 0, UInt8(length & 0xFF), UInt8(length >> 8)]
            stream += [UInt8(~length & 0xFF), UInt8(~length >> 8)] + block
        } while !rest.isEmpty
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        let check = high << 16 | low
        return stream + [UInt8(check >> 24), UInt8(check >> 16 & 0xFF), UInt8(check >> 8 & 0xFF), UInt8(check & 0xFF)]
    }
}
