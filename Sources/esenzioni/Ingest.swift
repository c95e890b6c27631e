// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Domain
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
    @Option(help: "Il mittente dei file indicati.") var sender = Sender.defaultName
    @Flag(help: "Un oggetto JSON per documento.") var json = false
    @Argument(help: "File o cartelle, con tutto ciò che contengono, da acquisire; restano dove sono.") var paths:
        [String] = []

    func run() async throws {
        let files = GivenPaths(paths).all.map { FilePath.here.pushing($0) }
        try await WriteDoor(try options.load()).perform(.ingest(files: files, sender: sender, json: json))
    }
}
