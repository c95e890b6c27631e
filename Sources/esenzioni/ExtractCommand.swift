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
struct ExtractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract", abstract: "Legge documenti e mostra ciò che vi ha trovato, senza conservare nulla.")

    @OptionGroup var options: ConfigurationOption
    @Flag(help: "Un oggetto JSON per documento.") var json = false
    @Argument(help: "I documenti.") var files: [String]

    func run() async throws {
        let settings = try options.load()
        _ = try settings.loadCatalogue()
        try settings.checkWording()
        let reading = FileReading(settings)
        var isComplete = true
        let paths = GivenPaths(files).all
        try await OrderedBatches(paths, size: reading.share, parallel: settings.reader.parallel).run(
            { try await reading.read($0) },
            each: { for outcome in $0 where try !tell(outcome) { isComplete = false } })
        if !isComplete { throw CommandFault.failed }
    }

    /// - Returns: whether there was a document.
    private func tell(_ outcome: FileReading.Outcome) throws -> Bool {
        switch outcome {
        case .document(let document):
            let name = document.path.string
            print(
                json
                    ? try ExtractReport(document.extract, file: name, sha256: document.sha256).json()
                    : ExtractText(document.extract, file: name).text)
            return true
        case .unread(let path, let reason):
            CommandFault.say("\(path): \(reason)")
            return false
        }
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
