// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Domain
internal import Settings
internal import Storage
internal import SystemPackage

extension QuarantineCommand {
    /// `esenzioni quarantine retry`: reads files again, or says what would come of it.
    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Rilegge uno o tutti i file in quarantena.",
            discussion: """
                Esce con 1 se nessun file ne esce. I file di una richiesta ancora incompleta ne escono e attendono di \
                nuovo gli altri. Il mittente riceve un'altra ricevuta soltanto se l'esito è cambiato.
                """)

        @OptionGroup var options: ConfigurationOption
        @Argument(help: "Il numero dell'elenco.") var id: Int64?
        @Flag(help: "Rilegge tutto ciò che è in quarantena.") var all = false
        @Flag(help: "Dice soltanto che cosa cambierebbe.") var dryRun = false

        func validate() throws {
            if (id != nil) == all { throw ValidationError("indicare un numero dell'elenco oppure --all") }
        }

        func run() async throws {
            if dryRun { return try await tryOut() }
            try await WriteDoor(try options.load()).perform(.retryQuarantined(id))
        }

        /// Reads as the daemon would and stores nothing.
        private func tryOut() async throws {
            let settings = try options.load()
            let reader = try options.openReader()
            let files =
                if let id { [try await reader.quarantined(Delivery.ID(id))].compactMap(\.self) } else {
                    try await reader.quarantine()
                }
            guard all || !files.isEmpty else {
                CommandFault.say("nessun file in quarantena con questo numero: vedere «esenzioni quarantine list»")
                throw CommandFault.failed
            }
            let trial = TrialReading(settings)
            for file in files {
                let outlook = try await trial.outlook(of: file)
                print("\(file.delivery.id.value) \(words(for: outlook, before: file.reason.code))")
            }
        }

        private func words(for outlook: RetryOutlook, before reason: FindingCode) -> String {
            switch outlook {
            case .readable: "ora si legge: \(reason.rawValue) non c'è più"
            case .dependsOnRequest: "si legge, ma l'esito dipende dagli altri file della richiesta"
            case .dependsOnFiling: "si legge, ma se si può registrare lo dice soltanto un nuovo tentativo"
            case .unchanged: "non cambia: \(reason.rawValue)"
            case .refusedFor(let next): "\(reason.rawValue) diventa \(next.code.rawValue)"
            }
        }
    }
}
