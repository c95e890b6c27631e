// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Domain
internal import Storage

/// `esenzioni practices`: reads only, also beside a daemon.
struct Practices: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Le pratiche.", subcommands: [List.self, Show.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Elenca le pratiche, per numero.")

        @OptionGroup var options: ConfigurationOption
        @Option(help: "Solo quelle in questo stato.") var state: PracticeState?
        @Flag(help: "Un oggetto JSON per pratica.") var json = false

        func run() async throws {
            let catalogue = try options.load().loadCatalogue()
            let reader = try options.openReader()
            let export = try reader.export(in: state)
            var door: OpenDoor?
            var last: PracticeNumber?
            while case let found = try export.next(after: last, limit: Self.batch), !found.isEmpty {
                let open = if let door { door } else { try await WriteDoor(try options.load()).open() }
                door = open
                try await open.record(
                    CommandLook(act: .export, detail: "practices list", practices: found.map(\.number)))
                for practice in found {
                    print(json ? try PracticeReport(practice, catalogue).json() : Self.line(practice))
                }
                last = found.last?.number
            }
        }

        /// So many are in one entry of the access log.
        private static let batch = 500

        private static func line(_ practice: Practice) -> String {
            let exemption = practice.codes.exemption?.value ?? "-"
            return "\(practice.number) \(practice.state.rawValue) \(practice.asl) \(exemption) "
                + "\(practice.beneficiary.fiscalCode.value) \(practice.requestedAt.italian)"
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Mostra una pratica con documenti e cronologia.")

        @OptionGroup var options: ConfigurationOption
        @Flag(help: "In JSON.") var json = false
        @Argument(help: "Il numero della pratica.") var number: PracticeNumber

        func run() async throws {
            let catalogue = try options.load().loadCatalogue()
            let reader = try options.openReader()
            guard let dossier = try await reader.dossier(number, for: nil) else {
                CommandFault.say("pratica non trovata: \(number)")
                throw CommandFault.failed
            }
            try await WriteDoor(try options.load()).record(
                CommandLook(act: .detail, detail: "practices show", practices: [number]))
            let report = PracticeReport(dossier, catalogue)
            print(json ? try report.json() : try report.indented())
        }
    }
}

extension PracticeState: ExpressibleByArgument {}

extension PracticeNumber: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
