// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Review
internal import Settings
internal import Storage
internal import SystemPackage

extension Audit {
    /// `esenzioni audit report`: who looked at a citizen's data.
    struct ReportLog: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "report", abstract: "Dice chi ha guardato i dati di un cittadino.",
            discussion: """
                Senza altro, una riga per accesso. --csv per l'ufficio, con l'operatore; --html una pagina da stampare per \
                il cittadino, con ruolo e azienda di chi ha guardato. La consultazione entra anch'essa nel registro.
                """)

        @OptionGroup var options: ConfigurationOption
        @Option(help: "Il codice fiscale del cittadino.") var citizen: FiscalCode
        @Option(help: "Dal giorno, aaaa-mm-gg.") var from: CalendarDay?
        @Option(help: "Fino al giorno, aaaa-mm-gg.") var until: CalendarDay?
        @Option(help: "Scrive un file CSV (UTF-8, separatore punto e virgola).") var csv: String?
        @Option(help: "Scrive una pagina da stampare.") var html: String?

        func run() async throws {
            let settings = try options.load()
            let reader = try options.openReader()
            try await WriteDoor(settings).record(
                CommandLook(act: .accessReport, detail: "audit report", persons: [citizen]))
            let lines = try await reader.accesses(to: citizen, from: from, until: until)
            let report = CitizenReport(
                citizen: citizen, from: from, until: until, lines: lines,
                catalogue: try settings.loadCatalogue(), now: House.clock())
            if let csv { try write(report.csv, to: csv) }
            if let html { try write(try report.page(templates: settings.folders.templates.string), to: html) }
            if csv == nil, html == nil { report.plainLines.forEach { print($0) } }
            CommandFault.say("accessi trovati: \(lines.count)")
        }

        /// Personal data: for the owner alone.
        private func write(_ text: String, to file: String) throws {
            try DurableFile.write(Array(text.utf8), to: FilePath(absolute: file), permissions: .ownerReadWrite)
        }
    }
}
