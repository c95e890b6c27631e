// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Domain
internal import Settings
internal import Storage

/// `esenzioni quarantine`: what could not be taken in, and why.
struct QuarantineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine", abstract: "Ciò che non è stato possibile acquisire, e perché.",
        subcommands: [List.self, Show.self, Retry.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Elenca i file in quarantena e quelli che attendono.",
            discussion: """
                Di ciò che attende dice che cosa, da quando e, per le richieste incomplete, fino a quando: dopo, il mittente \
                riceve la risposta che manca qualcosa.
                """)

        @OptionGroup var options: ConfigurationOption
        @Flag(help: "Un oggetto JSON per file.") var json = false

        func run() async throws {
            let reader = try options.openReader()
            let files = try await reader.quarantine()
            let waiting = try await reader.waitingFiles()
            if !files.isEmpty || !waiting.isEmpty {
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
            let patience = try options.load().intake.requestWaitMinutes
            for file in waiting {
                let report = WaitingReport(file, patience: patience)
                print(json ? try report.json() : report.line)
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
