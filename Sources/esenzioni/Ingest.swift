// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Domain
internal import Settings
internal import SystemPackage

/// `esenzioni ingest`.
struct Ingest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Acquisisce ciò che si trova nella cartella, o i file e le cartelle indicati, e termina.",
        discussion: """
            Una riga per documento. Un file vuoto, uno a cui manca la fine e uno ancora in scrittura restano nella cartella, \
            e viene detto. Termina con 1 se un documento è stato scartato, o se qualcosa non si può leggere o registrare.
            """)

    @OptionGroup var options: ConfigurationOption
    @Option(help: "Il mittente dei file indicati, fra quelli della configurazione.") var sender: String?
    @Flag(help: "Un oggetto JSON per documento.") var json = false
    @Argument(help: "File o cartelle, con tutto ciò che contengono, da acquisire; restano dove sono.") var paths:
        [String] = []

    func run() async throws {
        let settings = try options.load()
        let problems = FolderCheck.overlaps(in: settings)
        problems.forEach { CommandFault.say($0.description) }
        guard problems.isEmpty else { throw CommandFault.configuration }
        try settings.checkWording()
        let files = GivenPaths(paths).all.map { FilePath.here.pushing($0) }
        try await WriteDoor(settings).perform(
            .ingest(files: files, sender: try knownSender(settings), json: json))
    }

    func validate() throws {
        guard sender == nil || !paths.isEmpty else {
            throw ValidationError("--sender vale per i file indicati: indicarli")
        }
    }

    /// A slip of the keys must not give a hospital's document to nobody's folder.
    private func knownSender(_ settings: DaemonSettings) throws -> String {
        let names = settings.senders.all.map(\.name)
        guard let sender, !names.contains(sender) else { return sender ?? Sender.defaultName }
        throw ValidationError(
            "il mittente «\(sender)» non è nella configurazione; quelli dichiarati: \(names.sorted().joined(separator: ", "))"
        )
    }
}
