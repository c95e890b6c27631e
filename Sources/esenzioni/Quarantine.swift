// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Domain
internal import Storage

/// `esenzioni quarantine`: what could not be taken in, and why.
struct QuarantineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine", abstract: "Ciò che non è stato possibile acquisire, e perché.",
        subcommands: [List.self, Show.self, Retry.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Elenca i file in quarantena.")

        @OptionGroup var options: ConfigurationOption
        @Flag(help: "Un oggetto JSON per file.") var json = false

        func run() async throws {
            let files = try await options.openReader().quarantine()
            if !files.isEmpty {
                try await WriteDoor(try options.load()).record(
                    CommandLook(act: .quarantine, detail: "quarantine list"))
            }
            for file in files {
                let report = QuarantineReport(file)
                print(
                    json
                        ? try report.json()
                        : "\(report.id) \(report.sender)/\(report.file) \(report.code): \(report.message)")
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Mostra un file in quarantena.")

        @OptionGroup var options: ConfigurationOption
        @Argument(help: "Il numero dell'elenco.") var id: Int64

        func run() async throws {
            let reader = try options.openReader()
            guard let file = try await reader.quarantined(Delivery.ID(id)) else {
                CommandFault.say("nessun file in quarantena con questo numero: \(id)")
                throw CommandFault.failed
            }
            try await WriteDoor(try options.load()).record(
                CommandLook(act: .quarantine, detail: "quarantine show \(id)"))
            print(try QuarantineReport(file).indented())
        }
    }
}
