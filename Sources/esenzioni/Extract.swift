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
        let reader = DocumentReader(settings)
        let limit = settings.intake.maxFileMB * 1_000_000
        try await reader.read(
            files, load: { try FilePath($0).bytes(limit: limit) },
            each: { file, extract in
                let hash = try ContentHash.of(try FilePath(file).bytes(limit: limit))
                if json {
                    print(try ExtractReport(extract, file: file, sha256: hash).json())
                } else {
                    print(ExtractText(extract, file: file).text)
                }
            })
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
