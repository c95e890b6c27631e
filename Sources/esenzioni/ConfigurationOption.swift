// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Catalogue
internal import Foundation
internal import Settings
internal import Storage
internal import SystemPackage

/// `--config FILE`, on every subcommand.
struct ConfigurationOption: ParsableArguments {
    @Option(help: "Il file di configurazione.")
    var config = "config/esenzioni.yml"

    /// The settings; on a fault each problem goes to standard error on a line of its own.
    func load() throws -> DaemonSettings {
        do {
            return try SettingsLoader.load(
                file: FilePath(config), environment: ProcessInfo.processInfo.environment)
        } catch {
            CommandFault.say("\(error)")
            throw CommandFault.configuration
        }
    }
}

extension ConfigurationOption {
    /// The records, to look at only: also beside a daemon.
    func openReader() throws -> PracticeReader {
        let folders = try load().folders
        if let fault = PracticeReader.unfinishedRestore(in: folders.data) { throw fault }
        guard FileManager.default.fileExists(atPath: folders.database.string) else {
            CommandFault.say("l'archivio non esiste ancora: nasce con «esenzioni serve» o «esenzioni ingest»")
            throw CommandFault.failed
        }
        return try PracticeReader(folder: folders.data)
    }
}

extension DaemonSettings {
    /// Reads the wording as the readers will in a process of their own, which could only fail.
    func checkWording() throws {
        do { _ = try WordingLoader.load(file: folders.wording) } catch {
            CommandFault.say("\(error)")
            throw CommandFault.configuration
        }
    }

    /// The catalogue that these settings name, where it knows what they name in turn.
    func loadCatalogue() throws -> ExemptionCatalogue {
        let catalogue: ExemptionCatalogue
        do {
            catalogue = try CatalogueLoader.load(folder: folders.catalogue)
        } catch {
            CommandFault.say("\(error)")
            throw CommandFault.configuration
        }
        let problems = KnownPlaces(catalogue: catalogue).problems(in: self)
        problems.forEach { CommandFault.say($0.description) }
        guard problems.isEmpty else { throw CommandFault.configuration }
        return catalogue
    }
}
