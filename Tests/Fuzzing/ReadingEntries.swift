// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import EnvelopeReading
import SystemPackage

@testable import Extraction
@testable import PDFReading
@testable import TextRecognition

/// What the confined reader does with a document, whole and part by part: a fuzzer seldom gets through a PDF to what lies
/// behind it.
struct ReadingEntries {
    private let extractor: Extractor
    private let replies: ReplyReader
    private static let config = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .removingLastComponent().appending("config")

    init() throws {
        replies = try ReplyReader(schemas: Self.config.appending("schemas"))
        extractor = Extractor(
            catalogue: try CatalogueLoader.load(folder: Self.config.appending("catalogue")),
            wording: try WordingLoader.load(file: Self.config.appending("diciture.conf")),
            requests: try RequestSchemas(folder: Self.config.appending("schemas")),
            trust: TrustStore(files: []), clock: { Timestamp(seconds: 1_790_000_000) })
    }

    var entries: [FuzzEntry] {
        [
            FuzzEntry("document", longest: 64 * 1024) { [extractor] in _ = extractor.read($0) },
            FuzzEntry("words-of-document", longest: 16 * 1024) { [extractor] in _ = extractor.words($0) },
            FuzzEntry("page", longest: 4096) { [extractor] in Self.readPage($0, extractor) },
            FuzzEntry("narrative", longest: 4096) { [extractor] in Self.readNarrative($0, extractor) },
            FuzzEntry("envelope", longest: 16 * 1024) { bytes in
                do { _ = try Envelope.open(bytes, trust: TrustStore(files: [])) } catch {}
            },
            FuzzEntry("signature", longest: 8192, Self.checkSignature),
            FuzzEntry("content", longest: 8192) { bytes in
                var scanner = ContentScanner(bytes)
                while scanner.next() != nil {}
            },
            FuzzEntry("reply", longest: 8192) { [replies] in _ = replies.read($0) },
            FuzzEntry("picture", longest: 64 * 1024, Self.straighten),
        ]
    }

    /// The same words twice say the same.
    private static func readPage(_ bytes: [UInt8], _ extractor: Extractor) {
        func extract() -> Extract? {
            PageText(
                pages: WrittenPages(bytes).pages, vocabulary: extractor.vocabulary, catalogue: extractor.catalogue
            ).reading.map { extractor.finish($0, form: .pdfText) }
        }
        precondition(extract() == extract(), "two readings of the same words differ")
    }

    private static func readNarrative(_ bytes: [UInt8], _ extractor: Extractor) {
        let document = WrittenNarrative(bytes).document
        precondition(extractor.read(document) == extractor.read(document), "two readings of the same CDA differ")
    }

    /// The signed ranges come first, two bytes each, then the message.
    private static func checkSignature(_ bytes: [UInt8]) {
        let numbers = stride(from: 0, to: min(8, bytes.count - 1), by: 2).map {
            Int(bytes[$0]) << 8 | Int(bytes[$0 + 1])
        }
        let forms = ["adbe.pkcs7.detached", "ETSI.CAdES.detached", "adbe.pkcs7.sha1"]
        let fields = forms.map {
            PDFSignature(
                subFilter: $0, byteRange: numbers, contents: Array(bytes.dropFirst(8)),
                statedTime: String(decoding: bytes.prefix(24), as: UTF8.self))
        }
        _ = PDFSignature.verdicts(fields: fields, in: bytes, trust: TrustStore(files: []))
    }

    /// All that is done to a picture before tesseract sees it: the first byte is its width.
    private static func straighten(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return }
        let width = max(1, Int(first))
        let height = (bytes.count - 1) / width
        guard
            let picture = GreyPicture(
                width: width, height: height, bytes: Array(bytes.dropFirst().prefix(width * height)), dotsPerInch: 100)
        else { return }
        _ = StraightPicture(picture)?.turned(quarters: 2)
    }
}
