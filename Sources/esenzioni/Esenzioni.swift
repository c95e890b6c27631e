// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser

/// The command `esenzioni` (contract §2): data on standard output, messages on standard error; exit 0 success, 1 the work
/// failed, 64 bad usage, 78 bad configuration.
struct Esenzioni: AsyncParsableCommand {
    /// Name and version, as a backup keeps them too.
    static let version = "esenzioni 0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "esenzioni",
        abstract: "Dal certificato dello specialista all'avviso per AURA.",
        version: version,
        subcommands: [
            Serve.self, Ingest.self, ExtractCommand.self, Practices.self, Decide.self, QuarantineCommand.self,
            Users.self,
            Aura.self, Import.self, BackupCommand.self, Restore.self, Verify.self, Audit.self, Erase.self, Check.self,
            MeasureReading.self,
        ])
}
