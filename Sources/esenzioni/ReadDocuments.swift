// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Catalogue
internal import Extraction
internal import Isolation
internal import SystemPackage

/// The nursery and its confined children: they read documents that the daemon hands over. Not for people.
struct ReadDocuments: ParsableCommand {
    static let name = "read-documents"
    static let configuration = CommandConfiguration(commandName: name, shouldDisplay: false)

    @Option var catalogue: String
    @Option var wording: String
    @Option var memoryMb: Int
    @Option var cpuSeconds: Int
    @Option var documents: Int
    /// Prepares the children for recognising the text of pictures.
    @Flag var recognise = false

    func run() throws {
        let extractor = Extractor(
            catalogue: try CatalogueLoader.load(folder: FilePath(catalogue)),
            wording: try WordingLoader.load(file: FilePath(wording)))
        let replies = ReplyReader()
        try ReaderProcess(
            limits: ReaderLimits(
                wallTime: .seconds(cpuSeconds), processorSeconds: cpuSeconds, memory: memoryMb << 20,
                documentsPerChild: documents),
            readDocument: { DocumentReading(extractor.read($0)) },
            readReply: { replies.read($0) },
            renderPage: { _, _ in nil }
        ).run(rehearsal: Rehearsal.documents)
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
