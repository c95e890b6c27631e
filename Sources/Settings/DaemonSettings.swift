// SPDX-License-Identifier: EUPL-1.2

package import SystemPackage

/// Everything that can be set, read once at the start; each room gets only its own part.
package struct DaemonSettings: Hashable, Sendable {
    /// What relative paths count from.
    package var root: FilePath
    package var folders: FolderSettings
    package var aura: AURASettings
    package var intake: IntakeSettings
    package var reader: ReaderSettings
    package var antivirus: AntivirusSettings
    package var web: WebSettings
    package var signIn: SignInSettings
    package var audit: AuditSettings
    package var retention: RetentionSettings
    package var log: LogSettings
    package var senders: SenderSettings

    private let entries: [SettingsEntry]

    /// The defaults, without a file; for tests and tools.
    package init(root: FilePath) {
        var source = SettingsSource()
        self.init(from: &source, folder: root, root: ".")
    }

    /// - Parameters:
    ///   - source: what was said.
    ///   - folder: the absolute folder of the file, which `root` counts from.
    ///   - root: the default of the key `root`.
    init(from source: inout SettingsSource, folder: FilePath, root: FilePath) {
        var root = root
        source.read("root", into: &root, base: folder)
        self.root = root
        folders = FolderSettings(from: &source, root: root)
        aura = AURASettings(from: &source, root: root)
        intake = IntakeSettings(from: &source)
        reader = ReaderSettings(from: &source)
        antivirus = AntivirusSettings(from: &source)
        web = WebSettings(from: &source, root: root)
        signIn = SignInSettings(from: &source, root: root)
        audit = AuditSettings(from: &source, root: root)
        retention = RetentionSettings(from: &source)
        log = LogSettings(from: &source)
        senders = SenderSettings(from: &source)
        entries = source.entries
    }

    /// Every key with what it became, in the order of the shipped file.
    package func explained() -> [SettingsEntry] { entries }
}
