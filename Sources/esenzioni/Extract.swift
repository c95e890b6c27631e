// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Domain
internal import Extraction
internal import Foundation
internal import Isolation
internal import Settings
internal import Storage
internal import SystemPackage

/// `esenzioni extract`.
struct Extract: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Legge documenti e mostra ciò che vi ha trovato, senza conservare nulla.")

    @OptionGroup var options: ConfigurationOption
    @Flag(help: "Un oggetto JSON per documento.") var json = false
    @Argument(help: "I documenti.") var files: [String]

    func run() async throws {
        let settings = try options.load()
        _ = try settings.loadCatalogue()
        let files = FileReading(settings)
        try await OrderedBatches(self.files, size: files.share, parallel: settings.reader.parallel).run(
            { [json] batch in
                try await files.read(batch).map { document in
                    json
                        ? try ExtractReport(document.extract, file: document.path, sha256: document.sha256).json()
                        : ExtractText(document.extract, file: document.path).text
                }
            },
            each: { $0.forEach { print($0) } })
    }
}

extension FilePath {
    /// The working folder.
    static var here: FilePath { FilePath(FileManager.default.currentDirectoryPath) }

    /// All bytes of the file.
    func bytes(limit: Int) throws -> [UInt8] {
        let file = try FileDescriptor.open(self, .readOnly, options: .closeOnExec)
        return try file.closeAfter { try file.readAll(limit: limit) }
    }
}
