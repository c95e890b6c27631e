// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Catalogue
internal import EnvelopeReading
internal import Extraction
internal import Isolation
internal import PDFReading
internal import SystemPackage
internal import TextRecognition

/// The nursery and its confined children: they read documents that the daemon hands over. Not for people.
struct ReadDocuments: ParsableCommand {
    static let name = "read-documents"
    static let configuration = CommandConfiguration(commandName: name, shouldDisplay: false)

    @Option var catalogue: String
    @Option var wording: String
    @Option var schemas: String
    @Option var trust: String
    @Option var memoryMb: Int
    @Option var cpuSeconds: Int
    @Option var documents: Int
    /// Reads nothing where the kernel does not grant the full confinement.
    @Flag var requireFullConfinement = false
    /// Prepares the children for recognising the text of pictures.
    @Flag var recognise = false

    func run() throws {
        let authorities = TrustStore(folder: FilePath(trust))
        let extractor = Extractor(
            catalogue: try CatalogueLoader.load(folder: FilePath(catalogue)),
            wording: try WordingLoader.load(file: FilePath(wording)),
            requests: try RequestSchemas(folder: FilePath(schemas)),
            trust: authorities,
            recogniser: recognise ? try TextRecogniser() : nil, clock: House.clock)
        let replies = try ReplyReader(schemas: FilePath(schemas))
        try ReaderProcess(
            limits: ReaderLimits(
                // The parent's to keep: nobody asks for it here.
                wallTime: .seconds(cpuSeconds), processorSeconds: cpuSeconds, memory: memoryMb << 20,
                documentsPerChild: documents),
            readable: PDFRaster.systemFolders, required: requireFullConfinement ? .full : [],
            readDocument: { DocumentReading(extractor.read($0)) },
            readReply: { replies.read($0) },
            renderPage: { Self.picture(of: $0, $1, trust: authorities) },
            readWords: { extractor.words($0) },
            openEnvelopes: { Self.content(of: $0, trust: authorities) }
        ).run(rehearsal: Rehearsal.documents)
    }

    /// The document inside its envelopes; nothing where there are none, or none that can be opened and hence read.
    private static func content(of bytes: [UInt8], trust: TrustStore) -> [UInt8]? {
        do {
            let envelope = try Envelope.open(bytes, trust: trust)
            return envelope.layers.isEmpty ? nil : envelope.content
        } catch { return nil }
    }

    /// A page of the document inside its envelopes; nothing where they are damaged or there is no such page.
    private static func picture(
        of bytes: [UInt8], _ request: PictureRequest, trust: TrustStore
    ) -> Isolation.PagePicture? {
        let content: [UInt8]
        do { content = try Envelope.open(bytes, trust: trust).content } catch { return nil }
        return PDFRaster.png(content, page: request.page, dotsPerInch: Double(request.dotsPerInch)).flatMap {
            Isolation.PagePicture(png: $0.png, width: $0.width, height: $0.height)
        }
    }
}

extension DocumentReading {
    init(_ reading: Extractor.Reading) {
        switch reading {
        case .read(let extract): self = .read(extract)
        case .needsRecognition: self = .needsRecognition
        }
    }
}
