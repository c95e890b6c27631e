// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Catalogue
internal import Extraction
internal import Isolation
internal import SystemPackage

/// The confined child: reads documents that its parent hands over. Not for people.
struct ReadDocuments: ParsableCommand {
    static let name = "read-documents"
    static let configuration = CommandConfiguration(commandName: name, shouldDisplay: false)

    @Option var catalogue: String
    @Option var schemas: String
    @Option var memoryMb: Int
    @Option var cpuSeconds: Int
    @Option var documents: Int

    func run() throws {
        let extractor = Extractor(
            catalogue: try CatalogueLoader.load(folder: FilePath(catalogue)),
            requests: try RequestSchemas(folder: FilePath(schemas)))
        let replies = ReplyReader()
        try ReaderProcess(
            limits: ReaderLimits(
                wallTime: .seconds(cpuSeconds), processorSeconds: cpuSeconds, memory: memoryMb << 20,
                documentsPerChild: documents),
            readDocument: { extractor.extract($0) },
            readReply: { replies.read($0) }
        ).run()
    }
}
